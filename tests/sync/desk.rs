//! What counters share while they are online: drafts and the queue.

use domain::wire::desk::TicketAdd;
use tests::acts::{ALLOWANCE, intake};
use tests::hall::{HALL, Trouble};
use workstation::store::{BlobKind, DraftState};

use super::flow::{hall_and_counter, ready};

#[tokio::test]
async fn sync_a_parked_draft_is_called_back_at_another_counter_with_its_pages() {
    let (mut hall, counter) = hall_and_counter().await;
    let mut other = hall.counter("08").await;
    other.start_as("lina").await;
    ready(other.engine()).await;
    let engine = counter.engine();
    let draft = engine.begin_draft(&intake(ALLOWANCE)).await.unwrap();
    let owner = format!("draft/{}", draft.id);
    let page = engine.keep_blob(BlobKind::Page, b"page".to_vec(), &owner).await.unwrap();
    let mut content = intake(ALLOWANCE);
    let evidence = tests::acts::evidence(&page, engine.clock().now());
    content.materials.insert("identity-card".into(), evidence);
    engine.edit_draft(&draft.id, &content, "materials.identity-card").await.unwrap();
    engine.park_draft(&draft.id).await.unwrap();
    engine.sync_once().await.unwrap();
    other.engine().sync_once().await.unwrap();
    let there = other.engine().draft(&draft.id).await.unwrap();
    assert_eq!(
        (there.state, there.focus.as_str()),
        (DraftState::Parked, "materials.identity-card")
    );
    assert_eq!(there.intake, content);
    other.engine().recall_draft(&draft.id).await.unwrap();
    other.engine().sync_once().await.unwrap();
    assert_eq!(other.engine().blob(&page).await.unwrap(), b"page");
    engine.sync_once().await.unwrap();
    assert_eq!(engine.draft(&draft.id).await.unwrap().owner, "lina");
    other.engine().discard_draft(&draft.id).await.unwrap();
    other.engine().sync_once().await.unwrap();
    engine.sync_once().await.unwrap();
    assert!(engine.drafts().await.unwrap().is_empty());
}

#[tokio::test]
async fn sync_of_two_who_edit_one_draft_both_copies_stay() {
    let (mut hall, counter) = hall_and_counter().await;
    let mut other = hall.counter("08").await;
    other.start_as("lina").await;
    ready(other.engine()).await;
    let draft = counter.engine().begin_draft(&intake(ALLOWANCE)).await.unwrap();
    counter.engine().sync_once().await.unwrap();
    other.engine().sync_once().await.unwrap();
    let mut theirs = intake(ALLOWANCE);
    theirs.ticket = "B-theirs".to_owned();
    other.engine().recall_draft(&draft.id).await.unwrap();
    other.engine().edit_draft(&draft.id, &theirs, "").await.unwrap();
    let mut mine = intake(ALLOWANCE);
    mine.ticket = "A-mine".to_owned();
    counter.engine().edit_draft(&draft.id, &mine, "").await.unwrap();
    other.engine().sync_once().await.unwrap();
    counter.engine().sync_once().await.unwrap();
    let drafts = counter.engine().drafts().await.unwrap();
    let find = |state| drafts.iter().find(|d| d.state == state).unwrap();
    assert_eq!(find(DraftState::Losing).intake, mine);
    assert_eq!(find(DraftState::Open).intake, theirs);
    // Another round changes nothing more.
    counter.engine().sync_once().await.unwrap();
    assert_eq!(counter.engine().drafts().await.unwrap().len(), 2);
}

#[tokio::test]
async fn sync_a_ticket_called_twice_is_one_ticket() {
    let (hall, counter) = hall_and_counter().await;
    let add = TicketAdd {
        number: None,
        matter: "高龄津贴".to_owned(),
        priority: false,
        dropped: false,
        hall: None,
    };
    let first = hall.platform.take_ticket(&HALL.into(), &add).await.unwrap();
    hall.platform.take_ticket(&HALL.into(), &add).await.unwrap();
    counter.wire.disturb([Trouble::AnswerLost]);
    let request = counter.engine().clock().new_id();
    assert!(counter.engine().next_ticket(&request).await.is_err());
    let answer = counter.engine().next_ticket(&request).await.unwrap();
    assert_eq!(answer.ticket.unwrap().number, first.number);
    assert_eq!(answer.waiting, 1);
    assert_eq!(counter.engine().tickets().await.unwrap().tickets.len(), 2);
}
