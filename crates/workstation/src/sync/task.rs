//! The timer of sync: always re-armed, with jitter, and it can be poked.

use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::task::JoinHandle;

use crate::engine::{Change, Engine, EngineError};

/// Between rounds while all is well; the wake call makes it faster.
const CALM: Duration = Duration::from_secs(20);
/// After the first fault; doubles up to [`WORST`].
const RETRY: Duration = Duration::from_secs(2);
/// Longest pause between tries.
const WORST: Duration = Duration::from_secs(60);
/// Between two tidyings.
const TIDY: Duration = Duration::from_secs(6 * 3600);
/// Faults in a row after which the pause no longer grows.
const STEPS: u32 = 5;

/// Running sync; dropping it ends it.
#[derive(Debug)]
pub struct SyncTask {
    tasks: Vec<JoinHandle<()>>,
}

impl Drop for SyncTask {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// Starts rounds, the lane of pages, and the wake call.
#[must_use]
pub fn start(engine: &Engine) -> SyncTask {
    SyncTask {
        tasks: vec![
            tokio::spawn(rounds(engine.clone())),
            tokio::spawn(pages(engine.clone())),
            tokio::spawn(wake(engine.clone())),
            tokio::spawn(tidy(engine.clone())),
        ],
    }
}

/// Waits by the station's clock.
async fn sleep(engine: &Engine, time: Duration) {
    engine.core.options.clock.sleep(time).await;
}

/// The pause after so many faults in a row, moved by a random part so that a hall's stations do not
/// come back all at once.
fn pause(engine: &Engine, faults: u32) -> Duration {
    let base = match faults {
        0 => CALM,
        n => (RETRY * 2_u32.pow(n.min(STEPS) - 1)).min(WORST),
    };
    let mut random = [0; 1];
    engine.core.options.clock.fill(&mut random);
    base.mul_f64(0.75 + f64::from(random[0]) / 510.0)
}

async fn rounds(engine: Engine) {
    let mut faults = 0;
    loop {
        match engine.sync_round().await {
            Ok(_) => faults = 0,
            // Before the first sign-in there is nothing to carry.
            Err(EngineError::SignedOut) => {}
            Err(error) => {
                faults += 1;
                tracing::info!(code = error.code(), faults, "sync round");
            }
        }
        tokio::select! {
            () = sleep(&engine, pause(&engine, faults)) => {}
            () = engine.core.sync.poked() => {
                // Keystrokes and acts come in bursts; one round serves them all.
                sleep(&engine, Duration::from_millis(30)).await;
            }
        }
    }
}

async fn pages(engine: Engine) {
    let mut faults = 0;
    let mut changes = engine.changes();
    loop {
        match engine.sync_pages().await {
            Ok(_) => faults = 0,
            Err(EngineError::SignedOut) => {}
            Err(error) => {
                faults += 1;
                tracing::info!(code = error.code(), faults, "pages");
            }
        }
        let again = async {
            // A round that went through may have made pages ready to go.
            while !matches!(changes.recv().await, Ok(Change::Sync)) {}
        };
        tokio::select! {
            () = sleep(&engine, pause(&engine, faults)) => {}
            () = again => sleep(&engine, Duration::from_millis(50)).await,
        }
    }
}

/// Tidies up now and then; a fault is met again at the next time.
async fn tidy(engine: Engine) {
    loop {
        sleep(&engine, TIDY).await;
        if let Err(error) = engine.tidy_up().await {
            tracing::info!(code = error.code(), "tidy up");
        }
    }
}

/// Keeps the wake call open; whatever it says, a round begins.
async fn wake(engine: Engine) {
    let mut faults = 0;
    loop {
        let listening = async {
            let caller = engine.core.caller().await?;
            Ok::<_, EngineError>(caller.wake().await?)
        };
        match listening.await {
            Ok(mut bytes) => {
                faults = 0;
                engine.core.sync.poke();
                while let Some(Ok(chunk)) = bytes.next().await {
                    ring(&engine, &chunk);
                }
            }
            Err(_) => faults += 1,
        }
        sleep(&engine, pause(&engine, faults.max(1))).await;
    }
}

/// One piece of the wake call: comments only keep the line open.
fn ring(engine: &Engine, chunk: &[u8]) {
    let text = String::from_utf8_lossy(chunk);
    let says = |word: &str| text.lines().any(|l| l.starts_with("event:") && l.contains(word));
    if says("tickets") {
        engine.core.tell(Change::Queue);
    }
    if text.lines().any(|line| line.starts_with("data:") || line.starts_with("event:")) {
        engine.core.sync.poke();
    }
}
