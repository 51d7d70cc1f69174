//! A real input method 拼音输入法 behind the keys of a window: ibus with libpinyin, as on a clerk's
//! desktop. Keys that WebDriver presses go through it on their way to the page.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Result, bail};

use crate::session::Running;

/// Latin letters as they stand on the keys.
pub const LATIN: &str = "xkb:us::eng";
/// Pinyin becomes Chinese.
pub const PINYIN: &str = "libpinyin";

/// ibus for one display.
pub struct InputMethod {
    variables: Vec<(String, String)>,
    _daemon: Running,
}

impl InputMethod {
    /// Starts it for a person whose session has these `variables`.
    ///
    /// # Errors
    /// When ibus is missing or does not start.
    pub fn start(variables: &[(String, String)]) -> Result<Self> {
        let mut daemon = Command::new("ibus-daemon");
        daemon.args(["--panel", "disable"]);
        daemon.envs(variables.iter().map(|(name, value)| (name, value)));
        daemon.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let daemon = Running::from(daemon.spawn()?);
        let method = Self { variables: variables.to_vec(), _daemon: daemon };
        method.select(LATIN)?;
        Ok(method)
    }

    /// What a program needs to find it, beside the variables of its session.
    #[must_use]
    pub fn variables() -> [(String, String); 2] {
        // a key is answered before the next one is pressed
        [("GTK_IM_MODULE", "ibus"), ("IBUS_ENABLE_SYNC_MODE", "1")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    }

    /// Turns to an engine, as with the switch in the corner of a desktop.
    ///
    /// # Errors
    /// When ibus does not answer.
    pub fn select(&self, engine: &str) -> Result<()> {
        for _ in 0..400 {
            self.ibus(&["engine", engine])?;
            if self.ibus(&["engine"])?.trim() == engine {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("ibus does not turn to {engine} (Debian: ibus ibus-gtk3 ibus-libpinyin)")
    }

    fn ibus(&self, arguments: &[&str]) -> Result<String> {
        let mut call = Command::new("ibus");
        call.args(arguments).envs(self.variables.iter().map(|(name, value)| (name, value)));
        let output = call.stdin(Stdio::null()).stderr(Stdio::null()).output()?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}
