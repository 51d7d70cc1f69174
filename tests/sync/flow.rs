//! The ordinary way: done at a counter, decided at the platform, seen everywhere it concerns.

use domain::action::Role;
use domain::wire::RangeKind;
use tests::acts::{
    ALLOWANCE, act, attach, evidence, first_case, intake, receive_one, receive_with, withdraw,
};
use tests::hall::{Hall, Station, WORD};
use workstation::engine::Engine;
use workstation::store::{BlobKind, CaseFilter};

/// A hall with a counter at which 王晓雨 is signed in and holds numbers.
pub(super) async fn hall_and_counter() -> (Hall, Station) {
    let mut hall = Hall::new(1).await;
    let mut counter = hall.counter("07").await;
    counter.start_as("wangxy").await;
    ready(counter.engine()).await;
    (hall, counter)
}

/// Catalogue and numbers come with the first rounds.
pub(super) async fn ready(engine: &Engine) {
    engine.need_words(&[WORD.to_owned()]).await.unwrap();
    engine.sync_once().await.unwrap();
    assert_eq!(engine.in_force().unwrap().number, 1);
    assert_eq!(engine.numbers_left(WORD).unwrap(), 50);
}

/// Nothing waits, and everything holds.
pub(super) async fn settled(engine: &Engine) {
    let outbox = engine.outbox().await.unwrap();
    assert_eq!((outbox.unsent, outbox.received), (0, 0));
    assert_eq!(engine.verify().await.unwrap().bad, None);
}

#[tokio::test]
async fn sync_a_receipt_is_confirmed_and_seen_by_the_colleague_and_the_department() {
    let (mut hall, mut counter) = hall_and_counter().await;
    let mut colleague = hall.counter("08").await;
    colleague.start_as("lina").await;
    hall.add_user("chen", "陈审查", Role::Examiner, Some("civil-affairs")).await;
    let mut office = hall.department(&["civil-affairs"]).await;
    office.start_as("chen").await;

    let stream = receive_one(counter.engine()).await.unwrap();
    assert_eq!(counter.engine().outbox().await.unwrap().unsent, 1);
    counter.engine().sync_once().await.unwrap();
    settled(counter.engine()).await;
    let mine = counter.engine().stream(&stream).await.unwrap();
    assert!(mine.pending.is_empty());
    for other in [&colleague, &office] {
        other.engine().sync_once().await.unwrap();
        let theirs = other.engine().stream(&stream).await.unwrap();
        assert_eq!((theirs.last_seq, &theirs.head), (mine.last_seq, &mine.head));
        assert_eq!(theirs.state, mine.state);
        let inbox =
            CaseFilter { departments: vec!["civil-affairs".to_owned()], ..CaseFilter::default() };
        assert_eq!(other.engine().cases(&inbox).await.unwrap().len(), 1);
    }
    let case = first_case(office.engine(), &stream).await;
    assert_eq!(counter.engine().find(case.as_str(), 5).await.unwrap().len(), 1);
    counter.kill();
}

#[tokio::test]
async fn sync_two_desks_meet_in_one_case_and_the_loser_sees_why() {
    let (mut hall, counter) = hall_and_counter().await;
    let mut colleague = hall.counter("08").await;
    colleague.start_as("lina").await;
    let stream = receive_one(counter.engine()).await.unwrap();
    counter.engine().sync_once().await.unwrap();
    colleague.engine().sync_once().await.unwrap();
    let case = first_case(counter.engine(), &stream).await;
    act(colleague.engine(), &stream, withdraw(&case)).await.unwrap();
    act(counter.engine(), &stream, withdraw(&case)).await.unwrap();
    colleague.engine().sync_once().await.unwrap();
    counter.engine().sync_once().await.unwrap();
    settled(counter.engine()).await;
    settled(colleague.engine()).await;
    let items = counter.engine().work_items().await.unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].kind, "refused");
    assert!(items[0].content.contains("申请人改变主意"));
    assert!(colleague.engine().work_items().await.unwrap().is_empty());
}

#[tokio::test]
async fn sync_pages_follow_their_submission_and_reach_the_department() {
    let (mut hall, counter) = hall_and_counter().await;
    hall.add_user("chen", "陈审查", Role::Examiner, Some("civil-affairs")).await;
    let mut office = hall.department(&["civil-affairs"]).await;
    office.start_as("chen").await;
    let engine = counter.engine();
    // More than one chunk, and not a whole number of them.
    let bytes: Vec<u8> = (0..2_500_000_u32).map(|n| n.to_le_bytes()[1]).collect();
    let draft = engine.begin_draft(&intake(ALLOWANCE)).await.unwrap();
    let owner = format!("draft/{}", draft.id);
    let page = engine.keep_blob(BlobKind::Page, bytes.clone(), &owner).await.unwrap();
    let mut content = intake(ALLOWANCE);
    content.materials.insert("identity-card".into(), evidence(&page, engine.clock().now()));
    let stream = receive_with(engine, content).await.unwrap();
    assert_eq!(engine.sync_round().await.unwrap().pushed, 1);
    let counts = engine.sync_status().await.unwrap().pages;
    assert_eq!((counts.done, counts.total), (0, 1));
    assert_eq!(engine.sync_pages().await.unwrap(), 1);
    assert_eq!(engine.sync_pages().await.unwrap(), 0);
    office.engine().sync_once().await.unwrap();
    assert!(!office.engine().has_blob(&page).await.unwrap());
    assert_eq!(office.engine().blob(&page).await.unwrap(), bytes);
    assert!(office.engine().has_blob(&page).await.unwrap());
    let later = engine.keep_blob(BlobKind::Page, vec![9; 10], &stream.0).await.unwrap();
    act(engine, &stream, attach(&later, engine.clock().now())).await.unwrap();
    engine.sync_once().await.unwrap();
    settled(engine).await;
}

#[tokio::test]
async fn sync_numbers_are_fetched_before_they_run_out() {
    let (_hall, counter) = hall_and_counter().await;
    for n in 1..=60 {
        receive_one(counter.engine()).await.unwrap();
        if n % 20 == 0 {
            counter.engine().sync_once().await.unwrap();
        }
    }
    assert_eq!(counter.engine().numbers_left(WORD).unwrap(), 40);
    assert!(counter.engine().unused_numbers().unwrap().is_empty());
    settled(counter.engine()).await;
}

#[tokio::test]
async fn sync_december_brings_the_numbers_of_the_next_year() {
    let mut hall = Hall::new(4).await;
    hall.clock.set("2026-12-02T10:00:00+08:00".parse().unwrap());
    let mut counter = hall.counter("07").await;
    counter.start_as("wangxy").await;
    ready(counter.engine()).await;
    hall.clock.set("2027-01-04T10:00:00+08:00".parse().unwrap());
    assert_eq!(counter.engine().numbers_left(WORD).unwrap(), 50);
    let kind = RangeKind::Document { word: WORD.to_owned(), year: 2027 };
    assert!(serde_json::to_string(&kind).unwrap().contains("2027"));
}
