//! A person's seat: the real window of a station on a screen of its own, worked by keyboard alone.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::devices::{Printer, test_scanner};
use crate::display::Display;
use crate::input_method::{InputMethod, LATIN, PINYIN};
use crate::programs::{PASSWORD, Programs};
use crate::session::program;
use crate::webdriver::{Window, keys};

/// Names the folder that main steps leave a picture in; none is taken without it.
const PICTURES: &str = "YICHUANG_STEP_PICTURES";

/// Counts what no test of the keyboard may ever do, and words that an input method made. It only listens.
const LISTENER: &str = "window.pointed = 0; window.composed = 0; \
    for (const sign of ['pointerdown', 'mousedown']) \
        window.addEventListener(sign, () => { window.pointed += 1; }, true); \
    window.addEventListener('compositionend', () => { window.composed += 1; }, true)";

/// Waits until no program holds the data folder `home` 数据目录: a large one takes a moment to be gone,
/// and until then another one refuses to open.
///
/// # Errors
/// When the program lives on.
pub async fn until_closed(home: &Path) -> Result<()> {
    let Ok(lock) = std::fs::File::open(home.join("lock")) else {
        return Ok(());
    };
    for _ in 0..2_000 {
        if lock.try_lock().is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    bail!("a program still holds {}", home.display())
}

/// A station with its window open.
pub struct Seat {
    /// The window.
    pub window: Window,
    station: String,
    variables: Vec<(String, String)>,
    _display: Display,
    input: InputMethod,
    pointed: u64,
}

impl Seat {
    /// Sets a station up (devices, screen, input method) and opens its window. The station is
    /// enrolled already: [`Programs::enrol`].
    ///
    /// # Errors
    /// When something that the window needs is missing.
    pub async fn open(hall: &Programs, station: &str, printer: &Printer) -> Result<Self> {
        let home = hall.path(station);
        std::fs::create_dir_all(&home)?;
        let settings = json!({
            "printer": {"name": "大厅打印机", "driver": {"type": "ipp", "uri": printer.uri}},
            "scanner": {"program": "scanimage", "config_dir": test_scanner(&home)?,
                "options": ["--test-picture=Grid"]},
            "scanner_device": "test:0",
            "card_reader": hall.card_reader,
            "rating_terminal": hall.rating_terminal,
            "payment": hall.payment,
        });
        std::fs::write(home.join("desk.json"), settings.to_string())?;
        let display = Display::start()?;
        let variables = variables(hall, &home, &display)?;
        let input = InputMethod::start(&variables)?;
        let window = window(&variables).await?;
        let station = station.to_owned();
        let seat = Self { window, station, variables, _display: display, input, pointed: 0 };
        seat.listen().await?;
        Ok(seat)
    }

    async fn listen(&self) -> Result<()> {
        self.window
            .wait_for("return document.activeElement?.closest('[data-focus]') != null")
            .await?;
        self.window.read(LISTENER).await.map(drop)
    }

    /// The program is killed where it stands; nothing is written any more.
    ///
    /// # Errors
    /// When it is gone already.
    pub async fn kill(&mut self) -> Result<()> {
        self.pointed += self.pointed_here().await?;
        self.window.kill()
    }

    /// The window is opened again on the same data.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn reopen(&mut self) -> Result<()> {
        self.window = window(&self.variables).await?;
        self.listen().await
    }

    /// How often a pointer was pressed in this seat's windows.
    ///
    /// # Errors
    /// When the window is gone, or was loaded anew behind the listener's back.
    pub async fn pointed(&self) -> Result<u64> {
        Ok(self.pointed + self.pointed_here().await?)
    }

    async fn pointed_here(&self) -> Result<u64> {
        let count = self.window.read("return window.pointed").await?;
        count.as_u64().with_context(|| format!("{}: the page was loaded anew", self.station))
    }

    /// Waits until the focus is at `place` (its `data-focus`).
    ///
    /// # Errors
    /// When it does not come there within a minute.
    pub async fn stands_at(&self, place: &str) -> Result<()> {
        let script = format!(
            "return document.activeElement?.closest('[data-focus]')?.dataset.focus === {}",
            json!(place)
        );
        self.window
            .wait_for(&script)
            .await
            .map(drop)
            .with_context(|| format!("{}: the focus should be at {place}", self.station))
    }

    /// Presses keys one after the other.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn press(&self, keys: &[char]) -> Result<()> {
        self.window.press(keys).await
    }

    /// Presses a key, which leads to `place`.
    ///
    /// # Errors
    /// When it does not.
    pub async fn press_to(&self, key: char, place: &str) -> Result<()> {
        self.press(&[key]).await?;
        self.stands_at(place).await
    }

    /// Goes by the tabulator to `place`.
    ///
    /// # Errors
    /// When it is not on the page.
    pub async fn tab_to(&self, place: &str) -> Result<()> {
        self.walk_to(place, &[keys::TAB]).await
    }

    /// The same, backwards.
    ///
    /// # Errors
    /// When the place is not among the stops.
    pub async fn tab_back_to(&self, place: &str) -> Result<()> {
        self.walk_to(place, &[keys::SHIFT, keys::TAB]).await
    }

    async fn walk_to(&self, place: &str, stroke: &[char]) -> Result<()> {
        for _ in 0..200 {
            let here = self.window.focus().await?;
            if here == place {
                return Ok(());
            }
            match stroke {
                [held, key] => self.window.press_with(*held, *key).await?,
                keys => self.press(keys).await?,
            }
            self.leaves(&here).await?;
        }
        self.stands_at(place).await
    }

    /// The focus moves once what was typed is safe; within a place of several buttons it stays.
    async fn leaves(&self, place: &str) -> Result<()> {
        for _ in 0..10 {
            if self.window.focus().await? != place {
                break;
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
        Ok(())
    }

    /// Types at a person's pace, and Enter leads to `place`.
    ///
    /// # Errors
    /// When it does not.
    pub async fn enter(&self, text: &str, place: &str) -> Result<()> {
        self.type_text(text).await?;
        self.press_to(keys::ENTER, place).await
    }

    /// Types key by key at a person's pace: one call a key, so that no burst comes of it.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        for key in text.chars() {
            self.window.press(&[key]).await?;
            // a scanner gun's keys are closer together than this, a person's are not
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        Ok(())
    }

    /// Types pinyin into the focused field and takes the input method's first offer with the space
    /// bar; the field must then hold `text` at its end.
    ///
    /// # Errors
    /// When the input method makes something else of it.
    pub async fn compose(&self, pinyin: &str, text: &str) -> Result<()> {
        self.input(PINYIN)?;
        self.type_text(pinyin).await?;
        let before = self.window.read("return window.composed").await?;
        self.press(&[' ']).await?;
        let script = format!(
            "return window.composed > {before} && document.activeElement.value.endsWith({})",
            json!(text)
        );
        self.window.wait_for(&script).await.with_context(|| format!("{pinyin} → {text}"))?;
        self.input(LATIN)
    }

    /// Turns the input method to an engine.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn input(&self, engine: &str) -> Result<()> {
        self.input.select(engine)
    }

    /// Signs in from the sign-in page, whoever was here before, and leaves the first-run tour.
    ///
    /// # Errors
    /// When the desk does not open.
    pub async fn sign_in(&self, user: &str) -> Result<()> {
        let here = "return document.activeElement?.closest('[data-focus]')?.dataset.focus ?? ''";
        let place = self.window.wait_for(here).await?;
        if place == "sign-in:password" {
            self.window.press_with(keys::SHIFT, keys::TAB).await?;
        }
        self.stands_at("sign-in:user").await?;
        self.window.press_with(keys::CONTROL, 'a').await?;
        self.enter(user, "sign-in:password").await?;
        self.window.type_text(PASSWORD).await?;
        self.press(&[keys::ENTER]).await?;
        let tour_or_desk = "return document.querySelector('.top') !== null && \
            (document.activeElement?.closest('[data-focus]')?.dataset.focus ?? '')";
        self.window.wait_for(tour_or_desk).await?;
        // the tour takes the focus from the desk, a moment after both are drawn
        let tour = "return document.querySelector('[data-focus=\"tour:next\"]') !== null";
        if self.window.read(tour).await? == json!(true) {
            self.stands_at("tour:next").await?;
            self.press(&[keys::ESCAPE]).await?;
        }
        Ok(())
    }

    /// Unlocks the desk if it locked itself while others worked.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn wake(&self) -> Result<()> {
        if self.window.read("return document.querySelector('.gate') !== null").await? == true {
            self.stands_at("sign-in:password").await?;
            self.window.type_text(PASSWORD).await?;
            self.press(&[keys::ENTER]).await?;
            self.stands_at("start:next").await?;
        }
        Ok(())
    }

    /// What a scanner gun reads: its keys arrive in one burst that ends with Enter.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn gun(&self, code: &str) -> Result<()> {
        self.window.press(&code.chars().chain([keys::ENTER]).collect::<Vec<_>>()).await
    }

    /// A picture of the window, if pictures are wanted.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os(PICTURES) else {
            return Ok(());
        };
        self.window.picture(&PathBuf::from(folder).join(format!("{name}.png"))).await
    }

    /// How long it takes until the script answers, from `since`; asks as often as it can.
    ///
    /// # Errors
    /// When it does not within a minute.
    pub async fn until(&self, since: Instant, script: &str) -> Result<(Duration, Value)> {
        loop {
            let value = self.window.read(script).await?;
            if !(value.is_null() || value == json!(false)) {
                return Ok((since.elapsed(), value));
            }
            ensure!(since.elapsed() < Duration::from_secs(60), "waited in vain for: {script}");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

async fn window(variables: &[(String, String)]) -> Result<Window> {
    Window::open(&program("yichuang-desktop")?, &[], variables).await
}

/// The environment of a person who works here: nothing of the machine's own user is touched.
fn variables(hall: &Programs, home: &Path, display: &Display) -> Result<Vec<(String, String)>> {
    let person = home.with_extension("person");
    let folder = |name: &str| -> Result<String> {
        let folder = person.join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(folder.to_string_lossy().into_owned())
    };
    let mut variables = vec![
        ("YICHUANG_HOME".to_owned(), home.to_string_lossy().into_owned()),
        ("DISPLAY".to_owned(), display.name().to_owned()),
        ("HOME".to_owned(), folder("home")?),
        ("XDG_CONFIG_HOME".to_owned(), folder("config")?),
        ("XDG_DATA_HOME".to_owned(), folder("data")?),
        ("XDG_CACHE_HOME".to_owned(), folder("cache")?),
        ("XDG_RUNTIME_DIR".to_owned(), folder("run")?),
        ("GSETTINGS_BACKEND".to_owned(), "memory".to_owned()),
        ("NO_AT_BRIDGE".to_owned(), "1".to_owned()),
        ("GDK_BACKEND".to_owned(), "x11".to_owned()),
        ("LANG".to_owned(), "C.UTF-8".to_owned()),
    ];
    variables.extend(InputMethod::variables());
    variables.extend(hall.session.variables.iter().cloned());
    Ok(variables)
}
