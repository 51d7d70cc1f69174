//! A desktop session without a desktop: a message bus and a keyring of its own, and the programs
//! as they are built, run as a person would from a terminal.

use std::collections::BTreeSet;
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
    /// What every program of the session finds in its environment.
    pub variables: Vec<(String, String)>,
    address: String,
    _keyring: Option<Running>,
    _bus: Running,
}

/// How a session's keyring stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyringState {
    /// Opened with its password.
    Unlocked,
    /// Running, its password not given.
    Locked,
    /// No keyring program at all.
    Absent,
}

/// A bus on which no program is started by being asked for.
const BARE_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"#;

fn variables(address: &str) -> Vec<(String, String)> {
    vec![("DBUS_SESSION_BUS_ADDRESS".to_owned(), address.to_owned())]
}

impl DesktopSession {
    /// Starts a bus and an unlocked keyring whose files stand in `folder`.
    pub fn start(folder: &Path) -> anyhow::Result<Self> {
        Self::with(folder, KeyringState::Unlocked)
    }

    /// Starts a bus and, over the files that stand in `folder`, a keyring in some state.
    pub fn with(folder: &Path, state: KeyringState) -> anyhow::Result<Self> {
        let config = folder.join("bus.conf");
        std::fs::write(&config, BARE_BUS)?;
        let mut bus = Command::new("dbus-daemon");
        bus.arg(format!("--config-file={}", config.display()));
        bus.args(["--nofork", "--print-address"]).stderr(Stdio::null());
        let (bus, address) = Running::start(&mut bus)?;
        if state == KeyringState::Absent {
            return Ok(Self { variables: variables(&address), address, _keyring: None, _bus: bus });
        }
        let control = folder.join("keyring-run");
        std::fs::create_dir_all(&control)?;
        let mut command = Command::new("gnome-keyring-daemon");
        command
            .args(["--foreground", "--components=secrets"])
            .arg(format!("--control-directory={}", control.display()))
            .env("XDG_DATA_HOME", folder.join("keyring"))
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .env_remove("DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if state == KeyringState::Unlocked {
            command.arg("--unlock");
        }
        let mut keyring = command.spawn()?;
        if let Some(mut stdin) = keyring.stdin.take() {
            // An empty password would leave the keyring locked.
            stdin.write_all(b"demo")?;
        }
        let session = Self {
            variables: variables(&address),
            address,
            _keyring: Some(Running(keyring)),
            _bus: bus,
        };
        session.wait_for_keyring()?;
        Ok(session)
    }

    /// Address of the bus, as `DBUS_SESSION_BUS_ADDRESS`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Names of this program's entries in the keyring 密钥环条目, as the secret service tells them.
    pub fn keyring_entries(&self) -> anyhow::Result<BTreeSet<String>> {
        let found = self.ask_keyring(&[
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.SearchItems",
            "dict:string:string:service,yichuang",
        ])?;
        let quoted = |text: &str| -> Vec<String> {
            text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
        };
        let mut entries = BTreeSet::new();
        for item in quoted(&found) {
            let attributes = self.ask_keyring(&[
                &item,
                "org.freedesktop.DBus.Properties.Get",
                "string:org.freedesktop.Secret.Item",
                "string:Attributes",
            ])?;
            let words = quoted(&attributes);
            let name = words.windows(2).find(|pair| pair[0] == "username");
            let name = name.ok_or_else(|| anyhow::anyhow!("{item} has no name: {attributes}"))?;
            entries.insert(name[1].clone());
        }
        Ok(entries)
    }

    fn ask_keyring(&self, call: &[&str]) -> anyhow::Result<String> {
        let asked = Command::new("dbus-send")
            .args(["--session", "--dest=org.freedesktop.secrets", "--print-reply"])
            .args(call)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .output()?;
        anyhow::ensure!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
        Ok(String::from_utf8(asked.stdout)?)
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

    /// Lets a program that is to be started belong to this session.
    pub fn join(&self, command: &mut Command) {
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
    }

    /// Runs a program in this session.
    pub fn run(&self, program: &Path, arguments: &[&str]) -> anyhow::Result<Output> {
        self.run_with(program, arguments, "")
    }

    /// Runs a program in this session and types into it.
    pub fn run_with(
        &self,
        program: &Path,
        arguments: &[&str],
        typed: &str,
    ) -> anyhow::Result<Output> {
        let mut command = Command::new(program);
        command.args(arguments);
        self.join(&mut command);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // A program that asks for nothing may have ended already.
            let _ = stdin.write_all(typed.as_bytes());
        }
        Ok(child.wait_with_output()?)
    }
}
