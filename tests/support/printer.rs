//! A real IPP printer: `ippeveprinter` on a port of its own, whose job command is a shell script.

use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// A printer; it is switched off when it is dropped.
pub struct ScriptedPrinter {
    process: Child,
    /// Its spool and whatever its script looks for, named `FOLDER` there.
    pub folder: TempDir,
    /// Where it listens.
    pub port: u16,
}

impl ScriptedPrinter {
    /// Switches a printer on at a free port.
    ///
    /// # Panics
    /// It does not start.
    pub async fn start(script: &str) -> Self {
        Self::at(crate::webdriver::free_port().unwrap(), script).await
    }

    /// Switches a printer on at a port.
    ///
    /// # Panics
    /// It does not start.
    pub async fn at(port: u16, script: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let command = folder.path().join("job.sh");
        std::fs::write(&command, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&command, std::fs::Permissions::from_mode(0o755)).unwrap();
        let spool = folder.path().join("spool");
        std::fs::create_dir(&spool).unwrap();
        // It wants a system bus to exist, and nothing of it.
        let run = "export DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS; \
                   exec ippeveprinter -k -c \"$0\" -d \"$1\" -f application/pdf -p \"$2\" \
                   -n localhost -r off Hall";
        let process = Command::new("dbus-run-session")
            .args(["--", "sh", "-c", run])
            .arg(&command)
            .arg(&spool)
            .arg(port.to_string())
            .env("FOLDER", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap();
        let printer = Self { process, folder, port };
        for _ in 0..400 {
            if tokio::net::TcpStream::connect(("localhost", port)).await.is_ok() {
                return printer;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the printer did not start");
    }

    /// Papers that came out.
    ///
    /// # Panics
    /// The spool cannot be read.
    #[must_use]
    pub fn spooled(&self) -> Vec<PathBuf> {
        let spool = std::fs::read_dir(self.folder.path().join("spool")).unwrap();
        let files = spool.map(|entry| entry.unwrap().path());
        files.filter(|file| file.extension().is_some_and(|ending| ending == "pdf")).collect()
    }
}

impl Drop for ScriptedPrinter {
    fn drop(&mut self) {
        // The printer is the session's child; both are in a group of their own.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("sh").args(["-c", "kill -KILL \"$0\"", &group]).status();
        let _ = self.process.wait();
    }
}
