//! SIGKILL of the real window at 12 instants of one intake: whoever signs in again stands at the same
//! field before the same applicant, and what had been left is as it was (issue A, Done 5).

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use tests::seat::{Seat, until_closed};
use tests::webdriver::keys::{ENTER, TAB, function};
use tests::windows::WindowHall;

/// What the page shows: every field, every answer, the pages of every material, and who is served.
const PAGE: &str = "const page = {};
    for (const e of document.querySelectorAll('[data-focus^=\"field:\"], [data-focus^=\"question:\"]')) {
        const chosen = e.querySelector('[aria-checked=\"true\"]');
        page[e.dataset.focus] = 'value' in e ? e.value : (chosen?.innerText ?? '');
    }
    for (const e of document.querySelectorAll('[data-focus^=\"material:\"]'))
        page[e.dataset.focus] = String(e.querySelectorAll('img').length);
    for (const name of ['ticket', 'who'])
        page[name] = document.querySelector(`.banner-${name}`)?.innerText ?? '';
    return page;";

type Page = BTreeMap<String, Value>;

struct Counter {
    hall: WindowHall,
    seat: Seat,
    kills: u32,
}

impl Counter {
    async fn page(&self) -> Result<Page> {
        Ok(serde_json::from_value(self.seat.window.read(PAGE).await?)?)
    }

    /// Kills the program, checks what it left, and opens it again.
    async fn kill(&mut self, when: &str) -> Result<()> {
        self.seat.kill().await?;
        self.is_dead().await?;
        self.kills += 1;
        let checked = self.hall.programs.at("counter", "chenjing", &["verify"]);
        ensure!(checked["bad"] == Value::Null, "{when}: {checked}");
        self.seat.reopen().await?;
        self.seat.sign_in("chenjing").await
    }

    async fn is_dead(&self) -> Result<()> {
        until_closed(&self.hall.programs.path("counter")).await
    }

    /// The same, while the clerk stands at `place`: everything else is as `before`.
    async fn kill_at(&mut self, when: &str, place: &str, before: &Page) -> Result<Page> {
        self.kill(when).await?;
        self.seat.stands_at(place).await?;
        self.holds(when, place, before).await
    }

    /// The same, in the very moment in which `place` was left: the focus moves after the commit that
    /// holds what stood in it and says where to.
    async fn kill_leaving(&mut self, place: &str, key: char, text: &str) -> Result<()> {
        self.seat.press(&[key]).await?;
        let next = self.place_after(place).await?;
        let before = self.page().await?;
        let when = format!("{place} was left");
        ensure!(before[place] == json!(text), "{when}: {before:?}");
        self.kill(&when).await?;
        self.seat.stands_at(&next).await?;
        self.holds(&when, "", &before).await.map(drop)
    }

    async fn holds(&self, when: &str, place: &str, before: &Page) -> Result<Page> {
        let after = self.page().await?;
        for (name, value) in before {
            if name != place {
                ensure!(after.get(name) == Some(value), "{when}: {name}: {value} → {after:?}");
            }
        }
        Ok(after)
    }

    /// Where the clerk stands once the focus has left `from`.
    async fn place_after(&self, from: &str) -> Result<String> {
        let script = format!(
            "const place = document.activeElement?.closest('[data-focus]')?.dataset.focus; \
             return place !== {} && place",
            json!(from)
        );
        Ok(self.seat.window.wait_for(&script).await?.as_str().unwrap_or_default().to_owned())
    }

    async fn served(&mut self) -> Result<()> {
        self.seat.press_to(function(9), "search").await?;
        let before = self.page().await?;
        self.kill_at("nothing is typed", "search", &before).await?;
        self.seat.type_text("lifa").await?;
        self.kill_at("while searching", "search", &before).await?;
        self.seat.compose("lifadian", "理发店").await?;
        self.seat.press_to(ENTER, "field:applicant.name").await?;
        let before = self.page().await?;
        self.kill_at("a theme was chosen", "field:applicant.name", &before).await?;
        ensure!(before.contains_key("question:tenure"), "the theme's questions: {before:?}");
        Ok(())
    }

