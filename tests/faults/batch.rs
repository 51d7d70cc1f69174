//! Several papers of one act, and the printer breaks down among them: `ippeveprinter`.

use domain::action::PrintOutcome;
use domain::application::Application;
use domain::wire::StreamId;
use serde_json::{Value, json};
use tests::hall::Hall;
use tests::order::{permit, serve};
use tests::printer::ScriptedPrinter as Printer;
use workstation::view::{ActOutcome, ActRequest, PaperRow, PaperState};

use super::Desk;

/// The second job is aborted until somebody has mended the printer.
const SECOND_FAILS: &str = "n=$(cat \"$FOLDER/jobs\" 2>/dev/null || echo 0); n=$((n+1))\n\
     echo $n > \"$FOLDER/jobs\"\n\
     [ $n -eq 2 ] && [ ! -e \"$FOLDER/mended\" ] && exit 1\nexit 0";

fn at(port: u16) -> Value {
    let uri = format!("ipp://localhost:{port}/ipp/print");
    json!({ "printer": { "name": "大厅打印机", "driver": { "type": "ipp", "uri": uri } } })
}

/// 收件凭证 and 受理通知书 of one permit, in one go.
async fn received(desk: &Desk) -> ActOutcome {
    let file = desk.station.home.join("page.jpg");
    std::fs::write(&file, include_bytes!("../fixtures/page.jpg")).unwrap();
    // without the network a scanned licence does for the certificate
    desk.station.wire.cut();
    desk.engine().sync_once().await.unwrap_err();
    serve(desk, &permit(), file.to_str().unwrap()).await
}

async fn application(desk: &Desk, paper: &PaperRow) -> Application {
    let view = desk.engine().stream(&StreamId(paper.stream.clone())).await.unwrap();
    view.application().unwrap().clone()
}

async fn asked(desk: &Desk, paper: &PaperRow, reason: Option<&str>) -> ActOutcome {
    let (stream, number) = (paper.stream.clone(), paper.number.as_str().into());
    let reason = reason.map(str::to_owned);
    desk.act(ActRequest::Print { stream, number, reason }).await.unwrap()
}

/// What the course of the case says of its papers, oldest first.
async fn log(desk: &Desk, case: &str) -> Vec<String> {
    let view = desk.review(case.into()).await.unwrap();
    let rows = view.history.into_iter().rev().map(|row| row.text);
    rows.filter(|text| text.contains("受理通知书")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_a_batch_aborted_in_the_middle_owes_only_what_did_not_come_out() {
    let mut hall = Hall::new(73).await;
    let printer = Printer::start(SECOND_FAILS).await;
    let desk = Desk::at(&mut hall, "07", "wangxy", at(printer.port)).await;
    let done = received(&desk).await;
    let states: Vec<PaperState> = done.papers.iter().map(|paper| paper.state).collect();
    assert_eq!(states, [PaperState::Printed, PaperState::Failed], "{:?}", done.papers);
    let notice = &done.papers[1];
    let said = notice.message.as_deref().unwrap();
    assert!(
        said.starts_with("打印机中止了任务") && said.ends_with("（欠发凭证，可补打）"),
        "{said}"
    );
    let app = application(&desk, notice).await;
    let outcome = |number: &str| app.papers[number].outcome.clone();
    assert_eq!(outcome(&done.papers[0].number), Some(PrintOutcome::Printed));
    assert!(matches!(outcome(&notice.number), Some(PrintOutcome::Failed { .. })));
    let owed: Vec<_> = app.owed_papers().map(|record| record.paper.number.to_string()).collect();
    assert_eq!(owed, std::slice::from_ref(&notice.number));
    let case = done.cases[0].as_str();
    assert_eq!(log(&desk, case).await, ["受理通知书未打出"]);

    // The next day it is printed: the first one, no copy; the act keeps its day.
    hall.clock.advance(24 * 3600 * 1000);
    std::fs::write(printer.folder.path().join("mended"), "").unwrap();
    let row = asked(&desk, notice, None).await.papers.remove(0);
    assert_eq!((row.state, row.reprints), (PaperState::Printed, 0));
    let app = application(&desk, notice).await;
    assert_eq!(app.owed_papers().count(), 0);
    let accepted = app.cases.values().next().unwrap().acceptance.clone().unwrap();
    assert_eq!((accepted.on.to_string(), app.received_on.to_string()), {
        ("2026-11-20".to_owned(), "2026-11-20".to_owned())
    });
    assert_eq!(log(&desk, case).await, ["受理通知书未打出", "打印受理通知书"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_reprint_and_void_stand_in_the_log_and_on_the_paper() {
    let mut hall = Hall::new(74).await;
    let printer = Printer::start("exit 0").await;
    let desk = Desk::at(&mut hall, "07", "wangxy", at(printer.port)).await;
    let done = received(&desk).await;
    let notice = &done.papers[1];
    let unexplained = asked(&desk, notice, None).await.refusal.unwrap();
    assert_eq!(unexplained.code, "print.reason");
    let row = asked(&desk, notice, Some("申请人遗失")).await.papers.remove(0);
    assert_eq!((row.state, row.reprints), (PaperState::Printed, 1));
    let copy = printer.spooled().into_iter().map(|file| tests::devices::text_of(&file).unwrap());
    let marked: Vec<String> = copy.filter(|text| text.contains("补打第1次")).collect();
    assert_eq!(marked.len(), 1, "only the copy is marked");
    assert!(marked[0].contains("申请人遗失") && marked[0].contains("王晓雨"), "{}", marked[0]);

    let (stream, number) = (notice.stream.clone(), notice.number.as_str().into());
    let void = ActRequest::VoidPaper { stream, number, reason: "印错机关名称".to_owned() };
    assert_eq!(desk.act(void).await.unwrap().refusal, None);
    let refusal = asked(&desk, notice, Some("再打一份")).await.refusal.unwrap();
    assert_eq!(refusal.code, "print.voided");
    assert!(refusal.message.contains("印错机关名称"), "{}", refusal.message);
    let pdf = desk.pdf(&notice.stream, &notice.number).await.unwrap();
    let file = desk.station.home.join("voided.pdf");
    std::fs::write(&file, pdf).unwrap();
    let text = tests::devices::text_of(&file).unwrap();
    assert!(text.contains("作废·印错机关名称"), "{text}");
    let case = done.cases[0].as_str();
    let voided = format!("作废受理通知书 {}", notice.number);
    let expected = ["打印受理通知书", "补打受理通知书（第 1 次）", voided.as_str()];
    assert_eq!(log(&desk, case).await, expected);
}
