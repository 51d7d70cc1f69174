//! Two windows on one data folder: the second says so in a dialog of the system and ends; the
//! first goes on.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tests::session::{DesktopSession, Running, program};

/// A screen without a screen, with windows of the desktop program on it.
struct Screen {
    folder: tempfile::TempDir,
    display: String,
    session: DesktopSession,
    _server: Running,
}

impl Screen {
    fn open() -> Self {
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]);
        let (server, number) = Running::start(server.stderr(Stdio::null())).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let session = DesktopSession::start(folder.path()).unwrap();
        Self { display: format!(":{number}"), folder, session, _server: server }
    }

    /// Starts the program on the one home.
    fn start(&self, errors: &Path) -> Window {
        let errors = std::fs::File::create(errors).unwrap();
        let mut command = Command::new(program("yichuang-desktop").unwrap());
        self.session.join(&mut command);
        let process = command
            .env("DISPLAY", &self.display)
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .env("YICHUANG_HOME", self.folder.path().join("home"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(errors)
            .process_group(0)
            .spawn()
            .unwrap();
        Window(process)
    }

    fn ask(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("xdotool");
        let output = command.args(arguments).env("DISPLAY", &self.display).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The window whose title is this.
    fn titled(&self, title: &str) -> Option<String> {
        let exact = format!("^{title}$");
        let found = self.ask(&["search", "--onlyvisible", "--name", &exact]);
        found.lines().next().map(str::to_owned)
    }

    fn wait_for(&self, title: &str) -> String {
        for _ in 0..600 {
            if let Some(window) = self.titled(title) {
                return window;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("no window 「{title}」 came");
    }
}

struct Window(Child);

impl Window {
    fn runs(&mut self) -> bool {
        self.0.try_wait().unwrap().is_none()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

#[test]
fn faults_a_second_window_on_the_same_folder_says_so_and_the_first_goes_on() {
    let screen = Screen::open();
    let errors = |name: &str| screen.folder.path().join(name);
    let mut first = screen.start(&errors("first"));
    screen.wait_for("一窗");
    let mut second = screen.start(&errors("second"));
    let dialog = screen.wait_for("一窗 无法启动");
    assert!(second.runs(), "it waits until somebody has read it");
    screen.ask(&["windowfocus", "--sync", &dialog]);
    screen.ask(&["key", "Return"]);
    let status = second.0.wait().unwrap();
    assert_eq!(status.code(), Some(1));
    let said = std::fs::read_to_string(errors("second")).unwrap();
    let told = "该数据目录已被另一个一窗程序打开。请切换到已打开的窗口，或先关闭它再重试。";
    assert!(said.contains(told), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert!(first.runs());
    assert!(screen.titled("一窗").is_some());
}