    async fn applicant(&mut self) -> Result<()> {
        let name = "field:applicant.name";
        let before = but(&self.page().await?, "who");
        self.seat.type_text("Li Jian").await?;
        self.kill_at("in the middle of a name", name, &before).await?;

        // the card is read wholly or not at all
        self.seat.press(&[function(4)]).await?;
        self.kill("while a card is read").await?;
        let read = self.page().await?;
        let (who, number) = (&read[name], &read["field:applicant.id_number"]);
        let whole = *who == json!("李建国") && *number != json!("");
        ensure!(whole || *number == json!(""), "half a card: {read:?}");
        self.seat.press_to(function(4), "field:applicant.phone").await?;
        self.seat.type_text("13800002210").await?;
        ensure!(self.page().await?["who"] == json!("李建国"), "the banner says who is served");
        self.kill_leaving("field:applicant.phone", ENTER, "138****2210").await
    }

    async fn questions_and_form(&mut self) -> Result<()> {
        let question = "question:tenure";
        self.seat.tab_to(question).await?;
        self.seat.press(&['1']).await?;
        let chosen = "return document.querySelector('[data-focus=\"question:tenure\"] \
            [aria-checked=true]') !== null";
        self.seat.window.wait_for(chosen).await?;
        self.kill_leaving(question, ENTER, "1自有").await?;

        let name = "field:business.name";
        self.seat.tab_to(name).await?;
        let before = self.page().await?;
        self.seat.type_text("Jianguo Barber").await?;
        self.kill_at("in the middle of a field", name, &before).await?;
        self.seat.type_text("Jianguo Barber Shop").await?;
        self.kill_leaving(name, TAB, "Jianguo Barber Shop").await
    }

    async fn materials(&mut self) -> Result<()> {
        let row = "material:property-deed";
        self.seat.tab_to(row).await?;
        let before = self.page().await?;
        self.seat.press_to(function(7), "certificates").await?;
        self.kill_at("a dialog is open", row, &before).await?;

        let row = "material:floor-plan";
        self.seat.tab_to(row).await?;
        let before = self.page().await?;
        self.seat.press_to(function(6), "scan:source").await?;
        self.seat.press(&[function(6)]).await?;
        let running = "return document.querySelector('.scan-progress') !== null";
        self.seat.window.wait_for(running).await?;
        let after = self.kill_at("a scan is running", row, &before).await?;
        ensure!(after.contains_key(row), "{after:?}");
        Ok(())
    }

    async fn received(&mut self) -> Result<()> {
        self.seat.tab_to("receive-as-is").await?;
        let before = self.page().await?;
        self.seat.press_to(ENTER, "dialog:confirm").await?;
        self.seat.press(&[function(10)]).await?;
        self.kill("while F10 is under way").await?;
        let cases = self.hall_cases().await?;
        if cases.is_empty() {
            let after = self.page().await?;
            ensure!(after["who"] == before["who"], "nothing was received, and nobody is served");
        } else {
            // the theme's items, as long as no answer has dropped one
            ensure!(cases.len() == 3, "every case or none: {cases:?}");
            self.seat.stands_at("start:next").await?;
        }
        Ok(())
    }

    /// Numbers of the cases that the counter holds; the window is closed and opened for it.
    async fn hall_cases(&mut self) -> Result<Vec<Value>> {
        self.seat.kill().await?;
        self.is_dead().await?;
        let cases = self.hall.programs.at("counter", "chenjing", &["case", "list"]);
        self.seat.reopen().await?;
        self.seat.sign_in("chenjing").await?;
        Ok(cases.as_array().cloned().unwrap_or_default())
    }
}

/// Everything but one place.
fn but(page: &Page, place: &str) -> Page {
    page.iter().filter(|(name, _)| *name != place).map(|(n, v)| (n.clone(), v.clone())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn window_killed_at_twelve_instants_opens_where_it_stood() -> Result<()> {
    let hall = WindowHall::open().await?;
    let seat = hall.seat("counter", "counter-07").await?;
    seat.sign_in("chenjing").await?;
    let mut counter = Counter { hall, seat, kills: 0 };
    counter.seat.stands_at("start:next").await?;
    counter.served().await?;
    counter.applicant().await?;
    counter.questions_and_form().await?;
    counter.materials().await?;
    counter.received().await?;
    ensure!(counter.kills == 12, "{} kills", counter.kills);
    Ok(())
}
