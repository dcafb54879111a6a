//! The pace of the engine, in the same words natively and in WebAssembly: `cargo xtask bench` runs it in both, in turn,
//! and puts the figures side by side.
//!
//! Each line is a name, a figure and its unit. Times are the processor's, after one round to warm up.

#[path = "support/clock.rs"]
mod clock;
#[path = "support/workload.rs"]
mod workload;

use std::hint::black_box;

/// Stations, and messages at each.
const STATIONS: (u32, u32) = (50, 4_000);

/// Queues, and messages in each.
const QUEUES: (u32, u32) = (50, 200);

const STEPS: usize = 1_000_000;
const JUMPS: u64 = 2_000;

fn main() {
    // First, so that the memory is its own.
    seeking();
    stations();
    topics();
    checkpoints();
}

fn tell(name: &str, figure: f64, unit: &str) {
    clock::print(&format!("{name}\t{figure:.3}\t{unit}"));
}

/// What `work` takes, in seconds.
fn time<T>(work: impl FnOnce() -> T) -> f64 {
    let begun = clock::seconds();
    black_box(work());
    clock::seconds() - begun
}

/// The median of a few rounds, each on a fresh copy, after one that does not count.
fn median_time<T: Clone>(start: &T, mut work: impl FnMut(&mut T)) -> f64 {
    let mut round = || {
        let mut copy = start.clone();
        time(|| work(&mut copy))
    };
    round();
    let mut times = [round(), round(), round()];
    times.sort_by(f64::total_cmp);
    times[1]
}

fn stations() {
    let (count, each) = STATIONS;
    let world = workload::world(&workload::stations(count, each));
    let seconds = median_time(&world, |world| {
        workload::play(world);
        assert_eq!(world.published(), count * each);
    });
    tell(
        "publish, route, deliver, ack",
        f64::from(count * each) / seconds / 1e6,
        "million messages/s",
    );
}

fn topics() {
    let data = workload::TopicData::ten_thousand();
    let mut world = workload::world(&workload::topics(&data));
    let keys = data.keys.len() as f64 / 1e6;
    let first = median_time(&world, |world| workload::send(world, &data));
    tell(
        "topics: keys seen for the first time",
        keys / first,
        "million keys/s",
    );
    workload::send(&mut world, &data);
    // A clone forgets routes, so this one is played on.
    let again = time(|| workload::send(&mut world, &data));
    tell("topics: keys seen before", keys / again, "million keys/s");
}

fn checkpoints() {
    let world = workload::full_queues(QUEUES.0, QUEUES.1);
    let copies = 1_000;
    let seconds = median_time(&(), |()| {
        for _ in 0..copies {
            black_box(world.clone());
        }
    });
    tell("checkpoint", seconds / f64::from(copies) * 1e6, "microseconds");
}

fn seeking() {
    let begun = clock::seconds();
    let mut history = workload::history(STEPS);
    tell(
        "computing a history",
        STEPS as f64 / (clock::seconds() - begun) / 1e6,
        "million steps/s",
    );
    let mut times: Vec<f64> = (0..JUMPS)
        .map(|ordinal| time(|| history.world(workload::jump(ordinal, STEPS)).now()) * 1e3)
        .collect();
    times.sort_by(f64::total_cmp);
    tell("seeking: median", times[times.len() / 2], "ms");
    tell("seeking: 99th percentile", times[times.len() * 99 / 100], "ms");
    if let Some(megabytes) = clock::most_megabytes() {
        tell("seeking: memory in all", megabytes, "MB");
    }
}
