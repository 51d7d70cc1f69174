//! The real workstations and the real platform in one thread under virtual time (I1–I8 of the sync
//! protocol): each seed is a life of some forty steps among faults, and a time without, in which
//! everything must arrive.
//!
//! `YC_SEEDS` says how many seeds run; `YC_SEED` replays one and prints what happened in it.

use std::panic::AssertUnwindSafe;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{env, thread};

use futures_util::FutureExt as _;
use tokio::runtime::{Builder, Runtime};

mod acts;
mod agenda;
mod casework;
mod chance;
mod check;
mod counts;
mod day;
mod desk;
mod faults;
mod hall;
mod ledger;
mod network;
mod steps;
mod store;
mod world;

use counts::Counts;
use hall::Hall;
use steps::{Failure, live};

/// Seeds of `make test`; the whole of them is run by `make simulation`.
const SEEDS: u64 = 120;

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|text| text.parse().unwrap())
}

/// One thread for everything in a world.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn hall() -> Hall {
    runtime().block_on(Hall::found()).unwrap()
}

/// Lives through a seed; a panic is a failure too.
async fn run(hall: &Hall, seed: u64) -> Result<Counts, Failure> {
    let life = AssertUnwindSafe(live(hall, seed)).catch_unwind().await;
    life.unwrap_or_else(|_| Err(Failure { why: "panic".to_owned(), trace: Vec::new() }))
}

/// Runs seeds on as many threads as there are cores, each world on one, until one fails; answers with
/// what was counted and the seeds that failed.
fn run_all(hall: &Hall, seeds: u64) -> (Counts, Vec<(u64, String)>) {
    let next = AtomicU64::new(1);
    let all = Mutex::new((Counts::default(), Vec::new()));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                runtime().block_on(async {
                    loop {
                        let seed = next.fetch_add(1, Ordering::SeqCst);
                        if seed > seeds {
                            break;
                        }
                        match run(hall, seed).await {
                            Ok(counts) => all.lock().unwrap().0 += counts,
                            Err(failure) => {
                                next.store(seeds + 1, Ordering::SeqCst);
                                all.lock().unwrap().1.push((seed, failure.why));
                            }
                        }
                    }
                });
            });
        }
    });
    all.into_inner().unwrap()
}

#[test]
fn simulation_whatever_happens_all_converge_and_nothing_is_lost() {
    let hall = hall();
    if let Some(seed) = number("YC_SEED") {
        let done = runtime().block_on(run(&hall, seed));
        let failure = done.map(|counts| println!("seed {seed}:\n{counts}")).err();
        if let Some(failure) = failure {
            panic!("seed {seed}: {}\n{}", failure.why, failure.trace.join("\n"));
        }
        return;
    }
    let seeds = number("YC_SEEDS").unwrap_or(SEEDS);
    let (counts, failed) = run_all(&hall, seeds);
    println!("simulation of {seeds} seeds:\n{counts}");
    assert_eq!(failed, [], "replay one with YC_SEED=<seed>");
    assert_eq!(counts.untried(), Vec::<&str>::new(), "a fault was never tried");
    assert!(counts.on_shared * 2 >= counts.steps, "half of the steps are on shared applications");
}
