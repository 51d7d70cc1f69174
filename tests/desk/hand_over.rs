//! 移交, its confirmation the next morning, and what a shift leaves open.

use std::process::Command;

use domain::action::ShiftSide;
use workstation::view::ActRequest;

use super::{WATER, at_the_counter, at_the_office, bring, done, received, refused};

#[tokio::test]
async fn desk_papers_go_over_once_and_what_lacks_comes_back() {
    let (mut hall, _counter, desk) = at_the_counter().await;
    let case = received(&desk).await;
    let kinds: Vec<String> =
        desk.review(case.clone()).await.unwrap().materials.into_iter().map(|m| m.kind).collect();
    for kind in &kinds[..2] {
        bring(&desk, &case, kind).await;
    }
    let waiting = desk.hand_overs().await.unwrap();
    assert_eq!(waiting.to_hand.len(), 1);
    assert_eq!(waiting.to_hand[0].rows.len(), 2);
    let outcome = done(&desk, ActRequest::HandOver { to: WATER.into() }).await;
    assert_eq!(outcome.papers.len(), 1, "the list is printed");
    assert!(desk.hand_overs().await.unwrap().to_hand.is_empty());
    let again = ActRequest::HandOver { to: WATER.into() };
    assert_eq!(refused(&desk, again).await, "hand_over.empty");
    desk.engine().sync_once().await.unwrap();

    // The next morning the department counts.
    hall.clock.advance(20 * 3600 * 1000);
    assert!(desk.hand_overs().await.unwrap().to_hand.is_empty(), "it is remembered over night");
    let (_office, examiner) = at_the_office(&mut hall).await;
    let lists = examiner.hand_overs().await.unwrap().to_confirm;
    assert_eq!((lists.len(), lists[0].rows.len()), (1, 2));
    let list = lists[0].list.clone().unwrap();
    done(&examiner, ActRequest::ConfirmHandOver { list, missing: vec![1] }).await;
    assert!(examiner.hand_overs().await.unwrap().to_confirm.is_empty());
    examiner.engine().sync_once().await.unwrap();
    desk.engine().sync_once().await.unwrap();
    let back = desk.hand_overs().await.unwrap().to_hand;
    assert_eq!((back.len(), back[0].rows.len()), (1, 1), "what lacked is handed over again");

    // The counter sees the task and says what was done.
    let items = desk.attention().await.unwrap();
    assert_eq!(items.len(), 1, "{items:?}");
    let stream = items[0].stream.clone().unwrap();
    assert!(stream.starts_with("day/"));
    let (task, text) = (items[0].id.clone(), "已找到，随下一批移交".to_owned());
    done(&desk, ActRequest::ResolveTask { stream, task, text }).await;
    assert!(desk.attention().await.unwrap().is_empty());
}

#[tokio::test]
async fn desk_the_shift_report_says_what_is_left_open() {
    let (_hall, _counter, desk) = at_the_counter().await;
    let case = received(&desk).await;
    let kind = desk.review(case.clone()).await.unwrap().materials[0].kind.clone();
    bring(&desk, &case, &kind).await;
    let sign = ActRequest::SignShift { side: ShiftSide::Leaving, remarks: "无异常".to_owned() };
    let outcome = done(&desk, sign).await;
    let paper = &outcome.papers[0];
    let pdf = desk.pdf(&paper.stream, &paper.number).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shift.pdf");
    std::fs::write(&file, pdf).unwrap();
    let text = Command::new("pdftotext").args([file.to_str().unwrap(), "-"]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let whole: String = text.split_whitespace().collect();
    // The open case, its papers, the blanks in hand, the devices.
    for part in [case.as_str(), "未受理", "材料未移交", "〔2026〕", "读卡器", "王晓雨"]
    {
        assert!(whole.contains(part), "「{part}」 is not in {text}");
    }
}
