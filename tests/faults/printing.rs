//! The printer: `ippeveprinter`. The act stands whatever the printer does; its paper is owed.

use domain::action::PrintOutcome;
use domain::ids::KindId;
use domain::wire::StreamId;
use serde_json::{Value, json};
use tests::printer::ScriptedPrinter as Printer;
use workstation::view::{ActOutcome, ActRequest, PaperRow, PaperState, Progress};

use super::{Desk, hall, nothing_lost};

const OWED: &str = "（欠发凭证，可补打）";

fn at(port: u16) -> Value {
    let uri = format!("ipp://localhost:{port}/ipp/print");
    json!({ "printer": { "name": "大厅打印机", "driver": { "type": "ipp", "uri": uri } } })
}

async fn received(desk: &Desk) -> ActOutcome {
    let view = desk.begin_with_page().await;
    let done = desk.receive(&view.id, true).await.unwrap();
    assert_eq!((done.refusal.as_ref(), done.message.as_str()), (None, "已收件"));
    assert_eq!(done.cases.len(), 1);
    done
}

fn owed(done: &ActOutcome, told: &str) -> PaperRow {
    let paper = done.papers[0].clone();
    assert_eq!(paper.state, PaperState::Failed);
    assert_eq!(paper.message.as_deref(), Some(format!("{told}{OWED}").as_str()));
    paper
}

/// What the history says of the paper, and the date of the act.
async fn recorded(desk: &Desk, paper: &PaperRow) -> (Option<PrintOutcome>, String) {
    let view = desk.engine().stream(&StreamId(paper.stream.clone())).await.unwrap();
    let application = view.application().unwrap();
    let outcome = application.papers[paper.number.as_str()].outcome.clone();
    (outcome, application.received_on.to_string())
}

async fn again(desk: &Desk, paper: &PaperRow, reason: Option<&str>) -> PaperRow {
    let (stream, number) = (paper.stream.clone(), paper.number.as_str().into());
    let request = ActRequest::Print { stream, number, reason: reason.map(str::to_owned) };
    desk.act(request).await.unwrap().papers.remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_a_printer_that_is_off_owes_the_paper_and_the_date_does_not_move() {
    let mut hall = hall().await;
    let port = tests::webdriver::free_port().unwrap();
    let desk = Desk::at(&mut hall, "07", "wangxy", at(port)).await;
    let done = received(&desk).await;
    let paper = owed(&done, "连接不上打印机。请检查电源和网线，开机后按“重新打印”。");
    let (outcome, date) = recorded(&desk, &paper).await;
    assert!(matches!(outcome, Some(PrintOutcome::Failed { .. })));
    assert_eq!(date, "2026-11-20");
    // The form to sign is no voucher: its failure is told, and the page stays.
    let view = desk.begin_allowance().await;
    let form = desk.print_form(&view.id, KindId::from("elder-allowance-form")).await.unwrap_err();
    assert_eq!(form.code, "printer.unreachable");
    nothing_lost(&desk, &view).await;
    // Switched on the next morning.
    hall.clock.advance(24 * 3600 * 1000);
    let printer = Printer::at(port, "exit 0").await;
    let row = again(&desk, &paper, None).await;
    assert_eq!((row.state, row.message, row.reprints), (PaperState::Printed, None, 0));
    assert_eq!(printer.spooled().len(), 1);
    let (outcome, date) = recorded(&desk, &paper).await;
    assert_eq!((outcome, date.as_str()), (Some(PrintOutcome::Printed), "2026-11-20"));
}

/// What the window is told while the printer waits.
async fn waiting(desk: &Desk, works: &mut tokio::sync::broadcast::Receiver<Progress>) -> Progress {
    let _ = desk;
    loop {
        let work = works.recv().await.unwrap();
        if work.problem.is_some() {
            return work;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_out_of_paper_is_told_while_the_job_waits_and_goes_on_by_itself() {
    let mut hall = hall().await;
    let printer = Printer::start(
        "echo 'STATE: +media-empty-error' >&2\n\
         while [ ! -e \"$FOLDER/paper\" ]; do sleep 0.05; done\n\
         echo 'STATE: -media-empty-error' >&2",
    )
    .await;
    let desk = Desk::at(&mut hall, "07", "wangxy", at(printer.port)).await;
    let mut works = desk.progress();
    let put_paper_in = async {
        let work = waiting(&desk, &mut works).await;
        assert_eq!((work.work.as_str(), work.done), ("print", false));
        assert_eq!(work.problem.as_deref(), Some("printer.out_of_paper"));
        assert_eq!(work.text, "打印机缺纸。请放入 A4 纸，打印会自动继续。");
        std::fs::write(printer.folder.path().join("paper"), "").unwrap();
    };
    let (done, ()) = tokio::join!(received(&desk), put_paper_in);
    assert_eq!(done.papers[0].state, PaperState::Printed);
    assert_eq!(printer.spooled().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_a_paper_called_off_at_an_empty_printer_is_owed() {
    let mut hall = hall().await;
    let printer = Printer::start("echo 'STATE: +media-empty-error' >&2; sleep 60").await;
    let desk = Desk::at(&mut hall, "07", "wangxy", at(printer.port)).await;
    let mut works = desk.progress();
    let call_off = async {
        waiting(&desk, &mut works).await;
        desk.cancel_print().await.unwrap();
    };
    let (done, ()) = tokio::join!(received(&desk), call_off);
    owed(&done, "打印已取消。请处理好打印机后按“重新打印”。");
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_an_aborted_job_owes_the_paper_and_printing_again_is_no_copy() {
    let mut hall = hall().await;
    let script = "[ -e \"$FOLDER/mended\" ] && exit 0\nexit 1";
    let printer = Printer::start(script).await;
    let desk = Desk::at(&mut hall, "07", "wangxy", at(printer.port)).await;
    let done = received(&desk).await;
    let paper = owed(&done, "打印机中止了任务。请检查打印机提示，处理后按“重新打印”。");
    assert!(matches!(recorded(&desk, &paper).await.0, Some(PrintOutcome::Failed { .. })));
    std::fs::write(printer.folder.path().join("mended"), "").unwrap();
    let row = again(&desk, &paper, None).await;
    assert_eq!((row.state, row.reprints), (PaperState::Printed, 0), "the first paper is no copy");
    // Only what was printed once is marked as printed again.
    assert_eq!(again(&desk, &paper, Some("第一份打花了")).await.reprints, 1);
}
