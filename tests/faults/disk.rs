//! A disk that is really full: a file system of a few megabytes in a mount namespace of its own,
//! filled to the last byte.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use domain::ids::KindId;
use serde_json::{Value, json};
use tests::hall::Hall;
use workstation::view::{ActRequest, IntakeView, PaperState};

use super::scanning::scanner;
use super::{Desk, assert_over, furnish, nothing_lost};

const PAGE: &[u8] = include_bytes!("../fixtures/page.jpg");
const FULL: &str = "磁盘空间不足，刚才的操作没有保存。请清理磁盘空间后重试；此前保存的内容都在。";
/// Set inside the namespace: where the small file system stands.
const SMALL_DISK: &str = "YICHUANG_TEST_SMALL_DISK";

/// Runs a test of this module again with a small file system; none inside it.
fn outside(name: &str) -> bool {
    if std::env::var_os(SMALL_DISK).is_some() {
        return false;
    }
    let folder = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o size=24m tmpfs \"$0\" && exec \"$@\"";
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script])
        .arg(folder.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", &format!("faults::disk::{name}"), "--nocapture"])
        .env(SMALL_DISK, folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{errors}");
    assert!(said.contains("1 passed"), "the test was not found by its name: {said}");
    true
}

/// A desk whose home stands on the small file system.
struct Small {
    disk: PathBuf,
    desk: Desk,
    _hall: Hall,
}

impl Small {
    async fn open(settings: Value) -> Self {
        let disk = PathBuf::from(std::env::var_os(SMALL_DISK).unwrap());
        let mut hall = Hall::new(72).await;
        hall.folder = tempfile::tempdir_in(&disk).unwrap();
        furnish(&hall).await;
        // Papers come out elsewhere: the printer has room.
        let printed = std::env::temp_dir().join("yichuang-full-disk-papers");
        let driver = json!({ "type": "pdf_folder", "folder": printed });
        let printer = json!({ "name": "虚拟打印机", "driver": driver });
        let mut all = json!({ "printer": printer });
        all.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
        let desk = Desk::at(&mut hall, "07", "wangxy", all).await;
        Self { disk, desk, _hall: hall }
    }

    /// Pages get a disk of their own, full to the last byte; the database still has room.
    fn fill_up_the_pages(&self) {
        let pages = self.desk.station.home.join("blobs");
        let mount = ["-t", "tmpfs", "-o", "size=64k", "tmpfs"];
        let mounted = Command::new("mount").args(mount).arg(&pages).status().unwrap();
        assert!(mounted.success());
        write_until_full(&pages.join("filler"));
    }

    fn filler(&self) -> PathBuf {
        self.disk.join("filler")
    }

    /// Not one byte is left.
    fn fill_up(&self) {
        write_until_full(&self.filler());
    }

    fn make_room(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }
}

fn write_until_full(path: &Path) {
    let mut file = File::options().create(true).append(true).open(path).unwrap();
    for size in [1 << 16, 1 << 12, 1] {
        while file.write_all(&vec![7; size]).is_ok() {}
    }
    let probe = path.with_extension("probe");
    assert!(std::fs::write(&probe, [7]).is_err(), "there is room");
    let _ = std::fs::remove_file(probe);
}

fn pages(view: &IntakeView) -> usize {
    view.materials.iter().map(|row| row.pages.len()).sum()
}

fn a_file(folder: &Path) -> String {
    let file = folder.join("page.jpg");
    std::fs::write(&file, PAGE).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn faults_a_full_disk_refuses_a_field_a_page_and_an_act_and_all_go_on_after_cleaning() {
    if outside("faults_a_full_disk_refuses_a_field_a_page_and_an_act_and_all_go_on_after_cleaning")
    {
        return;
    }
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let small = Small::open(json!({})).await;
        let desk = &small.desk;
        let before = desk.begin_with_page().await;
        let elsewhere = tempfile::tempdir().unwrap();
        let (file, kind) = (a_file(elsewhere.path()), KindId::from("identity-card"));
        small.fill_up();
        // A field: refused until there is room, what was saved before stands.
        let refused = loop {
            // Room that the database had left itself may take a few more.
            match desk.try_fill(&before.id, "benefit.bank", &"农".repeat(40)).await {
                Ok(_) => small.fill_up(),
                Err(fault) => break fault,
            }
        };
        assert_eq!((refused.code.as_str(), refused.message.as_str()), ("store.disk_full", FULL));
        let before = desk.current().await.unwrap().unwrap();
        // A page.
        let fault = desk.import(&before.id, kind.clone(), &file).await.unwrap_err();
        assert_eq!((fault.code.as_str(), fault.message.as_str()), ("store.disk_full", FULL));
        // An act: nothing was done, no number was used.
        let fault = desk.receive(&before.id, true).await.unwrap_err();
        assert_eq!((fault.code.as_str(), fault.message.as_str()), ("store.disk_full", FULL));
        nothing_lost(desk, &before).await;
        small.make_room();
        // The same again, and all of it goes through.
        let view = desk.fill(&before.id, "benefit.bank", "穗城农村商业银行").await;
        let view = desk.import(&view.id, kind, &file).await.unwrap();
        assert_eq!(pages(&view), 2);
        let done = desk.receive(&view.id, true).await.unwrap();
        assert_eq!(done.cases, ["44010607202611200001"]);
        assert_eq!(done.papers[0].state, PaperState::Printed, "{:?}", done.papers);
        desk.engine().sync_once().await.unwrap();
        assert_eq!(desk.engine().verify().await.unwrap().bad, None);
    });
}

