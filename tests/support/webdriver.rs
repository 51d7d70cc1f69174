//! Drives the real window by the W3C WebDriver protocol, by keyboard.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// Keys that have no character, as WebDriver names them.
pub mod keys {
    /// Removes the character before the caret.
    pub const BACKSPACE: char = '\u{E003}';
    /// To the next control.
    pub const TAB: char = '\u{E004}';
    /// Confirms, or goes to the next field.
    pub const ENTER: char = '\u{E007}';
    /// Held for the previous control.
    pub const SHIFT: char = '\u{E008}';
    /// Held for a shortcut.
    pub const CONTROL: char = '\u{E009}';
    /// Leaves a dialog.
    pub const ESCAPE: char = '\u{E00C}';
    /// One to the left.
    pub const LEFT: char = '\u{E012}';
    /// One up.
    pub const UP: char = '\u{E013}';
    /// One to the right.
    pub const RIGHT: char = '\u{E014}';
    /// One down.
    pub const DOWN: char = '\u{E015}';

    /// The function key `F{number}`.
    #[must_use]
    pub fn function(number: u8) -> char {
        char::from_u32(0xE030 + u32::from(number)).unwrap_or('\u{E031}')
    }
}

/// How long a page may take to show what a test waits for; a broken page fails, a slow machine does not.
const PATIENCE: Duration = Duration::from_secs(60);

/// A window of the desktop program with the driver that holds it; both end when it is dropped.
pub struct Window {
    driver: Child,
    session: String,
    http: reqwest::Client,
}

impl Window {
    /// Starts `program` under a driver of its own, with `variables` in its environment.
    ///
    /// # Errors
    /// When the driver or the program does not start.
    pub async fn open(
        program: &Path,
        args: &[String],
        variables: &[(String, String)],
    ) -> Result<Self> {
        // The client wants a TLS provider even for plain HTTP; another test may have set it already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let port = free_port()?;
        let driver = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("TAURI_AUTOMATION", "true")
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("WebKitWebDriver (Debian: webkit2gtk-driver)")?;
        let http = reqwest::Client::builder().timeout(2 * PATIENCE).build()?;
        let mut window = Self { driver, session: String::new(), http };
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "webkitgtk:browserOptions": {"binary": program, "args": args},
        }}});
        let base = format!("http://127.0.0.1:{port}");
        window.wait_for_driver(&base).await?;
        let answer = window.post(&format!("{base}/session"), &wanted).await?;
        let id = answer["sessionId"].as_str().context("the driver opened no session")?;
        window.session = format!("{base}/session/{id}");
        Ok(window)
    }

    async fn wait_for_driver(&self, base: &str) -> Result<()> {
        for _ in 0..200 {
            if self.http.get(format!("{base}/status")).send().await.is_ok() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("the driver does not answer")
    }

    async fn post(&self, url: &str, body: &Value) -> Result<Value> {
        answer(self.http.post(url).json(body).send().await?).await
    }

    async fn get(&self, path: &str) -> Result<Value> {
        answer(self.http.get(format!("{}/{path}", self.session)).send().await?).await
    }

    /// Presses `keys` one after the other; they go to whatever has the focus.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn press(&self, keys: &[char]) -> Result<()> {
        self.perform(keys.iter().flat_map(|key| [("keyDown", *key), ("keyUp", *key)])).await
    }

    /// Types `text` key by key.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.press(&text.chars().collect::<Vec<_>>()).await
    }

    /// Presses `key` while `held` is down.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn press_with(&self, held: char, key: char) -> Result<()> {
        let steps = [("keyDown", held), ("keyDown", key), ("keyUp", key), ("keyUp", held)];
        self.perform(steps.into_iter()).await
    }

    async fn perform(&self, steps: impl Iterator<Item = (&'static str, char)>) -> Result<()> {
        let actions: Vec<Value> =
            steps.map(|(kind, key)| json!({"type": kind, "value": key.to_string()})).collect();
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        self.post(&format!("{}/actions", self.session), &body).await.map(drop)
    }

    /// Runs a script that only reads: `return …`.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn read(&self, script: &str) -> Result<Value> {
        let body = json!({"script": script, "args": []});
        self.post(&format!("{}/execute/sync", self.session), &body).await
    }

    /// Waits until the script answers something else than null, false or an empty text.
    ///
    /// # Errors
    /// When it does not within a minute; says what was on the screen instead.
    pub async fn wait_for(&self, script: &str) -> Result<Value> {
        let start = tokio::time::Instant::now();
        loop {
            let value = self.read(script).await?;
            if !(value.is_null() || value == json!(false) || value == json!("")) {
                return Ok(value);
            }
            if start.elapsed() > PATIENCE {
                let seen = self.read("return document.body.innerText").await?;
                let focus = self.focus().await?;
                bail!("waited in vain for: {script}\nfocus: {focus}\non the screen:\n{seen}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the page shows `text`.
    ///
    /// # Errors
    /// When it does not within a minute.
    pub async fn wait_for_text(&self, text: &str) -> Result<()> {
        let script = format!("return document.body.innerText.includes({})", json!(text));
        self.wait_for(&script).await.map(drop)
    }

    /// What has the focus: its place (`data-focus`), or else its element's name and text.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn focus(&self) -> Result<String> {
        let script = "const e = document.activeElement; return e === null ? '' : \
             (e.closest('[data-focus]')?.dataset.focus ?? \
             `${e.tagName} ${(e.innerText ?? '').slice(0, 20)}`)";
        Ok(self.read(script).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Sets the outer size of the window.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let rect = json!({"width": width, "height": height, "x": 0, "y": 0});
        self.post(&format!("{}/window/rect", self.session), &rect).await.map(drop)
    }

    /// What the window shows, as a PNG file.
    ///
    /// # Errors
    /// When the window is gone or the file cannot be written.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        let answer = self.get("screenshot").await?;
        let text = answer.as_str().context("no picture")?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, STANDARD.decode(text)?)?)
    }

    /// Kills the program at once; the driver sees its window vanish.
    ///
    /// # Errors
    /// When it is not running.
    pub fn kill(&self) -> Result<()> {
        let driver = self.driver.id().to_string();
        let output = Command::new("ps").args(["-o", "pid=", "--ppid", &driver]).output()?;
        let children = String::from_utf8(output.stdout)?;
        let program = children.split_whitespace().next().context("the program is not running")?;
        let killed = Command::new("kill").args(["-KILL", program]).status()?;
        anyhow::ensure!(killed.success(), "kill -KILL {program}");
        Ok(())
    }

    /// Closes the window as the program's own way out does.
    ///
    /// # Errors
    /// When the window is gone already.
    pub async fn close(self) -> Result<()> {
        answer(self.http.delete(&self.session).send().await?).await.map(drop)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // The window is the driver's child; both are in a group of their own.
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["--", &group]).stderr(Stdio::null()).status();
        let _ = self.driver.wait();
    }
}

/// The value of an answer, or the error the driver names.
async fn answer(response: reqwest::Response) -> Result<Value> {
    let mut body: Value = response.json().await?;
    let value = body["value"].take();
    match value.get("error").and_then(Value::as_str) {
        Some(error) => Err(anyhow!("{error}: {}", value["message"].as_str().unwrap_or_default())),
        None => Ok(value),
    }
}

/// A port that nobody listens on.
///
/// # Errors
/// When there is none.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
