//! Disturbed wires: nothing is lost, nothing is done twice, and the desk says what is wrong.

use tests::acts::receive_one;
use tests::hall::{PASSWORD, Trouble};
use workstation::engine::EngineError;
use workstation::sync::{Method, SyncFault};

use super::flow::{hall_and_counter, settled};

#[tokio::test]
async fn sync_every_trouble_at_every_call_of_a_round_ends_well() {
    for trouble in [
        Trouble::Lost,
        Trouble::AnswerLost,
        Trouble::Twice,
        Trouble::Slow,
        Trouble::Status(500),
        Trouble::Status(429),
        Trouble::Rubbish,
    ] {
        for at in 0..6 {
            let (hall, counter) = hall_and_counter().await;
            let stream = receive_one(counter.engine()).await.unwrap();
            counter.wire.disturb((0..at).map(|_| Trouble::None));
            counter.wire.disturb([trouble]);
            let _ = counter.engine().sync_once().await;
            counter.wire.calm();
            counter.engine().sync_once().await.unwrap();
            settled(counter.engine()).await;
            let view = counter.engine().stream(&stream).await.unwrap();
            assert_eq!(view.last_seq, 1, "{trouble:?} at {at}");
            assert_eq!(hall.platform.verify().await.unwrap().faults, [], "{trouble:?} at {at}");
        }
    }
}

#[tokio::test]
async fn sync_the_desk_says_why_the_platform_is_not_there_and_goes_on() {
    let (_hall, counter) = hall_and_counter().await;
    for (trouble, code) in [
        (Trouble::Lost, "sync.unreachable"),
        (Trouble::Slow, "sync.slow"),
        (Trouble::Status(500), "sync.failing"),
        (Trouble::Status(503), "sync.failing"),
        (Trouble::Status(429), "sync.busy"),
        (Trouble::Rubbish, "sync.rubbish"),
        (Trouble::Status(404), "sync.rubbish"),
    ] {
        counter.wire.disturb([trouble]);
        let fault = counter.engine().sync_round().await.unwrap_err();
        assert_eq!(fault.code(), code);
        let status = counter.engine().sync_status().await.unwrap();
        assert!(status.offline(), "{code}");
        assert!(fault.to_string().contains("可继续办理"), "{fault}");
        receive_one(counter.engine()).await.unwrap();
    }
    assert_eq!(counter.engine().outbox().await.unwrap().unsent, 7);
    counter.engine().sync_once().await.unwrap();
    let status = counter.engine().sync_status().await.unwrap();
    assert!(!status.offline() && status.fault.is_none());
    settled(counter.engine()).await;
}

#[tokio::test]
async fn sync_acts_say_that_they_were_done_offline() {
    let (hall, counter) = hall_and_counter().await;
    counter.wire.cut();
    let _ = counter.engine().sync_round().await;
    let stream = receive_one(counter.engine()).await.unwrap();
    let view = counter.engine().stream(&stream).await.unwrap();
    assert!(view.application().unwrap().received.offline);
    counter.wire.join(&hall.platform);
    counter.engine().sync_once().await.unwrap();
    settled(counter.engine()).await;
    let online = receive_one(counter.engine()).await.unwrap();
    let view = counter.engine().stream(&online).await.unwrap();
    assert!(!view.application().unwrap().received.offline);
}

#[tokio::test]
async fn sync_a_revoked_station_keeps_its_work_and_says_so() {
    let (mut hall, counter) = hall_and_counter().await;
    receive_one(counter.engine()).await.unwrap();
    let station = counter.engine().identity().unwrap().station;
    let mut office = hall.department(&["civil-affairs"]).await;
    office.start_as("admin").await;
    let path = |active: bool| format!("/v1/admin/stations/{station}?active={active}");
    office.engine().ask::<_, ()>(Method::Put, &path(false), &()).await.unwrap();
    let fault = counter.engine().sync_round().await.unwrap_err();
    assert_eq!(fault, EngineError::Sync(SyncFault::StationRevoked));
    assert_eq!(counter.engine().outbox().await.unwrap().unsent, 1);
    office.engine().ask::<_, ()>(Method::Put, &path(true), &()).await.unwrap();
    counter.engine().sync_once().await.unwrap();
    settled(counter.engine()).await;
}

#[tokio::test]
async fn sync_a_round_before_sign_in_says_nothing_of_the_platform() {
    let (_hall, mut counter) = hall_and_counter().await;
    counter.wire.cut();
    counter.start().await;
    assert_eq!(counter.engine().sync_round().await.unwrap_err(), EngineError::SignedOut);
    counter.engine().sign_in(&"wangxy".into(), PASSWORD).await.unwrap();
    assert!(counter.engine().offline(), "nobody has reached it yet");
}
