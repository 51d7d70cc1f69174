//! The database file cut short, emptied, gone, or with one byte flipped: real SQLCipher files.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use tests::hall::PASSWORD;
use workstation::view::{Fault, IntakeView};

use super::{Desk, hall, nothing_lost, open};

/// A home that was shut in good order, and what stood in its database.
struct Shut {
    station: tests::hall::Station,
    view: IntakeView,
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Shut {
    async fn new() -> (tests::hall::Hall, Self) {
        let mut hall = hall().await;
        let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
        let view = desk.begin_with_page().await;
        let done = desk.receive(&view.id, true).await.unwrap();
        assert_eq!(done.cases.len(), 1);
        let view = desk.begin("11440100007492052H3000715032001", "440104195708130018").await;
        let Desk { station, desk, .. } = desk;
        desk.engine().close().await;
        drop(desk);
        // The desk is judged by its own file, not by what the platform still has.
        station.wire.cut();
        let path = station.home.join("store.db");
        let bytes = fs::read(&path).unwrap();
        (hall, Self { station, view, path, bytes })
    }

    /// The program is started and somebody signs in; what the clerk reads if it is noticed.
    async fn noticed(&self) -> Option<Fault> {
        let desk = open(&self.station).await;
        let done = async {
            desk.sign_in("wangxy", PASSWORD).await?;
            desk.current().await?;
            let report = desk.engine().verify().await.map_err(Fault::from)?;
            Ok(report.bad.map(|bad| Fault::new("verify", format!("{bad:?}"))))
        };
        let done: Result<Option<Fault>, Fault> = done.await;
        desk.engine().close().await;
        done.unwrap_or_else(Some)
    }

    fn put_back(&self) {
        for beside in ["store.db-wal", "store.db-shm"] {
            let _ = fs::remove_file(self.path.with_file_name(beside));
        }
        fs::write(&self.path, &self.bytes).unwrap();
    }

    async fn all_is_there(self) {
        self.put_back();
        let desk = open(&self.station).await;
        desk.sign_in("wangxy", PASSWORD).await.unwrap();
        let desk = Desk { station: self.station, desk, user: "wangxy".to_owned() };
        nothing_lost(&desk, &self.view).await;
    }
}

#[tokio::test]
async fn faults_a_database_cut_short_or_gone_is_refused_with_the_way_to_a_backup() {
    let (_hall, shut) = Shut::new().await;
    let whole = shut.bytes.len();
    assert!(whole > 20 * 4096, "{whole}");
    for cut in [0, 1, 100, 4096, 4097, whole / 2, whole - 4096, whole - 1] {
        shut.put_back();
        fs::write(&shut.path, &shut.bytes[..cut]).unwrap();
        let fault = shut.noticed().await.unwrap_or_else(|| panic!("cut at {cut} of {whole}"));
        let known = ["store.gone", "store.unreadable", "store.damaged"];
        assert!(known.contains(&fault.code.as_str()), "cut at {cut} of {whole}: {fault:?}");
        assert!(fault.message.contains("联系管理员从备份恢复"), "{}", fault.message);
        assert_eq!(fault.code == "store.gone", cut == 0, "cut at {cut}");
        // Nothing is made anew in its place.
        assert_eq!(fs::metadata(&shut.path).unwrap().len(), cut as u64);
    }
    fs::remove_file(&shut.path).unwrap();
    let fault = shut.noticed().await.unwrap();
    assert_eq!(
        (fault.code.as_str(), fault.message.as_str()),
        (
            "store.gone",
            "本机数据库文件不在数据目录中或已被清空。请停止使用这台电脑办件，不要重新入网，保留数据目录，\
             联系管理员从备份恢复；已送达中心的业务不会丢失。"
        )
    );
    assert!(!shut.path.exists());
    shut.all_is_there().await;
}

#[tokio::test]
async fn faults_one_byte_flipped_in_the_database_is_noticed_and_told() {
    let (_hall, shut) = Shut::new().await;
    let step = shut.bytes.len() / 24;
    for place in (0..24).map(|n| n * step + 17 * n) {
        shut.put_back();
        let mut bytes = shut.bytes.clone();
        bytes[place] ^= 4;
        fs::write(&shut.path, &bytes).unwrap();
        let fault = shut.noticed().await.unwrap_or_else(|| panic!("byte {place}"));
        let told = match fault.code.as_str() {
            "store.unreadable" => {
                "本机数据库无法打开：文件已损坏或密钥不符。请停止使用这台电脑办件，保留数据目录，\
                                   联系管理员从备份恢复；已送达中心的业务不会丢失。"
            }
            "store.damaged" => {
                "本机数据库有损坏的内容，已停止读写以免扩大。请保留数据目录，联系管理员从备份恢复；\
                                已送达中心的业务不会丢失。"
            }
            "verify" => continue,
            code => panic!("byte {place}: {code} {}", fault.message),
        };
        assert_eq!(fault.message, told, "byte {place}");
    }
    shut.all_is_there().await;
}
