//! Signing in with and without the platform.

use domain::action::Role;
use domain::ids::{HallId, UserId};
use domain::wire::admin::UserPut;
use tests::hall::{HALL, Hall, PASSWORD, Trouble};
use workstation::engine::EngineError;
use workstation::sync::SyncFault;

use super::flow::hall_and_counter;

async fn code(station: &tests::hall::Station, user: &str, password: &str) -> String {
    let done = station.engine().sign_in(&UserId::from(user), password).await;
    done.map_or_else(|error| error.code().to_owned(), |_| String::new())
}

#[tokio::test]
async fn sync_a_person_new_to_a_locked_station_opens_it_online_and_then_offline() {
    let (hall, mut counter) = hall_and_counter().await;
    counter.start().await;
    counter.wire.cut();
    assert_eq!(code(&counter, "lina", PASSWORD).await, "keys.never_here");
    counter.wire.join(&hall.platform);
    assert_eq!(code(&counter, "lina", PASSWORD).await, "");
    counter.start().await;
    counter.wire.cut();
    assert_eq!(code(&counter, "lina", PASSWORD).await, "");
    assert!(counter.engine().session().unwrap().offline);
    counter.start().await;
    hall.clock.advance(8 * 24 * 3600 * 1000);
    assert_eq!(code(&counter, "lina", PASSWORD).await, "keys.offline_expired");
}

#[tokio::test]
async fn sync_wrong_passwords_lock_online_as_well() {
    let (hall, mut counter) = hall_and_counter().await;
    counter.start().await;
    for _ in 0..4 {
        assert_eq!(code(&counter, "wangxy", "Wrong-Horse-7").await, "keys.wrong_password");
    }
    let last = code(&counter, "wangxy", "Wrong-Horse-7").await;
    assert!(["keys.locked", "user.locked"].contains(&last.as_str()), "{last}");
    let locked = code(&counter, "wangxy", PASSWORD).await;
    assert!(["keys.locked", "user.locked"].contains(&locked.as_str()), "{locked}");
    hall.clock.advance(16 * 60 * 1000);
    assert_eq!(code(&counter, "wangxy", PASSWORD).await, "");
    assert_eq!(code(&counter, "nobody", PASSWORD).await, "keys.wrong_password");
}

#[tokio::test]
async fn sync_a_revoked_user_is_out_online_and_offline() {
    let (hall, mut counter) = hall_and_counter().await;
    let put = UserPut {
        name: "王晓雨".to_owned(),
        staff_no: "N-wangxy".to_owned(),
        id_number: "440106198002290016".to_owned(),
        roles: vec![Role::Clerk],
        department: None,
        hall: HallId::from(HALL),
        active: false,
        password: None,
    };
    hall.platform.put_user(&UserId::from("wangxy"), &put).await.unwrap();
    counter.start().await;
    assert_eq!(code(&counter, "wangxy", PASSWORD).await, "sync.user_revoked");
    counter.wire.cut();
    assert_eq!(code(&counter, "wangxy", PASSWORD).await, "keys.never_here");
}

#[tokio::test]
async fn sync_a_new_password_opens_the_station_too() {
    let (_hall, mut counter) = hall_and_counter().await;
    counter.engine().change_password(PASSWORD, "Another-Horse-8").await.unwrap();
    counter.start().await;
    counter.wire.cut();
    assert_eq!(code(&counter, "wangxy", "Another-Horse-8").await, "");
    counter.start().await;
    counter.wire.cut();
    assert_eq!(code(&counter, "wangxy", PASSWORD).await, "keys.wrong_password");
}

#[tokio::test]
async fn sync_an_enrolment_code_serves_once() {
    let mut hall = Hall::new(7).await;
    let counter = hall.counter("07").await;
    let again = counter.engine().enrol("https://127.0.0.1:1", "no code", "x").await;
    assert_eq!(again.unwrap_err(), EngineError::Sync(SyncFault::CodeInvalid));
    let wire = std::sync::Arc::clone(&counter.wire) as _;
    let place = workstation::engine::Enrolment::default();
    let twice = counter.engine().enrol_through(wire, "ABCDEFGHJK", "x", place).await;
    assert_eq!(twice.unwrap_err().code(), "engine.enrolled");
}

#[tokio::test]
async fn sync_a_lost_answer_of_a_sign_in_leaves_the_desk_usable() {
    let (_hall, mut counter) = hall_and_counter().await;
    counter.start().await;
    counter.wire.disturb([Trouble::AnswerLost]);
    assert_eq!(code(&counter, "wangxy", PASSWORD).await, "");
    assert!(counter.engine().session().unwrap().offline);
}

/// The keyring is gone; two administrators open the database key at the platform.
#[tokio::test]
async fn sync_a_lost_keyring_is_recovered_by_two_administrators() {
    let mut hall = Hall::new(9).await;
    let holder = |name: &str| (name.to_owned(), format!("{name}-passphrase").into());
    let holders = [holder("one"), holder("two"), holder("three")];
    hall.platform.init_recovery(&holders).await.unwrap();
    let mut counter = hall.counter("07").await;
    counter.start_as("wangxy").await;
    super::flow::ready(counter.engine()).await;
    let stream = tests::acts::receive_one(counter.engine()).await.unwrap();
    let station = counter.engine().identity().unwrap().station;
    counter.keyring = std::sync::Arc::default();
    counter.start().await;
    assert_eq!(code(&counter, "wangxy", PASSWORD).await, "keys.keyring_empty");
    let two = [&holders[0], &holders[2]];
    let key = hall.platform.open_recovery(&station, two).await.unwrap();
    let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let user = UserId::from("wangxy");
    let wrong = counter.engine().recover(&"00".repeat(32), &user, PASSWORD).await;
    assert_eq!(wrong.unwrap_err().code(), "store.unreadable");
    counter.engine().recover(&key, &user, PASSWORD).await.unwrap();
    assert_eq!(code(&counter, "wangxy", PASSWORD).await, "");
    let view = counter.engine().stream(&stream).await.unwrap();
    assert!(view.application().is_some());
    counter.engine().sync_once().await.unwrap();
    super::flow::settled(counter.engine()).await;
    // A colleague who is new here is let in by the platform again.
    counter.start().await;
    assert_eq!(code(&counter, "lina", PASSWORD).await, "");
}
