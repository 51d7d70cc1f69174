//! A desktop session without a desktop: a message bus and a keyring of its own, and the programs
//! as they are built, run as a person would from a terminal.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// A child that ends with its owner.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl From<Child> for Running {
    fn from(child: Child) -> Self {
        Self(child)
    }
}

impl Running {
    /// Starts a program and waits for its first line on stdout.
    pub fn start(command: &mut Command) -> anyhow::Result<(Self, String)> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let stdout = child.stdout.take();
        let child = Self(child);
        let mut line = String::new();
        BufReader::new(stdout.ok_or_else(|| anyhow::anyhow!("no stdout"))?).read_line(&mut line)?;
        anyhow::ensure!(!line.is_empty(), "{command:?} said nothing");
        Ok((child, line.trim().to_owned()))
    }
}

/// A program of ours: `cargo test --workspace` and `make` build it beside the tests.
pub fn program(name: &str) -> anyhow::Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here.parent().and_then(Path::parent);
    let path = folder.unwrap_or(Path::new(".")).join(name);
    anyhow::ensure!(path.is_file(), "{} is not built: cargo build --workspace", path.display());
    Ok(path)
}

/// Bus and keyring.
pub struct DesktopSession {
    address: String,
    _keyring: Running,
    _bus: Running,
}

impl DesktopSession {
    /// Starts a bus and an unlocked keyring whose files stand in `folder`.
    pub fn start(folder: &Path) -> anyhow::Result<Self> {
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address"]).stderr(Stdio::null());
        let (bus, address) = Running::start(&mut bus)?;
        let control = folder.join("keyring-run");
        std::fs::create_dir_all(&control)?;
        let mut keyring = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .arg(format!("--control-directory={}", control.display()))
            .env("XDG_DATA_HOME", folder.join("keyring"))
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        if let Some(mut stdin) = keyring.stdin.take() {
            // An empty password would leave the keyring locked.
            stdin.write_all(b"demo")?;
        }
        let session = Self { address, _keyring: Running(keyring), _bus: bus };
        session.wait_for_keyring()?;
        Ok(session)
    }

    /// Address of the bus, as `DBUS_SESSION_BUS_ADDRESS`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    fn wait_for_keyring(&self) -> anyhow::Result<()> {
        for _ in 0..200 {
            let asked = Command::new("dbus-send")
                .args(["--session", "--dest=org.freedesktop.DBus", "--print-reply", "/"])
                .args(["org.freedesktop.DBus.GetNameOwner", "string:org.freedesktop.secrets"])
                .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
                .output()?;
            if asked.status.success() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        anyhow::bail!("the keyring did not start")
    }

    /// Runs a program in this session.
    pub fn run(&self, program: &Path, arguments: &[&str]) -> anyhow::Result<Output> {
        let mut command = Command::new(program);
        command.args(arguments).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        Ok(command.stdin(Stdio::null()).output()?)
    }
}
