//! 需处理: the act that did not go through, beside what stands now.

use workstation::view::ActRequest;

use super::{at_the_counter, received, refused};

#[tokio::test]
async fn desk_what_was_refused_is_shown_beside_what_stands_and_dealt_with_once() {
    let (mut hall, mut counter, desk) = at_the_counter().await;
    let case = received(&desk).await;
    let mut other = hall.counter("08").await;
    let colleague = other.desk_as("lina").await;
    colleague.engine().sync_once().await.unwrap();
    let withdraw = |why: &str| ActRequest::Withdraw { case: case.clone(), reason: why.to_owned() };
    super::done(&colleague, withdraw("店铺转让")).await;
    super::done(&desk, withdraw("改变主意")).await;
    colleague.engine().sync_once().await.unwrap();
    desk.engine().sync_once().await.unwrap();

    let items = desk.attention().await.unwrap();
    assert_eq!(items.len(), 1, "{items:?}");
    let item = &items[0];
    assert_eq!(item.title, "「撤回」没有生效");
    assert_eq!(item.case_no.as_deref(), Some(case.as_str()));
    assert!(item.about.contains("刘德明"));
    let line = |label: &str| item.difference.iter().find(|row| row.label == label).unwrap();
    assert!(line("办理").asked.contains("王晓雨"), "{item:?}");
    assert!(line("办理").now.contains("申请人撤回") && line("办理").now.contains("李娜"));
    assert_eq!(line("理由").asked, "改变主意");
    assert!(!item.next.is_empty());
    assert_eq!(desk.dismiss(&item.id, "  ").await.unwrap_err().code, "attention.text");
    assert!(desk.dismiss(&item.id, "同事已办，无需再办").await.unwrap().is_empty());

    // It stays dealt with when the station starts again.
    desk.engine().close().await;
    drop(desk);
    let desk = counter.desk_as("wangxy").await;
    assert!(desk.attention().await.unwrap().is_empty());
}

#[tokio::test]
async fn desk_a_reprint_says_why() {
    let (_hall, _counter, desk) = at_the_counter().await;
    let view = desk.start("A001").await.unwrap();
    let item = workstation::view::DraftEdit::AddItem { code: super::DRAINAGE.into() };
    desk.edit(&view.id, item, None).await.unwrap();
    let notice = desk.guidance(&view.id).await.unwrap();
    let paper = &notice.papers[0];
    let print = |reason: Option<&str>| ActRequest::Print {
        stream: paper.stream.clone(),
        number: paper.number.as_str().into(),
        reason: reason.map(str::to_owned),
    };
    assert_eq!(refused(&desk, print(None)).await, "print.reason");
    assert_eq!(refused(&desk, print(Some(" "))).await, "print.reason");
    let again = super::done(&desk, print(Some("申请人遗失"))).await;
    assert_eq!(again.papers[0].reprints, 1);
}
