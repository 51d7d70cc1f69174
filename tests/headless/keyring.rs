//! The system's keyring locked, absent or emptied: a real `gnome-keyring-daemon` each time. Nothing
//! opens without it, the words say what to do, and nothing is lost.

use serde_json::Value;
use tests::session::{DesktopSession, KeyringState, program};

use super::Halls;

/// What `yichuang` answers in another session.
fn told(hall: &Halls, session: &DesktopSession) -> (String, String) {
    let (home, secret) = (hall.text("counter"), hall.text("secret"));
    let who = ["--home", &home, "--user", "chenjing", "--secret-file", &secret];
    let arguments = [&["case", "list"], &who[..]].concat();
    let output = session.run(&program("yichuang").unwrap(), &arguments).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    let error: Value = serde_json::from_slice(&output.stderr).unwrap();
    let text = |name: &str| error["error"][name].as_str().unwrap().to_owned();
    (text("code"), text("message"))
}

#[test]
fn headless_a_keyring_locked_absent_or_emptied_opens_nothing_and_loses_nothing() {
    let mut hall = Halls::open();
    hall.at("counter", "chenjing", &["case", "list"]);
    hall.stop_platform();
    let folder = hall.path("");
    let elsewhere = tempfile::tempdir().unwrap();
    // Two keyring programs over the same files would disturb each other: the first one ends here.
    hall.session = DesktopSession::with(elsewhere.path(), KeyringState::Absent).unwrap();

    let locked = DesktopSession::with(&folder, KeyringState::Locked).unwrap();
    let (code, message) = told(&hall, &locked);
    assert_eq!(code, "keys.keyring_locked");
    assert_eq!(
        message,
        "系统密钥环已上锁，无法打开本机数据。请先解锁系统密钥环（登录桌面的密码），再重新登录。"
    );
    drop(locked);

    let absent = DesktopSession::with(&folder, KeyringState::Absent).unwrap();
    let (code, message) = told(&hall, &absent);
    assert_eq!(code, "keys.keyring_absent");
    assert_eq!(
        message,
        "找不到系统密钥环，无法打开本机数据。请确认桌面会话的密钥环服务（gnome-keyring）已启动，\
         然后重新登录；数据不会丢失。"
    );
    drop(absent);

    let elsewhere = tempfile::tempdir().unwrap();
    let empty = DesktopSession::start(elsewhere.path()).unwrap();
    let (code, message) = told(&hall, &empty);
    assert_eq!(code, "keys.keyring_empty");
    assert_eq!(
        message,
        "系统密钥环中没有本工作站的密钥。请联系管理员，由两名管理员用恢复密钥恢复；\
         本机数据没有丢失，请勿重新安装或清空数据目录。"
    );
    drop(empty);

    hall.session = DesktopSession::start(&folder).unwrap();
    hall.at("counter", "chenjing", &["case", "list"]);
}
