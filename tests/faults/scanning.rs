//! The scanner: SANE's own test device through the real `scanimage`.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use domain::ids::KindId;
use serde_json::{Value, json};
use workstation::view::IntakeView;

use super::{Desk, assert_over, hall, nothing_lost};

const KIND: &str = "identity-card";

/// A desk whose scanner is the test device, with options of its driver.
pub(super) fn scanner(folder: &Path, program: &str, options: &[&str]) -> Value {
    let config = folder.join("sane");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("dll.conf"), "test\n").unwrap();
    std::fs::copy("/etc/sane.d/test.conf", config.join("test.conf")).unwrap();
    json!({
        "scanner_device": "test:0",
        "scanner": {
            "program": program, "config_dir": config, "options": options, "patience_seconds": 90,
        },
    })
}

fn pages(view: &IntakeView) -> usize {
    let row = view.materials.iter().find(|row| row.kind.as_str() == KIND);
    row.map_or(0, |row| row.pages.len())
}

async fn now(desk: &Desk) -> IntakeView {
    desk.current().await.unwrap().unwrap()
}

#[tokio::test]
async fn faults_the_scanner_says_what_to_do_and_the_page_stays_as_it_was() {
    let mut hall = hall().await;
    let folder = hall.folder.path().to_owned();
    let mut desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let view = desk.begin_allowance().await;
    for (status, code, told) in [
        (
            "JAMMED",
            "scanner.jammed",
            "扫描仪卡纸。请打开盖子取出卡住的纸，整理后从卡住的一页起按 F6 续扫。",
        ),
        ("COVER_OPEN", "scanner.cover_open", "扫描仪盖子没有关好。请关好盖子后按 F6 重试。"),
        (
            "NO_DOCS",
            "scanner.no_paper",
            "进纸器里没有纸。请放入材料（正面朝上、对齐导板）后按 F6 重试。",
        ),
    ] {
        let option = format!("--read-return-value=SANE_STATUS_{status}");
        desk = desk.with(scanner(&folder, "scanimage", &[&option])).await;
        let mut works = desk.progress();
        let fault = desk.scan(&view.id, KindId::from(KIND), true).await.unwrap_err();
        assert_eq!((fault.code.as_str(), fault.message.as_str()), (code, told));
        assert_over(&mut works);
        nothing_lost(&desk, &view).await;
        assert_eq!(pages(&now(&desk).await), 0, "half a page was kept");
    }
    desk = desk.with(scanner(&folder, "scanimage", &[])).await;
    let scanned = desk.scan(&view.id, KindId::from(KIND), false).await.unwrap();
    assert_eq!(pages(&scanned), 1);
}

#[tokio::test]
async fn faults_a_scanner_gone_mid_feed_keeps_the_pages_that_came_and_goes_on() {
    let mut hall = hall().await;
    let folder = hall.folder.path().to_owned();
    // The process leaves its id, so that the test can end it as a pulled plug would.
    let program = folder.join("scanimage.sh");
    let script = format!("#!/bin/sh\necho $$ >{}/pid\nexec scanimage \"$@\"\n", folder.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let slow = ["--read-delay=yes", "--read-delay-duration=20000"];
    let settings = scanner(&folder, program.to_str().unwrap(), &slow);
    let desk = Desk::at(&mut hall, "07", "wangxy", settings).await;
    let view = desk.begin_allowance().await;
    let pull_the_plug = async {
        while pages(&now(&desk).await) < 2 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let pid = std::fs::read_to_string(folder.join("pid")).unwrap();
        let kill = ["-c", "kill -KILL \"$0\"", pid.trim()];
        assert!(std::process::Command::new("sh").args(kill).status().unwrap().success());
    };
    let scan = desk.scan(&view.id, KindId::from(KIND), true);
    let (scanned, ()) = tokio::join!(scan, pull_the_plug);
    let fault = scanned.unwrap_err();
    assert_eq!(fault.code, "scanner.gone");
    assert_eq!(
        fault.message,
        "扫描仪中途断开。已扫的页已保留；请检查连接线和电源，再按 F6 续扫其余页。"
    );
    nothing_lost(&desk, &view).await;
    let kept = pages(&now(&desk).await);
    assert!((2..10).contains(&kept), "{kept}");
    let desk = desk.with(scanner(&folder, "scanimage", &[])).await;
    let rest = desk.scan(&view.id, KindId::from(KIND), true).await.unwrap();
    assert_eq!(pages(&rest), kept + 10, "the rest follows the pages that came before");
}
