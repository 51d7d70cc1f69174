//! One window on the virtual display.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use tests::seat::until_closed;
use tests::webdriver::{Window, keys};

use super::{PAUSE, desktop};

/// Nothing on the page changes, and its pictures are there.
const STILL: &str = "return document.body.innerText + \
     [...document.images].map((image) => image.complete && image.naturalWidth > 0).join()";

/// A window with a person before it.
pub(super) struct Screen {
    window: Window,
    out: PathBuf,
    password: String,
}

impl Screen {
    /// Opens the window of a home.
    pub(super) async fn open(home: &Path, out: &Path, password: &str) -> Result<Self> {
        until_closed(home).await?;
        let home = home.to_str().context("a path in UTF-8")?.to_owned();
        let variables = [("YICHUANG_HOME".to_owned(), home)];
        let window = Window::open(&desktop()?, &[], &variables).await?;
        let screen = Self { window, out: out.to_owned(), password: password.to_owned() };
        screen.find("[data-focus^='sign-in:']:focus").await?;
        Ok(screen)
    }

    /// Signs a person in, and leaves the tour.
    pub(super) async fn sign_in(&self, user: &str) -> Result<()> {
        self.go("sign-in:user").await?;
        self.hold('a').await?;
        self.type_text(user).await?;
        self.press(keys::ENTER).await?;
        self.at("sign-in:password").await?;
        self.type_text(&self.password).await?;
        self.press(keys::ENTER).await?;
        self.window.wait_for("return document.querySelector('.top') !== null").await?;
        Ok(())
    }

    /// Presses a key.
    pub(super) async fn press(&self, key: char) -> Result<()> {
        tokio::time::sleep(PAUSE).await;
        self.window.press(&[key]).await
    }

    /// Presses a function key.
    pub(super) async fn function(&self, number: u8) -> Result<()> {
        self.press(keys::function(number)).await
    }

    /// Presses a key together with Ctrl.
    pub(super) async fn hold(&self, key: char) -> Result<()> {
        tokio::time::sleep(PAUSE).await;
        self.window.press_with(keys::CONTROL, key).await
    }

    /// Types at a person's pace.
    pub(super) async fn type_text(&self, text: &str) -> Result<()> {
        for letter in text.chars() {
            self.press(letter).await?;
        }
        Ok(())
    }

    /// Puts the focus on a place, as Tab would after many steps.
    pub(super) async fn go(&self, place: &str) -> Result<()> {
        let script = format!(
            "const box = document.querySelector({}); if (box === null) return false; \
             const there = box.matches('input,select,textarea,button,[tabindex]') ? box \
             : box.querySelector('[tabindex=\"0\"]'); there.focus(); return true",
            json!(format!("[data-focus=\"{place}\"]")),
        );
        self.window.wait_for(&script).await.with_context(|| place.to_owned())?;
        Ok(())
    }

    /// Goes to a button and presses it.
    pub(super) async fn choose(&self, place: &str) -> Result<()> {
        self.go(place).await?;
        self.press(keys::ENTER).await
    }

    /// Waits until the focus stands at a place.
    pub(super) async fn at(&self, place: &str) -> Result<()> {
        let script = format!(
            "const here = document.activeElement?.closest('[data-focus]'); \
             return here?.dataset.focus === {}",
            json!(place)
        );
        self.window.wait_for(&script).await.with_context(|| format!("at {place}"))?;
        Ok(())
    }

    /// Waits for words on the page.
    pub(super) async fn see(&self, words: &str) -> Result<()> {
        self.window.wait_for_text(words).await
    }

    /// Waits until a selector finds something.
    pub(super) async fn find(&self, selector: &str) -> Result<()> {
        let script = format!("return document.querySelector({}) !== null", json!(selector));
        self.window.wait_for(&script).await.with_context(|| selector.to_owned())?;
        Ok(())
    }

    /// Waits until a selector finds nothing any more.
    pub(super) async fn gone(&self, selector: &str) -> Result<()> {
        let script = format!("return document.querySelector({}) === null", json!(selector));
        self.window.wait_for(&script).await.with_context(|| selector.to_owned())?;
        Ok(())
    }

    /// Reads from the page.
    pub(super) async fn read(&self, script: &str) -> Result<Value> {
        self.window.read(script).await
    }

    /// Keeps what the window shows once it has come to rest.
    pub(super) async fn take(&self, name: &str) -> Result<()> {
        let mut before = Value::Null;
        // a picture that never comes must not hold up the others
        for _ in 0..80 {
            tokio::time::sleep(Duration::from_millis(150)).await;
            let now = self.read(STILL).await?;
            if now == before && !now.to_string().contains("false") {
                break;
            }
            before = now;
        }
        self.window.picture(&self.out.join(format!("{name}.png"))).await
    }

    /// Closes the window.
    pub(super) async fn close(self) -> Result<()> {
        self.window.close().await
    }
}
