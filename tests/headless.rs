//! The whole way without a window: `yichuang` against the real platform and neighbours, with a
//! real keyring (issue A, Done 3, 7 and 8).

mod outage;
mod restore;
mod theme;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use tests::session::{DesktopSession, Running, program};

const PASSWORD: &str = "Demo-Passw0rd";

/// A hall of programs.
struct Halls {
    folder: TempDir,
    session: DesktopSession,
    yichuang: PathBuf,
    certificates: String,
    address: String,
    platform: Option<Running>,
    _neighbours: Running,
}

impl Halls {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session = DesktopSession::start(folder.path()).unwrap();
        let mut neighbours = Command::new(program("yichuang-neighbours").unwrap());
        let (neighbours, line) = Running::start(&mut neighbours).unwrap();
        let addresses: Value = serde_json::from_str(&line).unwrap();
        fs::write(folder.path().join("secret"), PASSWORD).unwrap();
        let mut hall = Self {
            certificates: addresses["certificates"].as_str().unwrap().to_owned(),
            yichuang: program("yichuang").unwrap(),
            address: "127.0.0.1:0".to_owned(),
            platform: None,
            _neighbours: neighbours,
            folder,
            session,
        };
        let codes = hall.found();
        hall.start_platform();
        for (home, place) in [("counter", "counter-07"), ("departments", "departments")] {
            let code = codes["codes"][place].as_str().unwrap();
            fs::write(hall.path("code"), code).unwrap();
            let (home, code) = (hall.text(home), hall.text("code"));
            let platform = format!("https://{}", hall.address);
            let enrol = ["enrol", "--home", &home, "--platform", &platform, "--secret-file", &code];
            let station = hall.answer(&enrol);
            assert!(!station["station"].as_str().unwrap().is_empty());
        }
        hall
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Demo users, catalogue, enrolment codes.
    fn found(&self) -> Value {
        let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("../forms");
        let forms = forms.to_str().unwrap();
        self.ask_platform(&["demo", "--forms", forms, "--secret-file", &self.text("secret")])
    }

    /// Answer of a command of the platform's program; the platform does not run meanwhile.
    fn ask_platform(&self, arguments: &[&str]) -> Value {
        let store = self.text("platform/platform.db");
        let arguments = [&["--store", &store], arguments].concat();
        let program = program("yichuang-platform").unwrap();
        let output = self.session.run(&program, &arguments).unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn start_platform(&mut self) {
        let mut serve = Command::new(program("yichuang-platform").unwrap());
        serve.args(["--store", &self.text("platform/platform.db"), "serve"]);
        serve.args(["--listen", &self.address, "--neighbours", &self.certificates]);
        let (platform, line) = Running::start(&mut serve).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = said["address"].as_str().unwrap();
        self.address = address.trim_start_matches("https://").to_owned();
        self.platform = Some(platform);
    }

    fn stop_platform(&mut self) {
        self.platform = None;
    }

    /// Runs with `--json`, expects success, and returns the answer.
    fn answer(&self, arguments: &[&str]) -> Value {
        let output = self.session.run(&self.yichuang, &[arguments, &["--json"]].concat()).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Somebody at a station.
    fn at(&self, home: &str, user: &str, arguments: &[&str]) -> Value {
        let (home, secret) = (self.text(home), self.text("secret"));
        let who = ["--home", &home, "--user", user, "--secret-file", &secret];
        self.answer(&[arguments, &who].concat())
    }

    /// Code of the error that somebody at a station gets.
    fn refused(&self, home: &str, user: &str, arguments: &[&str]) -> String {
        let (home, secret) = (self.text(home), self.text("secret"));
        let who = ["--home", &home, "--user", user, "--secret-file", &secret];
        let output = self.session.run(&self.yichuang, &[arguments, &who].concat()).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let error: Value = serde_json::from_slice(&output.stderr).unwrap();
        error["error"]["code"].as_str().unwrap().to_owned()
    }

    /// Writes a JSON file and returns its path.
    fn file(&self, name: &str, value: &Value) -> String {
        fs::write(self.path(name), value.to_string()).unwrap();
        self.text(name)
    }

    /// One act on a case; returns its answer with the papers as files.
    fn act(&self, home: &str, user: &str, case: &str, action: &Value) -> Value {
        let (file, papers) = (self.file("action.json", action), self.text("papers"));
        self.at(home, user, &["act", case, &file, "--pdf", &papers])
    }

    /// An act that a rule refuses; returns the code of the refusal.
    fn act_refused(&self, home: &str, user: &str, case: &str, action: &Value) -> String {
        let file = self.file("action.json", action);
        self.refused(home, user, &["act", case, &file])
    }
}

/// Text of the paper of a kind in an answer.
fn paper(answer: &Value, kind: &str) -> String {
    let papers = answer["papers"].as_array().unwrap();
    let paper = papers.iter().find(|paper| paper["kind"] == kind);
    let paper = paper.unwrap_or_else(|| panic!("no {kind} in {answer}"));
    assert_eq!(paper["state"], "printed", "{paper}");
    let output = Command::new("pdftotext").args([paper["pdf"].as_str().unwrap(), "-"]).output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

fn assert_says(text: &str, parts: &[&str]) {
    // A long name may be broken over two lines of a table.
    let whole: String = text.split_whitespace().collect();
    for part in parts {
        let part: String = part.split_whitespace().collect();
        assert!(whole.contains(&part), "「{part}」 is not in {text}");
    }
}
