//! `yichuang apply` prints the same papers as the window does (Done 8): the same intake is made
//! once step by step, as the window asks for it, and once from a file; two halls that are alike in
//! everything else give both the same numbers, so every word of every paper can be compared.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use serde_json::Value;
use tests::hall::{MemoryKeyring, StationClock, options};
use tests::order::{permit, serve};
use tests::programs::{PASSWORD, Programs};
use workstation::desk::Workstation;

use super::Halls;
use super::theme::{barber_shop, page};

type Papers = BTreeMap<String, String>;

#[test]
fn headless_apply_prints_what_the_window_prints() {
    // A theme with the platform at hand; one item up to its acceptance while it is stopped.
    for (order, stopped, papers) in [(barber_shop(), false, 1), (permit(), true, 2)] {
        let by_file = by_file(&order, stopped);
        let at_the_window = at_the_window(&order, stopped);
        assert_eq!(by_file.len(), papers, "{by_file:?}");
        assert_eq!(by_file.keys().collect::<Vec<_>>(), at_the_window.keys().collect::<Vec<_>>());
        for (kind, text) in &by_file {
            assert_eq!(text, &at_the_window[kind], "{kind}");
        }
    }
}

/// From a file, by the program.
fn by_file(order: &Value, stopped: bool) -> Papers {
    let mut hall = Halls::open();
    if stopped {
        hall.at("counter", "chenjing", &["sync", "once"]);
        hall.stop_platform();
    }
    std::fs::write(hall.path("page.jpg"), page()).unwrap();
    let (file, papers) = (hall.file("order.json", order), hall.text("papers"));
    let done = hall.at("counter", "chenjing", &["apply", &file, "--pdf", &papers]);
    let rows = done["papers"].as_array().unwrap().iter();
    rows.map(|paper| {
        let pdf = Path::new(paper["pdf"].as_str().unwrap());
        (paper["kind"].as_str().unwrap().to_owned(), plain(pdf))
    })
    .collect()
}

/// Step by step, as the window asks the desk.
fn at_the_window(order: &Value, stopped: bool) -> Papers {
    let mut hall = Programs::open();
    std::fs::write(hall.path("page.jpg"), page()).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let clock = Arc::new(StationClock::of_the_machine(1));
        let desk = Workstation::open(
            hall.path("counter"),
            options(clock, Arc::new(MemoryKeyring::default())),
        )
        .unwrap();
        let address = hall.platform_address();
        desk.enrol(&address, hall.code("counter-07")).await.unwrap();
        desk.sign_in("chenjing", PASSWORD).await.unwrap();
        desk.engine().sync_once().await.unwrap();
        if stopped {
            hall.stop_platform();
            assert!(desk.engine().sync_once().await.is_err());
        }
        let rows = serve(&desk, order, &hall.text("page.jpg")).await.papers;
        let mut papers = Papers::new();
        for row in rows {
            let pdf = desk.pdf(&row.stream, &row.number).await.unwrap();
            let file = hall.path("paper.pdf");
            std::fs::write(&file, pdf).unwrap();
            let kind = serde_json::to_value(row.kind).unwrap();
            papers.insert(kind.as_str().unwrap().to_owned(), plain(&file));
        }
        papers
    })
}

/// Every word of a paper; what time and chance alone decide is blotted out: the minute of receipt
/// and the query code.
fn plain(pdf: &Path) -> String {
    let output = Command::new("pdftotext").args(["-layout", pdf.to_str().unwrap(), "-"]).output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    let blot = |word: &str| {
        let word = word.rsplit('：').next().unwrap_or(word);
        let code =
            word.len() == 8 && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let time = word.contains(':') || word.contains('时');
        if code || time { "…".to_owned() } else { word.to_owned() }
    };
    text.split_whitespace().map(blot).collect::<Vec<_>>().join(" ")
}
