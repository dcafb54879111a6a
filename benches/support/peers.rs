//! The same stations in other simulators from the crate registry, bare: arrivals every 10 ms, one server each, service of
//! 1 ms to 15 ms, and nothing else. What Warren does for each message they do not: routing, acks, prefetch, events.

use warren::base::hash;

/// How long the how many-th service at a station takes.
fn service_ms(station: u32, ordinal: u32) -> u64 {
    1 + hash::of_words(&[u64::from(station), u64::from(ordinal)]) % 15
}

/// nexosim 1.0, one thread: two models a station.
pub mod with_nexosim {
    use nexosim::model::{Context, Model, schedulable};
    use nexosim::ports::Output;
    use nexosim::simulation::{Mailbox, SimInit, Simulation};
    use nexosim::time::MonotonicTime;
    use serde::{Deserialize, Serialize};
    use std::collections::VecDeque;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    #[derive(Serialize, Deserialize)]
    struct Source {
        left: u32,
        customers: Output<u32>,
    }

    #[Model]
    impl Source {
        #[nexosim(init)]
        async fn init(&mut self, context: &Context<Self>) {
            self.next(context);
        }

        fn next(&mut self, context: &Context<Self>) {
            if self.left > 0 {
                let every = Duration::from_millis(10);
                let scheduled = context.schedule_event(every, schedulable!(Self::arrive), ());
                scheduled.expect("it lies in the future");
            }
        }

        #[nexosim(schedulable)]
        async fn arrive(&mut self, _: (), context: &Context<Self>) {
            self.left -= 1;
            self.customers.send(self.left).await;
            self.next(context);
        }
    }

    #[derive(Serialize, Deserialize)]
    struct Server {
        station: u32,
        waiting: VecDeque<u32>,
        #[serde(skip)]
        served: Arc<AtomicU32>,
    }

    #[Model]
    impl Server {
        pub async fn accept(&mut self, customer: u32, context: &Context<Self>) {
            self.waiting.push_back(customer);
            if self.waiting.len() == 1 {
                self.serve(context);
            }
        }

        fn serve(&mut self, context: &Context<Self>) {
            if let Some(&customer) = self.waiting.front() {
                let takes = Duration::from_millis(super::service_ms(self.station, customer));
                let scheduled = context.schedule_event(takes, schedulable!(Self::finish), ());
                scheduled.expect("it lies in the future");
            }
        }

        #[nexosim(schedulable)]
        async fn finish(&mut self, _: (), context: &Context<Self>) {
            self.waiting.pop_front();
            self.served.fetch_add(1, Ordering::Relaxed);
            self.serve(context);
        }
    }

    /// The stations, ready to run, and the count of customers served.
    pub fn stations(count: u32, each: u32) -> (Simulation, Arc<AtomicU32>) {
        let mut bench = SimInit::with_num_threads(1);
        let served = Arc::new(AtomicU32::new(0));
        for station in 0..count {
            let (source_mailbox, server_mailbox) = (Mailbox::new(), Mailbox::new());
            let mut source = Source {
                left: each,
                customers: Output::default(),
            };
            source.customers.connect(Server::accept, &server_mailbox);
            let server = Server {
                station,
                waiting: VecDeque::new(),
                served: served.clone(),
            };
            bench = bench
                .add_model(source, source_mailbox, &format!("source {station}"))
                .add_model(server, server_mailbox, &format!("server {station}"));
        }
        let simulation = bench.init(MonotonicTime::EPOCH).expect("the models fit together");
        (simulation, served)
    }

    /// Runs to the end; how many customers were served.
    pub fn run((mut simulation, served): (Simulation, Arc<AtomicU32>)) -> u32 {
        simulation.run().expect("nothing fails in it");
        served.load(Ordering::Relaxed)
    }
}

/// desque 0.4, serial: boxed events on a heap, two a customer.
pub mod with_desque {
    use desque::SimState;
    use desque::serial::{OkEvent, Simulation};

    #[derive(Default)]
    struct Station {
        waiting: u32,
        left: u32,
    }

    pub struct Stations {
        all: Vec<Station>,
        served: u32,
    }

    impl SimState<u64> for Stations {}

    #[derive(Debug)]
    struct Arrival(u32);

    #[derive(Debug)]
    struct Finish(u32);

    impl OkEvent<Stations, u64> for Arrival {
        fn execute(&mut self, simulation: &mut Simulation<Stations, u64>) {
            let station = &mut simulation.state_mut().all[self.0 as usize];
            station.left -= 1;
            station.waiting += 1;
            let (left, waiting) = (station.left, station.waiting);
            let now = *simulation.current_time();
            if waiting == 1 {
                let takes = super::service_ms(self.0, left);
                simulation
                    .schedule(Finish(self.0), now + takes)
                    .expect("it lies in the future");
            }
            if left > 0 {
                simulation
                    .schedule(Arrival(self.0), now + 10)
                    .expect("it lies in the future");
            }
        }
    }

    impl OkEvent<Stations, u64> for Finish {
        fn execute(&mut self, simulation: &mut Simulation<Stations, u64>) {
            let state = simulation.state_mut();
            state.served += 1;
            let served = state.served;
            let station = &mut state.all[self.0 as usize];
            station.waiting -= 1;
            if station.waiting > 0 {
                let due = *simulation.current_time() + super::service_ms(self.0, served);
                simulation
                    .schedule(Finish(self.0), due)
                    .expect("it lies in the future");
            }
        }
    }

    /// The stations, ready to run.
    pub fn stations(count: u32, each: u32) -> Simulation<Stations, u64> {
        let station = |_| Station {
            waiting: 0,
            left: each,
        };
        let state = Stations {
            all: (0..count).map(station).collect(),
            served: 0,
        };
        let mut simulation = Simulation::new(state, 0);
        for station in 0..count {
            simulation
                .schedule(Arrival(station), 10)
                .expect("it lies in the future");
        }
        simulation
    }

    /// Runs to the end; how many customers were served.
    pub fn run(mut simulation: Simulation<Stations, u64>) -> u32 {
        simulation.run().expect("nothing fails in it");
        simulation.state().served
    }
}

/// Comparing a key with each pattern, word by word, as simple stand-ins for a broker do; how many match.
pub fn match_each(patterns: &[Vec<&str>], key: &str) -> usize {
    let words: Vec<&str> = key.split('.').collect();
    patterns.iter().filter(|pattern| matches(pattern, &words)).count()
}

fn matches(pattern: &[&str], words: &[&str]) -> bool {
    match (pattern, words) {
        ([], []) => true,
        (["#", rest @ ..], _) if matches(rest, words) => true,
        (["#", ..], [_, others @ ..]) => matches(pattern, others),
        ([first, rest @ ..], [word, others @ ..]) => {
            (*first == "*" || first == word) && matches(rest, others)
        }
        ([], [_, ..]) | ([_, ..], []) => false,
    }
}
