//! The real window beside an empty one of the same toolkit: start, memory, an answer's flip.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::json;
use tests::hall::machine_now;
use tests::webdriver::{Window, keys};

use crate::hall::{CLERK, Hall, PASSWORD, beside};
use crate::processes::{Memory, age, memory, youngest};
use crate::stats::{Pairs, Sample, short};
use crate::table::Row;
use crate::{Options, forms, text};

const WATCH: &str = include_str!("page.js");
const PLACE: &str = "return document.activeElement?.closest('[data-focus]')?.dataset.focus";
/// Starts of each window: an even number, ours and the empty one in turns.
const STARTS: usize = 8;
/// A clerk's fingers are slower; keys that follow each other closer are a scanner gun's.
const BETWEEN_KEYS: Duration = Duration::from_millis(60);
/// Flips before the first that counts; the first of all only brings fields.
const WARM: usize = 5;
/// Stops of the Enter key before the question, at most.
const STOPS: usize = 20;
/// Keys typed into the empty window.
const EMPTY_KEYS: usize = 40;
const START_LIMIT: f64 = 1.3;
const MEMORY_LIMIT: f64 = 1.2;
/// Limit of design §11 from the key to the frame.
const FLIP_LIMIT: f64 = 50.0;

/// What one start cost.
#[derive(Clone, Copy, Debug)]
struct Start {
    /// Milliseconds until a typed key was painted.
    typed: f64,
    /// Until a typed search showed what it found, without the time in which a person types.
    search: f64,
    memory: Memory,
}

pub(crate) async fn measure(options: &Options, hall: &Hall) -> Result<Vec<Row>> {
    let home = hall.enrol("counter-08")?;
    first_day(&home).await?;
    let empty = options.peers.join("peer-window");
    let (mut typed, mut search) = (Pairs::default(), Pairs::default());
    let (mut pss, mut rss) = (Pairs::default(), Pairs::default());
    for _ in 0..STARTS / 2 {
        let first = ours(&home).await?;
        let peer = [theirs(&empty).await?, theirs(&empty).await?];
        let ours = [first, ours(&home).await?];
        let of = |get: fn(&Start) -> f64| (ours.each_ref().map(get), peer.each_ref().map(get));
        let (a, b) = of(|start| start.typed);
        typed.round(a, b);
        let (a, b) = of(|start| start.search);
        search.round(a, b);
        let (a, b) = of(|start| start.memory.pss as f64 / 1024.0);
        pss.round(a, b);
        let (a, b) = of(|start| start.memory.rss as f64 / 1024.0);
        rss.round(a, b);
    }
    let row = |name: &str, pairs: &Pairs, unit: &str, limit: f64| Row {
        name: name.to_owned(),
        ours: format!("{} {unit}", short(pairs.ours().median())),
        beside: format!("{} {unit}, empty Tauri window", short(pairs.peer().median())),
        ratio: pairs.ratio_in_words(),
        target: format!("≤{limit}×"),
        met: Some(pairs.ratio() <= limit),
    };
    let mut rows = vec![
        row("start → first key painted", &typed, "ms", START_LIMIT),
        row("start → typed search, with sign-in", &search, "ms", START_LIMIT),
        row("memory, PSS of all processes", &pss, "MB", MEMORY_LIMIT),
        row("memory, RSS of all processes", &rss, "MB", MEMORY_LIMIT),
    ];
    rows.push(flips(options, &home, empty_key(&empty).await?).await?);
    Ok(rows)
}

/// Opens ours; somebody who signed in here before types the password next.
async fn open(home: &Path) -> Result<(Window, u32)> {
    let program = beside("yichuang-desktop")?;
    let variables = [("YICHUANG_HOME".to_owned(), text(home)?.to_owned())];
    let window = Window::open(&program, &[], &variables).await?;
    let pid = youngest(&program)?;
    Ok((window, pid))
}

/// The first sign-in: catalogue, numbers, the tour, and a draft that later starts find open.
async fn first_day(home: &Path) -> Result<()> {
    let (window, _) = open(home).await?;
    stand(&window, "sign-in:user").await?;
    window.type_text(CLERK).await?;
    window.press(&[keys::ENTER]).await?;
    stand(&window, "sign-in:password").await?;
    window.type_text(PASSWORD).await?;
    window.press(&[keys::ENTER]).await?;
    stand(&window, "tour:next").await?;
    window.press(&[keys::ESCAPE]).await?;
    stand(&window, "start:next").await?;
    window.press(&[keys::function(2)]).await?;
    stand(&window, "search").await?;
    window.close().await
}

