//! How fast the engine is natively: whole worlds, topic matching, checkpoints and seeking, beside peers from the crate
//! registry. `cargo bench` prints the lowest, middle and highest estimate; `-- --verbose` adds the median and its spread.
//!
//! Figures are per message: simulators count events differently, messages mean the same everywhere. Times are the
//! processor's, so that other programs disturb them little.

#[cfg(not(target_arch = "wasm32"))]
#[path = "support/measure.rs"]
mod measure;
#[cfg(not(target_arch = "wasm32"))]
#[path = "support/peers.rs"]
mod peers;
#[cfg(not(target_arch = "wasm32"))]
#[path = "support/workload.rs"]
mod workload;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::main();
}

/// In WebAssembly `pace.rs` measures.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use crate::measure::ProcessorTime;
    use crate::{peers, workload};
    use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput};
    use std::hint::black_box;
    use std::time::Duration;

    type Bench = Criterion<ProcessorTime>;

    const STATIONS: u32 = 50;
    const EACH: u32 = 2_000;

    fn group<'a>(criterion: &'a mut Bench, name: &str, elements: u64) -> BenchmarkGroup<'a, ProcessorTime> {
        let mut group = criterion.benchmark_group(name);
        group
            .sample_size(20)
            .measurement_time(Duration::from_secs(5))
            .throughput(Throughput::Elements(elements));
        group
    }

    /// 50 producers, a topic exchange, 50 queues, 50 consumers with acks and prefetch 10, played through `World`.
    fn stations(criterion: &mut Bench) {
        let mut group = group(
            criterion,
            "messages through 50 stations",
            u64::from(STATIONS * EACH),
        );
        let world = workload::world(&workload::stations(STATIONS, EACH));
        group.bench_function("warren: publish, route, deliver, ack", |bencher| {
            let play = |mut world| workload::play(black_box(&mut world));
            bencher.iter_batched(|| world.clone(), play, BatchSize::LargeInput);
        });
        group.bench_function("nexosim: arrive and be served, one thread", |bencher| {
            let prepare = || peers::with_nexosim::stations(STATIONS, EACH);
            let run = |ready| assert_eq!(peers::with_nexosim::run(ready), STATIONS * EACH);
            bencher.iter_batched(prepare, run, BatchSize::LargeInput);
        });
        group.bench_function("desque: arrive and be served", |bencher| {
            let prepare = || peers::with_desque::stations(STATIONS, EACH);
            let run = |ready| assert_eq!(peers::with_desque::run(ready), STATIONS * EACH);
            bencher.iter_batched(prepare, run, BatchSize::LargeInput);
        });
        group.finish();
    }

    /// Routing keys against a topic exchange with 10,000 bindings.
    fn topics(criterion: &mut Bench) {
        let data = workload::TopicData::ten_thousand();
        let world = workload::world(&workload::topics(&data));
        let mut group = group(
            criterion,
            "keys against 10,000 topic bindings",
            data.keys.len() as u64,
        );
        group.bench_function("warren: published, seen for the first time", |bencher| {
            let send = |mut world| workload::send(black_box(&mut world), &data);
            bencher.iter_batched(|| world.clone(), send, BatchSize::LargeInput);
        });
        group.bench_function("warren: published, seen before", |bencher| {
            let mut world = world.clone();
            workload::send(&mut world, &data);
            bencher.iter(|| workload::send(black_box(&mut world), &data));
        });
        let some = 200;
        group.throughput(Throughput::Elements(some as u64));
        group.bench_function("comparing with each pattern", |bencher| {
            let patterns: Vec<Vec<&str>> = data
                .bindings
                .iter()
                .map(|text| text.split('.').collect())
                .collect();
            let count = |key: &String| peers::match_each(black_box(&patterns), key);
            bencher.iter(|| data.keys.iter().take(some).map(count).sum::<usize>());
        });
        group.finish();
    }

    /// A copy of a world whose 50 queues hold 10,000 messages.
    fn checkpoints(criterion: &mut Bench) {
        let mut group = group(criterion, "checkpoints of 10,000 messages in 50 queues", 1);
        let world = workload::full_queues(50, 200);
        group.bench_function("warren: clone of the world", |bencher| {
            bencher.iter(|| black_box(&world).clone());
        });
        group.finish();
    }

    /// Going anywhere in a run of a million steps. `pace.rs` tells the 99th percentile and the memory.
    fn seeking(criterion: &mut Bench) {
        let steps = 1_000_000;
        let mut history = workload::history(steps);
        let mut group = group(criterion, "seeking in 1,000,000 steps", 1);
        let mut ordinal = 0;
        group.bench_function("warren: any step", |bencher| {
            bencher.iter(|| {
                ordinal += 1;
                black_box(history.world(workload::jump(ordinal, steps)).now())
            });
        });
        group.finish();
    }

    pub fn main() {
        let mut criterion = Criterion::default()
            .with_measurement(ProcessorTime)
            .configure_from_args();
        stations(&mut criterion);
        topics(&mut criterion);
        checkpoints(&mut criterion);
        seeking(&mut criterion);
        criterion.final_summary();
    }
}
