//! Scanning on SANE's own test device, through the real `scanimage`.

use super::options::Options;
use super::{
    Cancel, ScanColour, ScanFault, ScanMessage, ScanRequest, ScanSource, ScannerSettings, list,
    start,
};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::mpsc;

/// An A4 colour scanner with a feeder of ten pages, in a configuration of its own.
fn scanner() -> (TempDir, ScannerSettings) {
    let folder = tempfile::tempdir().unwrap();
    let usual = std::fs::read_to_string("/etc/sane.d/test.conf").unwrap();
    let ours: Vec<String> = usual
        .lines()
        .map(|line| match line.split(' ').next() {
            Some("geometry_max") => "geometry_max 300.0".to_owned(),
            Some("br_x") => "br_x 210.0".to_owned(),
            Some("br_y") => "br_y 297.0".to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    std::fs::write(folder.path().join("dll.conf"), "test\n").unwrap();
    std::fs::write(folder.path().join("test.conf"), ours.join("\n")).unwrap();
    let config_dir = Some(folder.path().display().to_string());
    (folder, ScannerSettings { config_dir, ..ScannerSettings::default() })
}

fn request(source: ScanSource) -> ScanRequest {
    ScanRequest { device: "test:0".to_owned(), source, colour: ScanColour::Colour, dpi: 100 }
}

/// Slow enough to act while a page moves.
fn slow(settings: &ScannerSettings) -> ScannerSettings {
    let options = ["--read-delay=yes", "--read-delay-duration=200000"];
    ScannerSettings { options: options.map(str::to_owned).to_vec(), ..settings.clone() }
}

async fn next(messages: &mut mpsc::Receiver<ScanMessage>) -> ScanMessage {
    tokio::time::timeout(Duration::from_secs(120), messages.recv())
        .await
        .expect("the scan hangs")
        .expect("the scan ended without a last message")
}

async fn all(messages: &mut mpsc::Receiver<ScanMessage>) -> Vec<ScanMessage> {
    let mut seen = Vec::new();
    loop {
        let message = next(messages).await;
        let last = !matches!(message, ScanMessage::Progress { .. } | ScanMessage::Page(_));
        seen.push(message);
        if last {
            return seen;
        }
    }
}

fn pages(seen: &[ScanMessage]) -> usize {
    seen.iter().filter(|message| matches!(message, ScanMessage::Page(_))).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scanners_of_the_station_are_listed() {
    let (_folder, settings) = scanner();
    let scanners = list(&settings).await.unwrap();
    assert_eq!(scanners[0].device, "test:0");
    assert_eq!(scanners[0].name, "Noname frontend-tester");
    assert!(scanners[0].simulated);
    let absent = ScannerSettings { program: "no-such-scanimage".to_owned(), ..settings };
    assert_eq!(list(&absent).await, Err(ScanFault::NotInstalled));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_flatbed_gives_one_whole_page() {
    let (_folder, settings) = scanner();
    let wanted = ScanRequest { dpi: 300, ..request(ScanSource::Flatbed) };
    let seen = all(&mut start(&settings, &wanted, &Cancel::default())).await;
    assert_eq!(seen.last(), Some(&ScanMessage::Done { pages: 1 }));
    assert!(seen.iter().any(|message| matches!(message, ScanMessage::Progress { page: 1, .. })));
    let page = seen.iter().find_map(|message| match message {
        ScanMessage::Page(page) => Some(page),
        _ => None,
    });
    let page = page.unwrap();
    assert_eq!((page.width, page.dpi), (2480, 300));
    assert!((3500..=3510).contains(&page.height), "{}", page.height);
    let small = image::load_from_memory(&page.thumbnail).unwrap();
    assert!(small.width() <= 240 && small.height() <= 340);
    assert!(image::load_from_memory(&page.jpeg).unwrap().color().has_color());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feeder_gives_page_after_page_until_it_is_empty() {
    let (_folder, settings) = scanner();
    let wanted = ScanRequest { colour: ScanColour::Gray, ..request(ScanSource::Feeder) };
    let seen = all(&mut start(&settings, &wanted, &Cancel::default())).await;
    assert_eq!(seen.last(), Some(&ScanMessage::Done { pages: 10 }));
    assert_eq!(pages(&seen), 10);
    // The first page is there while a later one still moves.
    let first = seen.iter().position(|message| matches!(message, ScanMessage::Page(_))).unwrap();
    let later = |message: &ScanMessage| {
        matches!(message, ScanMessage::Progress { page, .. } if *page > 1)
            || matches!(message, ScanMessage::Page(_))
    };
    assert!(seen[first + 1..].iter().any(later));
    let ScanMessage::Page(page) = &seen[first] else { unreachable!() };
    assert!(!image::load_from_memory(&page.jpeg).unwrap().color().has_color());
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_of_the_scanner_are_told_apart() {
    for (status, fault) in [
        ("JAMMED", ScanFault::Jammed),
        ("COVER_OPEN", ScanFault::CoverOpen),
        ("NO_DOCS", ScanFault::NoPaper),
        ("DEVICE_BUSY", ScanFault::Busy),
        ("ACCESS_DENIED", ScanFault::NoAccess),
        ("NO_MEM", ScanFault::NoRoom),
        ("IO_ERROR", ScanFault::Gone),
    ] {
        let (_folder, mut settings) = scanner();
        settings.options = vec![format!("--read-return-value=SANE_STATUS_{status}")];
        for source in [ScanSource::Flatbed, ScanSource::Feeder] {
            let seen = all(&mut start(&settings, &request(source), &Cancel::default())).await;
            let last = seen.last().unwrap();
            assert_eq!(*last, ScanMessage::Failed { fault, pages: 0 }, "{status} {source:?}");
            assert_eq!(pages(&seen), 0, "{status}: half a page was delivered");
            assert!(fault.message().contains('请'), "{}", fault.code());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_that_is_not_there_is_said() {
    let (_folder, settings) = scanner();
    let mut wanted = request(ScanSource::Flatbed);
    wanted.device = "test:9".to_owned();
    let seen = all(&mut start(&settings, &wanted, &Cancel::default())).await;
    assert_eq!(seen, [ScanMessage::Failed { fault: ScanFault::NoDevice, pages: 0 }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_can_be_called_off_in_the_middle_of_a_page() {
    let (_folder, settings) = scanner();
    let cancel = Cancel::default();
    let mut messages = start(&slow(&settings), &request(ScanSource::Feeder), &cancel);
    while !matches!(next(&mut messages).await, ScanMessage::Progress { percent: 1.., .. }) {}
    cancel.cancel();
    let seen = all(&mut messages).await;
    assert!(matches!(seen.last(), Some(ScanMessage::Cancelled { .. })), "{:?}", seen.last());
    // The device is free again at once.
    let again = start(&settings, &request(ScanSource::Flatbed), &Cancel::default());
    assert_eq!(all(&mut { again }).await.last(), Some(&ScanMessage::Done { pages: 1 }));
}

/// `scanimage` behind a script that leaves its process id, so that a test can end it.
fn with_pid(folder: &Path, settings: &ScannerSettings) -> ScannerSettings {
    let program = folder.join("scanimage.sh");
    let script = format!("#!/bin/sh\necho $$ >{}/pid\nexec scanimage \"$@\"\n", folder.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    ScannerSettings { program: program.display().to_string(), ..settings.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_gone_mid_feed_keeps_the_pages_that_came() {
    let (folder, settings) = scanner();
    let mut settings = with_pid(folder.path(), &settings);
    settings.options =
        vec!["--read-delay=yes".to_owned(), "--read-delay-duration=20000".to_owned()];
    let mut messages = start(&settings, &request(ScanSource::Feeder), &Cancel::default());
    let mut came = 0;
    while came == 0 {
        came = pages(&[next(&mut messages).await]);
    }
    let pid = std::fs::read_to_string(folder.path().join("pid")).unwrap();
    let killed = std::process::Command::new("sh")
        .args(["-c", "kill -KILL \"$0\"", pid.trim()])
        .status()
        .unwrap();
    assert!(killed.success());
    let seen = all(&mut messages).await;
    let Some(ScanMessage::Failed { fault: ScanFault::Gone, pages: told }) = seen.last() else {
        panic!("{:?}", seen.last());
    };
    assert_eq!(usize::try_from(*told).unwrap(), came + pages(&seen));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scanner_that_says_nothing_is_stopped() {
    let (folder, settings) = scanner();
    let script =
        "#!/bin/sh\ncase \"$*\" in *--all-options*) exec scanimage \"$@\";; esac\nsleep 300\n";
    let program = folder.path().join("stuck.sh");
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let program = program.display().to_string();
    let settings = ScannerSettings { program, patience_seconds: 1, ..settings };
    let seen = all(&mut start(&settings, &request(ScanSource::Flatbed), &Cancel::default())).await;
    assert_eq!(seen, [ScanMessage::Failed { fault: ScanFault::TimedOut, pages: 0 }]);
}

#[test]
fn options_are_found_under_the_names_that_drivers_use() {
    let text = "    --mode Lineart|Gray|24bit Color [Gray]\n        Selects the mode.\n    \
                --source FlatBed|ADF Front|ADF Duplex [FlatBed]\n    -x 0..215.9mm [215.9]\n    \
                -y 0..355.6mm (in steps of 0.1) [355.6]\n";
    let options = Options::parse(text);
    assert_eq!(options.source(ScanSource::Flatbed), Some(Some("FlatBed")));
    assert_eq!(options.source(ScanSource::Feeder), Some(Some("ADF Front")));
    assert_eq!(options.mode(ScanColour::Colour), Some("24bit Color"));
    assert_eq!(options.mode(ScanColour::Gray), Some("Gray"));
    assert_eq!(options.area(), ["-x210", "-y297"]);
    let bare = Options::parse("    --mode Gray [Gray]\n    -y 0..200mm [200]\n");
    assert_eq!(bare.source(ScanSource::Flatbed), Some(None));
    assert_eq!(bare.source(ScanSource::Feeder), None);
    assert_eq!(bare.mode(ScanColour::Colour), None);
    assert_eq!(bare.area(), ["-y200"]);
}
