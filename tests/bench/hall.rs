//! The measured hall: the platform as a program behind TLS, and the homes of its stations.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use tests::session::Running;
use workstation::desk::Workstation;
use workstation::engine::Options as Parts;

use crate::{Options, forms, text};

/// Password of every demo account.
pub(crate) const PASSWORD: &str = "yichuang-bench-2026";
/// The clerk of the window.
pub(crate) const CLERK: &str = "chenjing";
/// The clerk of the counter without a window: a draft follows its clerk to every counter.
pub(crate) const COLLEAGUE: &str = "liangwei";
/// An examiner of 疾控.
pub(crate) const EXAMINER: &str = "fengjie";

pub(crate) struct Hall {
    dir: PathBuf,
    address: String,
    codes: Value,
    _platform: Running,
}

impl Hall {
    /// Publishes the forms with the large item, makes the demo's people, and serves.
    pub(crate) fn open(options: &Options) -> Result<Self> {
        let dir = options.dir.join("hall");
        let (forms, secret) = (dir.join("forms"), dir.join("secret"));
        forms::write(&options.forms, &forms)?;
        std::fs::write(&secret, PASSWORD)?;
        let store = dir.join("platform/platform.db");
        let store = ["--store", text(&store)?];
        let demo = ["demo", "--forms", text(&forms)?, "--secret-file", text(&secret)?];
        let told = run("yichuang-platform", &[&store[..], &demo].concat())?;
        let codes: Value = serde_json::from_str(&told)?;
        let mut serve = Command::new(beside("yichuang-platform")?);
        serve.args(store).args(["serve", "--listen", "127.0.0.1:0"]);
        let (platform, line) = Running::start(&mut serve)?;
        let said: Value = serde_json::from_str(&line)?;
        let address = said["address"].as_str().context("no address")?.to_owned();
        Ok(Self { dir, address, codes: codes["codes"].clone(), _platform: platform })
    }

    /// Enrols a station in a home of its own.
    pub(crate) fn enrol(&self, station: &str) -> Result<PathBuf> {
        let (home, code) = (self.dir.join(station), self.dir.join("code"));
        std::fs::write(&code, self.codes[station].as_str().context("no code")?)?;
        let place = ["--home", text(&home)?, "--platform", &self.address];
        run("yichuang", &[&["enrol"], &place[..], &["--secret-file", text(&code)?]].concat())?;
        Ok(home)
    }

    /// Enrols a station and signs somebody in there, without a window.
    pub(crate) async fn desk(&self, station: &str, user: &str) -> Result<Workstation> {
        let desk = Workstation::open(self.enrol(station)?, Parts::default()).map_err(said)?;
        desk.start_sync();
        desk.sign_in(user, PASSWORD).await.map_err(said)?;
        Ok(desk)
    }
}

/// A desk's fault as an error.
pub(crate) fn said(fault: workstation::view::Fault) -> anyhow::Error {
    anyhow::anyhow!("{}: {}", fault.code, fault.message)
}

fn run(name: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(beside(name)?).args(arguments).output()?;
    ensure!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// A program built beside this one.
pub(crate) fn beside(name: &str) -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    Ok(here.parent().unwrap_or(Path::new(".")).join(name))
}
