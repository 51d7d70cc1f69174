//! A hall of programs, as they are built: platform, neighbours, keyring, and stations that are
//! enrolled; for the command line and for the real windows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::demo_clock::DemoClock;
use crate::session::{DesktopSession, Running, program};

/// Password of everybody.
pub const PASSWORD: &str = "Demo-Passw0rd";

/// The hall.
pub struct Programs {
    /// Bus and keyring.
    pub session: DesktopSession,
    /// WebSocket of the card reader's driver.
    pub card_reader: String,
    /// WebSocket of the rating device's driver.
    pub rating_terminal: String,
    /// Address of the program that collects payments.
    pub payment: String,
    /// Where the neighbours are steered.
    pub control: String,
    folder: TempDir,
    certificates: String,
    address: String,
    codes: Value,
    platform: Option<Running>,
    _neighbours: Running,
}

impl Programs {
    /// Opens the hall: demo users, catalogue and queue at the platform, which serves.
    #[must_use]
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session = DesktopSession::start(folder.path()).unwrap();
        Self::within(folder, session)
    }

    /// The same by a demo clock 演示时钟, which every program of the hall then goes by.
    #[must_use]
    pub fn by_demo_clock(time: &str) -> (Self, DemoClock) {
        let folder = tempfile::tempdir().unwrap();
        let clock = DemoClock::at(folder.path().join("clock"), time);
        let mut session = DesktopSession::start(folder.path()).unwrap();
        session.variables.push(clock.variable());
        (Self::within(folder, session), clock)
    }

    fn within(folder: TempDir, session: DesktopSession) -> Self {
        let mut neighbours = Command::new(program("yichuang-neighbours").unwrap());
        let (neighbours, line) = Running::start(&mut neighbours).unwrap();
        let addresses: Value = serde_json::from_str(&line).unwrap();
        fs::write(folder.path().join("secret"), PASSWORD).unwrap();
        let text = |name: &str| addresses[name].as_str().unwrap().to_owned();
        let mut hall = Self {
            card_reader: text("card_reader"),
            rating_terminal: text("rating_terminal"),
            payment: text("payment"),
            control: text("control"),
            certificates: text("certificates"),
            address: "127.0.0.1:0".to_owned(),
            codes: Value::Null,
            platform: None,
            _neighbours: neighbours,
            folder,
            session,
        };
        hall.codes = hall.found();
        hall.start_platform();
        hall
    }

    /// A file or folder of the hall.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The same as text.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Demo users, catalogue, enrolment codes.
    fn found(&self) -> Value {
        let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms");
        let forms = forms.to_str().unwrap();
        self.ask_platform(&["demo", "--forms", forms, "--secret-file", &self.text("secret")])
    }

    /// Answer of a command of the platform's program; the platform does not run meanwhile.
    pub fn ask_platform(&self, arguments: &[&str]) -> Value {
        self.tell_platform(arguments, "")
    }

    /// The same for a command that asks for something, such as a passphrase.
    pub fn tell_platform(&self, arguments: &[&str], typed: &str) -> Value {
        let store = self.text("platform/platform.db");
        let arguments = [&["--store", &store], arguments].concat();
        let program = program("yichuang-platform").unwrap();
        let output = self.session.run_with(&program, &arguments, typed).unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The platform serves, at the same address as before if it did so before.
    pub fn start_platform(&mut self) {
        let mut serve = Command::new(program("yichuang-platform").unwrap());
        serve.args(["--store", &self.text("platform/platform.db"), "serve"]);
        serve.args(["--listen", &self.address, "--neighbours", &self.certificates]);
        self.session.join(&mut serve);
        let (platform, line) = Running::start(&mut serve).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = said["address"].as_str().unwrap();
        self.address = address.trim_start_matches("https://").to_owned();
        self.platform = Some(platform);
    }

    /// The platform is gone, without a farewell.
    pub fn stop_platform(&mut self) {
        self.platform = None;
    }

    /// Address of the platform.
    #[must_use]
    pub fn platform_address(&self) -> String {
        format!("https://{}", self.address)
    }

    /// The one-time code of a place.
    #[must_use]
    pub fn code(&self, place: &str) -> &str {
        self.codes["codes"][place].as_str().unwrap()
    }

    /// Enrols a station: its data are in the folder `home`, its one-time code is that of `place`
    /// (`counter-07`, `counter-08`, `hall`, `departments`).
    pub fn enrol(&self, home: &str, place: &str) {
        fs::write(self.path("code"), self.code(place)).unwrap();
        let (home, code) = (self.text(home), self.text("code"));
        let platform = self.platform_address();
        let enrol = ["enrol", "--home", &home, "--platform", &platform, "--secret-file", &code];
        let station = self.answer(&enrol);
        assert!(!station["station"].as_str().unwrap().is_empty());
    }

    /// Runs `yichuang … --json`, expects success, and returns the answer.
    pub fn answer(&self, arguments: &[&str]) -> Value {
        let yichuang = program("yichuang").unwrap();
        let output = self.session.run(&yichuang, &[arguments, &["--json"]].concat()).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Somebody at a station's command line.
    pub fn at(&self, home: &str, user: &str, arguments: &[&str]) -> Value {
        let (home, secret) = (self.text(home), self.text("secret"));
        let who = ["--home", &home, "--user", user, "--secret-file", &secret];
        self.answer(&[arguments, &who].concat())
    }

    /// Code of the error that somebody at a station's command line gets.
    pub fn refused(&self, home: &str, user: &str, arguments: &[&str]) -> String {
        self.complaint(home, user, arguments).0
    }

    /// Code and message of the error that somebody at a station's command line gets.
    pub fn complaint(&self, home: &str, user: &str, arguments: &[&str]) -> (String, String) {
        let (home, secret) = (self.text(home), self.text("secret"));
        let who = ["--home", &home, "--user", user, "--secret-file", &secret];
        let yichuang = program("yichuang").unwrap();
        let output = self.session.run(&yichuang, &[arguments, &who].concat()).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        let error: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}"));
        let part = |name: &str| error["error"][name].as_str().unwrap().to_owned();
        (part("code"), part("message"))
    }
}