#[test]
fn faults_a_disk_full_while_scanning_stops_the_scan_and_says_from_which_page() {
    if outside("faults_a_disk_full_while_scanning_stops_the_scan_and_says_from_which_page") {
        return;
    }
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let elsewhere = tempfile::tempdir().unwrap();
        let small = Small::open(scanner(elsewhere.path(), "scanimage", &[])).await;
        let desk = &small.desk;
        let before = desk.begin_with_page().await;
        let kind = KindId::from("identity-card");
        small.fill_up();
        let mut works = desk.progress();
        let fault = desk.scan(&before.id, kind.clone(), true).await.unwrap_err();
        assert_eq!(fault.code, "store.disk_full");
        let told = format!("第 1 页没有保存，扫描已停止。{FULL}再从这一页起按 F6 续扫。");
        assert_eq!(fault.message, told);
        assert_over(&mut works);
        small.make_room();
        nothing_lost(desk, &before).await;
        let view = desk.scan(&before.id, kind, true).await.unwrap();
        assert_eq!(pages(&view), pages(&before) + 10);
    });
}

#[test]
fn faults_a_disk_full_after_the_act_owes_the_paper_and_never_denies_the_act() {
    if outside("faults_a_disk_full_after_the_act_owes_the_paper_and_never_denies_the_act") {
        return;
    }
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let small = Small::open(json!({})).await;
        let desk = &small.desk;
        let view = desk.begin_with_page().await;
        small.fill_up_the_pages();
        let done = desk.receive(&view.id, true).await.unwrap();
        assert_eq!((done.refusal, done.message.as_str()), (None, "已收件"));
        assert_eq!(done.cases, ["44010607202611200001"]);
        let paper = &done.papers[0];
        assert_eq!(paper.state, PaperState::Failed);
        let told = format!("文书没有打印：{FULL}（欠发凭证，可补打）");
        assert_eq!(paper.message.as_deref(), Some(told.as_str()));
        assert!(desk.current().await.unwrap().is_none(), "the intake is over");
        std::fs::remove_file(desk.station.home.join("blobs/filler")).unwrap();
        let (stream, number) = (paper.stream.clone(), paper.number.as_str().into());
        let again = ActRequest::Print { stream, number, reason: None };
        let row = desk.act(again).await.unwrap().papers.remove(0);
        assert_eq!((row.state, row.reprints), (PaperState::Printed, 0));
    });
}
