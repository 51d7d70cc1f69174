//! Printing on real IPP printers: `ippeveprinter`, one a test.

use super::{
    Cancel, Patience, PrintFault, PrintState, PrinterDriver, PrinterSettings, print,
    print_patiently, print_watched,
};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::watch;

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n";
const QUICK: Patience = Patience { every: Duration::from_millis(50), times: 600 };

/// A printer with its spool; its job command is a shell script.
struct Printer {
    process: Child,
    folder: TempDir,
    port: u16,
}

impl Printer {
    async fn start(script: &str, formats: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let command = folder.path().join("job.sh");
        std::fs::write(&command, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&command, std::fs::Permissions::from_mode(0o755)).unwrap();
        let spool = folder.path().join("spool");
        std::fs::create_dir(&spool).unwrap();
        let port = free_port();
        let run = "export DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS; \
                   exec ippeveprinter -k -c \"$0\" -d \"$1\" -f \"$2\" -p \"$3\" \
                   -n localhost -r off Hall";
        let process = Command::new("dbus-run-session")
            .args(["--", "sh", "-c", run])
            .arg(&command)
            .arg(&spool)
            .args([formats, &port.to_string()])
            .env("FOLDER", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap();
        let printer = Self { process, folder, port };
        for _ in 0..400 {
            if tokio::net::TcpStream::connect(("localhost", port)).await.is_ok() {
                return printer;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the printer did not start");
    }

    async fn with(script: &str) -> Self {
        Self::start(script, "application/pdf").await
    }

    fn settings(&self) -> PrinterSettings {
        ipp(&format!("ipp://localhost:{}/ipp/print", self.port))
    }

    fn flag(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn spooled(&self) -> Vec<PathBuf> {
        let spool = files(&self.folder.path().join("spool"));
        spool
            .into_iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == "pdf"))
            .collect()
    }

    fn off(&mut self) {
        let group = format!("-{}", self.process.id());
        let _ = Command::new("sh").args(["-c", "kill -KILL \"$0\"", &group]).status();
        let _ = self.process.wait();
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        self.off();
    }
}

fn ipp(uri: &str) -> PrinterSettings {
    PrinterSettings {
        name: "大厅打印机".to_owned(),
        driver: PrinterDriver::Ipp { uri: uri.to_owned() },
        simulated: true,
    }
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

async fn wait_for(states: &mut watch::Receiver<PrintState>, state: &PrintState) {
    tokio::time::timeout(Duration::from_secs(60), states.wait_for(|seen| seen == state))
        .await
        .unwrap_or_else(|_| panic!("{state:?} never came"))
        .unwrap();
}

fn failed(fault: PrintFault) -> PrintState {
    PrintState::Failed { fault }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_comes_out_as_it_went_in() {
    let printer = Printer::with("exit 0").await;
    let outcome =
        print(&printer.settings(), "受理通知书 越疾控卫许受〔2026〕318号", PDF.to_vec()).await;
    assert!(outcome.is_printed(), "{outcome:?}");
    assert!(outcome.job.is_some());
    let spooled = printer.spooled();
    assert_eq!(spooled.len(), 1, "{spooled:?}");
    assert_eq!(std::fs::read(&spooled[0]).unwrap(), PDF);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_is_off_is_told_at_once() {
    let off = ipp(&format!("ipp://localhost:{}/ipp/print", free_port()));
    let outcome = print(&off, "文书", PDF.to_vec()).await;
    assert_eq!(outcome.state, failed(PrintFault::Unreachable));
    let outcome = print(&ipp("not an address"), "文书", PDF.to_vec()).await;
    assert_eq!(outcome.state, failed(PrintFault::BadAddress));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_aborted_job_is_no_paper() {
    let printer = Printer::with("exit 1").await;
    let outcome = print(&printer.settings(), "文书", PDF.to_vec()).await;
    assert_eq!(outcome.state, failed(PrintFault::Aborted));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_format_the_printer_refuses_is_said() {
    let printer = Printer::start("exit 0", "image/jpeg").await;
    let outcome = print(&printer.settings(), "文书", PDF.to_vec()).await;
    assert_eq!(outcome.state, failed(PrintFault::FormatRefused));
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_paper_waits_and_goes_on_when_paper_is_there() {
    for (reason, fault) in [
        ("media-empty-error", PrintFault::OutOfPaper),
        ("media-jam-error", PrintFault::Jammed),
        ("cover-open", PrintFault::CoverOpen),
        ("toner-empty", PrintFault::OutOfToner),
    ] {
        let printer = Printer::with(&format!(
            "echo 'STATE: +{reason}' >&2\n\
             while [ ! -e \"$FOLDER/mended\" ]; do sleep 0.05; done\n\
             echo 'STATE: -{reason}' >&2"
        ))
        .await;
        let states = watch::Sender::new(PrintState::Queued);
        let mut seen = states.subscribe();
        let (settings, flag) = (printer.settings(), printer.flag("mended"));
        let printing = tokio::spawn(async move {
            print_watched(&settings, "文书", PDF.to_vec(), &states, &Cancel::default()).await
        });
        wait_for(&mut seen, &PrintState::Waiting { fault }).await;
        std::fs::write(flag, "").unwrap();
        assert!(printing.await.unwrap().is_printed(), "{reason}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_called_off_ends_at_the_printer_too() {
    let printer = Printer::with("sleep 60").await;
    let states = watch::Sender::new(PrintState::Queued);
    let mut seen = states.subscribe();
    let (settings, cancel) = (printer.settings(), Cancel::default());
    let handle = cancel.clone();
    let printing = tokio::spawn(async move {
        print_watched(&settings, "文书", PDF.to_vec(), &states, &cancel).await
    });
    wait_for(&mut seen, &PrintState::Printing).await;
    handle.cancel();
    assert_eq!(printing.await.unwrap().state, failed(PrintFault::Cancelled));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_never_ends_is_given_up_with_its_reason() {
    let printer = Printer::with("echo 'STATE: +media-empty-error' >&2; sleep 60").await;
    let patience = Patience { times: 40, ..QUICK };
    let states = watch::Sender::new(PrintState::Queued);
    let outcome = print_patiently(
        &printer.settings(),
        "文书",
        PDF.to_vec(),
        &states,
        &Cancel::default(),
        patience,
    )
    .await;
    assert_eq!(outcome.state, failed(PrintFault::OutOfPaper));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_lost_after_the_paper_was_sent_is_not_called_unreachable() {
    let mut printer = Printer::with("sleep 60").await;
    let states = watch::Sender::new(PrintState::Queued);
    let mut seen = states.subscribe();
    let settings = printer.settings();
    let printing = tokio::spawn(async move {
        let cancel = Cancel::default();
        print_patiently(&settings, "文书", PDF.to_vec(), &states, &cancel, QUICK).await
    });
    wait_for(&mut seen, &PrintState::Printing).await;
    printer.off();
    assert_eq!(printing.await.unwrap().state, failed(PrintFault::Lost));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_folder_printer_keeps_every_paper() {
    let folder = tempfile::tempdir().unwrap();
    let settings = PrinterSettings {
        name: "虚拟打印机".to_owned(),
        driver: PrinterDriver::PdfFolder { folder: folder.path().display().to_string() },
        simulated: true,
    };
    for _ in 0..2 {
        assert!(print(&settings, "收件凭证/1207..号", PDF.to_vec()).await.is_printed());
    }
    let names: Vec<_> = files(folder.path())
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["收件凭证_1207__号-2.pdf", "收件凭证_1207__号.pdf"]);
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let driver = PrinterDriver::PdfFolder { folder: file.display().to_string() };
    let outcome = print(&PrinterSettings { driver, ..settings }, "文书", PDF.to_vec()).await;
    assert_eq!(outcome.state, failed(PrintFault::FolderNotWritable));
}

#[test]
fn low_supplies_stop_nothing_and_every_fault_says_the_next_step() {
    let reasons = |reasons: &[&str]| PrintFault::from_reasons(reasons.iter().copied());
    assert_eq!(reasons(&["none"]), None);
    assert_eq!(reasons(&["toner-low-warning", "media-low"]), None);
    assert_eq!(reasons(&["media-empty-warning"]), Some(PrintFault::OutOfPaper));
    assert_eq!(reasons(&["toner-low", "media-needed"]), Some(PrintFault::OutOfPaper));
    assert_eq!(reasons(&["door-open-error"]), Some(PrintFault::CoverOpen));
    assert_eq!(reasons(&["paused"]), Some(PrintFault::Offline));
    let all = [
        PrintFault::BadAddress,
        PrintFault::Unreachable,
        PrintFault::OutOfPaper,
        PrintFault::Offline,
        PrintFault::Aborted,
        PrintFault::Lost,
        PrintFault::TimedOut,
        PrintFault::Other,
    ];
    for fault in all {
        assert!(fault.message().contains('请'), "{}", fault.code());
    }
}
