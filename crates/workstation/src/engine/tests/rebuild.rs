//! Projections hold nothing that the history does not.

use proptest::prelude::*;

use super::bench::{Bench, Judge};

/// What may happen to a station, in any order.
#[derive(Clone, Copy, Debug)]
enum Step {
    Receive,
    Print(usize),
    Confirm(usize),
    ConfirmAll,
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Receive),
        3 => (0..8_usize).prop_map(Step::Print),
        2 => (1..4_usize).prop_map(Step::Confirm),
        1 => Just(Step::ConfirmAll),
        1 => Just(Step::Restart),
    ]
}

async fn play(steps: Vec<Step>) {
    let mut bench = Bench::new().await;
    let mut judge = Judge::default();
    let mut streams = Vec::new();
    for step in steps {
        match step {
            Step::Receive => streams.push(bench.receive().await),
            Step::Print(n) if !streams.is_empty() => {
                bench.record_print(&streams[n % streams.len()]).await;
            }
            Step::Print(_) => {}
            Step::Confirm(n) => {
                let sent = bench.unsent().await;
                bench.apply(judge.judge(&sent[..n.min(sent.len())])).await;
            }
            Step::ConfirmAll => bench.apply(judge.judge(&bench.unsent().await)).await,
            Step::Restart => {
                bench.restart().await;
                bench.sign_in().await;
            }
        }
    }
    let incremental = bench.lists().await;
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
    bench.engine.rebuild().await.unwrap();
    assert_eq!(bench.lists().await, incremental);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn rebuilt_is_what_grew_step_by_step(steps in proptest::collection::vec(step(), 1..16)) {
        tokio::runtime::Runtime::new().unwrap().block_on(play(steps));
    }
}
