//! Signing in: both password and keyring, and clear words when one is missing.

use domain::ids::UserId;

use super::bench::{Bench, PASSWORD, options};
use crate::engine::Engine;
use crate::keys::KeyError;

async fn code(bench: &Bench, user: &str, password: &str) -> String {
    match bench.engine.sign_in(&UserId::from(user), password).await {
        Ok(_) => String::new(),
        Err(error) => error.code().to_owned(),
    }
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_even_across_a_restart() {
    let mut bench = Bench::new().await;
    for _ in 0..3 {
        assert_eq!(code(&bench, "wangxy", "wrong").await, "keys.wrong_password");
    }
    bench.restart().await;
    assert_eq!(code(&bench, "wangxy", "wrong").await, "keys.wrong_password");
    assert_eq!(code(&bench, "wangxy", "wrong").await, "keys.locked");
    assert_eq!(code(&bench, "wangxy", PASSWORD).await, "keys.locked");
    bench.clock.set("2026-11-20T02:15:00Z");
    assert_eq!(code(&bench, "wangxy", PASSWORD).await, "");
}

#[tokio::test]
async fn without_the_keyring_nothing_opens_and_nothing_is_lost() {
    let mut bench = Bench::new().await;
    let stream = bench.receive().await;
    bench.restart().await;
    for (fault, expected) in [
        (KeyError::KeyringLocked, "keys.keyring_locked"),
        (KeyError::KeyringAbsent, "keys.keyring_absent"),
    ] {
        *bench.keyring.fault.lock().unwrap() = Some(fault);
        assert_eq!(code(&bench, "wangxy", PASSWORD).await, expected);
    }
    *bench.keyring.fault.lock().unwrap() = None;
    assert_eq!(code(&bench, "wangxy", PASSWORD).await, "");
    assert!(bench.engine.stream(&stream).await.unwrap().application().is_some());
}

#[tokio::test]
async fn a_stranger_and_an_expired_user_need_the_platform() {
    let bench = Bench::new().await;
    assert_eq!(code(&bench, "stranger", PASSWORD).await, "keys.never_here");
    bench.clock.set("2026-11-27T02:00:00Z");
    assert_eq!(code(&bench, "wangxy", PASSWORD).await, "keys.offline_expired");
}

#[tokio::test]
async fn a_clock_set_back_does_not_lengthen_offline_sign_in() {
    let bench = Bench::new().await;
    bench.clock.set("2026-11-27T01:00:00Z");
    bench.receive().await;
    bench.clock.set("2026-11-27T02:30:00Z");
    bench.receive().await;
    bench.clock.set("2026-11-21T02:00:00Z");
    assert_eq!(code(&bench, "wangxy", PASSWORD).await, "keys.offline_expired");
}

#[tokio::test]
async fn a_second_program_on_the_folder_is_turned_away() {
    let bench = Bench::founded().await;
    let second = Engine::open(&bench.home, options(&bench.clock, &bench.keyring));
    assert_eq!(second.unwrap_err().code(), "store.in_use");
}

#[tokio::test]
async fn a_locked_desk_opens_with_the_password_and_keeps_its_session() {
    let bench = Bench::new().await;
    let before = bench.engine.session().unwrap();
    bench.engine.lock();
    assert!(bench.engine.session().unwrap().locked);
    let wrong = bench.engine.unlock("wrong").await;
    assert_eq!(wrong.unwrap_err().code(), "keys.wrong_password");
    let after = bench.engine.unlock(PASSWORD).await.unwrap();
    assert_eq!(after, before);
}

#[tokio::test]
async fn nobody_signs_in_before_enrolment() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::founded().await;
    let engine = Engine::open(folder.path(), options(&bench.clock, &bench.keyring)).unwrap();
    let done = engine.sign_in(&UserId::from("wangxy"), PASSWORD).await;
    assert_eq!(done.unwrap_err().code(), "keys.not_enrolled");
}