/// Waits until a place has the focus.
async fn stand(window: &Window, place: &str) -> Result<()> {
    let script = format!("{PLACE} === {}", json!(place));
    window.wait_for(&script).await.with_context(|| place.to_owned()).map(drop)
}

async fn ours(home: &Path) -> Result<Start> {
    let (window, pid) = open(home).await?;
    stand(&window, "sign-in:password").await?;
    window.read(WATCH).await?;
    window.type_text(PASSWORD).await?;
    window.press(&[keys::ENTER]).await?;
    window.wait_for("return bench.at['focus search']").await?;
    window.type_text("理").await?;
    window.wait_for("return bench.at.hits").await?;
    let began = began(pid)?;
    let at = async |name: &str| -> Result<f64> {
        let value = window.read(&format!("return bench.at[{}]", json!(name))).await?;
        value.as_f64().with_context(|| format!("{name} was not seen"))
    };
    let typed = at("typed").await? - began;
    let sign_in = at("focus search").await? - at("key sign-in:password Enter").await?;
    let found = at("hits").await? - at("key search 理").await?;
    Ok(Start { typed, search: typed + sign_in + found, memory: memory(pid)? })
}

async fn theirs(program: &Path) -> Result<Start> {
    let window = Window::open(program, &[], &[]).await?;
    let pid = youngest(program)?;
    window.wait_for("return document.activeElement?.id === 'text'").await?;
    window.read(WATCH).await?;
    window.type_text("a").await?;
    let painted = window.wait_for("return bench.at.typed").await?;
    let typed = painted.as_f64().context("no time")? - began(pid)?;
    Ok(Start { typed, search: typed, memory: memory(pid)? })
}

/// Milliseconds from a key to its frame in the empty window: what toolkit and machine take by themselves.
async fn empty_key(program: &Path) -> Result<f64> {
    let window = Window::open(program, &[], &[]).await?;
    window.wait_for("return document.activeElement?.id === 'text'").await?;
    window.read(WATCH).await?;
    for n in 1..=EMPTY_KEYS {
        tokio::time::sleep(BETWEEN_KEYS).await;
        window.type_text("a").await?;
        window.wait_for(&format!("return bench.keys.length >= {n}")).await?;
    }
    let times = serde_json::from_value(window.read("return bench.keys").await?)?;
    Ok(Sample::of(times).median())
}

/// When a process began, in milliseconds since the epoch, as pages count.
fn began(pid: u32) -> Result<f64> {
    Ok(machine_now().as_millisecond() as f64 - age(pid)?)
}

/// Arrow keys on a question of a form with three hundred fields, each until the frame that shows it.
async fn flips(options: &Options, home: &Path, empty: f64) -> Result<Row> {
    let (window, _) = open(home).await?;
    stand(&window, "sign-in:password").await?;
    window.type_text(PASSWORD).await?;
    window.press(&[keys::ENTER]).await?;
    stand(&window, "search").await?;
    window.type_text(forms::NAME).await?;
    tokio::time::sleep(BETWEEN_KEYS).await;
    window.press(&[keys::ENTER]).await?;
    let question = format!("question:{}", forms::QUESTION);
    let there = "return document.querySelectorAll('[data-focus^=\"field:bench.\"]').length";
    window.wait_for(there).await?;
    for _ in 0..STOPS {
        let here = window.read(PLACE).await?;
        if here.as_str() == Some(&question) {
            break;
        }
        window.press(&[keys::ENTER]).await?;
        window.wait_for(&format!("{PLACE} !== {here}")).await?;
    }
    stand(&window, &question).await?;
    window.read(WATCH).await?;
    let flips = options.rounds * 3 + WARM;
    for n in 1..=flips {
        tokio::time::sleep(BETWEEN_KEYS).await;
        window.press(&[keys::RIGHT]).await?;
        window.wait_for(&format!("return bench.flips.length >= {n}")).await?;
    }
    let fields = window.read(there).await?;
    let times = window.read("return bench.flips").await?;
    let times: Vec<f64> = serde_json::from_value(times)?;
    let times = Sample::of(times.into_iter().skip(WARM).collect());
    let tail = times.at(99);
    Ok(Row {
        name: format!("answer flip in a form of {fields} fields → painted and durable"),
        ours: format!("{} (n={})", times.words("ms"), times.len()),
        beside: format!("{FLIP_LIMIT:.0} ms (limit); a key in the empty window {empty:.0} ms"),
        ratio: format!("{:.2}×", tail / FLIP_LIMIT),
        target: "p99 ≤50 ms".to_owned(),
        met: Some(tail <= FLIP_LIMIT),
    })
}
