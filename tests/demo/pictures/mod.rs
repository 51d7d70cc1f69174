//! Pictures 图片 of the demo's real windows: every desk, as the people of the hall come to it.

mod counter;
mod departments;
mod hall;
mod screen;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::json;

use screen::Screen;

/// What `pictures` needs; the windows find keyring and devices in the environment.
#[derive(clap::Args)]
pub(crate) struct Pictures {
    /// Folder of the demo, as `seed` filled it.
    #[arg(long)]
    dir: PathBuf,
    /// Folder of the pictures.
    #[arg(long)]
    out: PathBuf,
    /// Control calls of the neighbours.
    #[arg(long)]
    control: String,
    /// Process of the platform, stopped for the picture of an outage.
    #[arg(long)]
    platform: u32,
    /// Password of every demo account.
    #[arg(long)]
    password: String,
    /// File from which the programs take their time, `YYYY-MM-DD hh:mm:ss`; the clock goes if absent.
    #[arg(long)]
    clock: Option<PathBuf>,
}

/// Takes all of them; answers with how many there are.
pub(crate) async fn take(wanted: &Pictures) -> Result<usize> {
    std::fs::create_dir_all(&wanted.out)?;
    counter::visit(wanted).await?;
    departments::visit(wanted).await?;
    hall::visit(wanted).await?;
    counter::outage(wanted).await?;
    Ok(std::fs::read_dir(&wanted.out)?.count())
}

impl Pictures {
    /// Opens the window of a station.
    async fn open(&self, station: &str) -> Result<Screen> {
        Screen::open(&self.dir.join(station), &self.out, &self.password).await
    }

    /// Turns the clock of the demo to a time of its day, if it has one of its own.
    fn turn(&self, time: &str) -> Result<()> {
        let Some(file) = &self.clock else {
            return Ok(());
        };
        let now = std::fs::read_to_string(file)?;
        let day = now.split_whitespace().next().context("the clock has a date")?;
        // Another program must never read half a time.
        let next = file.with_extension("next");
        std::fs::write(&next, format!("{day} {time}\n"))?;
        Ok(std::fs::rename(next, file)?)
    }

    /// Lays a person's card on the reader.
    async fn lay_card(&self, person: &str) -> Result<()> {
        let card = json!({ "state": "card", "person": person });
        let call = format!("{}/card", self.control);
        reqwest::Client::new().put(call).json(&card).send().await?.error_for_status()?;
        Ok(())
    }

    fn signal_platform(&self, signal: &str) -> Result<()> {
        let process = self.platform.to_string();
        let done = std::process::Command::new("kill").args([signal, &process]).status()?;
        anyhow::ensure!(done.success(), "the platform is gone");
        Ok(())
    }
}

/// Long enough that two keys are two keys, not a scanner gun.
const PAUSE: Duration = Duration::from_millis(60);

/// The program whose window is looked at: built beside this one.
fn desktop() -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here.parent().unwrap_or(Path::new("."));
    Ok(folder.join("yichuang-desktop"))
}
