//! One run of `scanimage --batch`.

use super::scratch::Scratch;
use super::{
    Cancel, PageImage, ScanFault, ScanMessage, ScanRequest, ScanSource, ScannerSettings, command,
    options_of,
};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};
use tokio::sync::mpsc;

/// Between asking a scanner to stop and ending the program.
const STOPPING: Duration = Duration::from_secs(3);

type Messages = mpsc::Sender<ScanMessage>;

/// Runs a scan and reports it.
pub(super) async fn run(
    settings: &ScannerSettings,
    request: &ScanRequest,
    cancel: &Cancel,
    messages: &Messages,
) {
    let mut scan = Scan { pages: 0, page: 1, percent: 0, words: String::new() };
    let last = match scan.run(settings, request, cancel, messages).await {
        Ok(()) => ScanMessage::Done { pages: scan.pages },
        Err(Stop::Cancelled) => ScanMessage::Cancelled { pages: scan.pages },
        Err(Stop::Fault(fault)) => ScanMessage::Failed { fault, pages: scan.pages },
    };
    // Nobody listens any more: the scan was dropped.
    let _ = messages.send(last).await;
}

enum Stop {
    Cancelled,
    Fault(ScanFault),
}

impl From<ScanFault> for Stop {
    fn from(fault: ScanFault) -> Self {
        Self::Fault(fault)
    }
}

/// How far a scan has come.
struct Scan {
    pages: u32,
    /// The page being read.
    page: u32,
    percent: u32,
    /// The program's last words.
    words: String,
}

impl Scan {
    async fn run(
        &mut self,
        settings: &ScannerSettings,
        request: &ScanRequest,
        cancel: &Cancel,
        messages: &Messages,
    ) -> Result<(), Stop> {
        let options = tokio::select! {
            options = options_of(settings, &request.device) => options?,
            () = cancel.cancelled() => return Err(Stop::Cancelled),
        };
        let source = options.source(request.source).ok_or(ScanFault::NoFeeder)?;
        let scratch = Scratch::new().map_err(|_| ScanFault::NoRoom)?;
        let mut program = command(settings);
        program
            .arg(format!("--device-name={}", request.device))
            .args(["--format=jpeg", "--progress", "--batch-print"])
            .arg(format!("--batch={}", scratch.path().join("%04d.jpg").display()))
            .args(source.map(|name| format!("--source={name}")))
            .args(options.mode(request.colour).map(|name| format!("--mode={name}")))
            .arg(format!("--resolution={}", request.dpi))
            .args(options.area())
            .args(&settings.options);
        if request.source == ScanSource::Flatbed {
            program.arg("--batch-count=1");
        }
        let mut child = program.spawn().map_err(|error| ScanFault::from_start(&error))?;
        let read = self.read(&mut child, request.dpi, settings, cancel, messages).await;
        if let Err(stop) = read {
            end(&mut child).await;
            return Err(stop);
        }
        let status = child.wait().await.map_err(|_| ScanFault::Other)?;
        self.judge(request.source, status.code())
    }

    /// Reads both pipes until the program closes them.
    async fn read(
        &mut self,
        child: &mut Child,
        dpi: u32,
        settings: &ScannerSettings,
        cancel: &Cancel,
        messages: &Messages,
    ) -> Result<(), Stop> {
        let stuck = Duration::from_secs(settings.patience_seconds.into());
        let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(ScanFault::Other.into());
        };
        let mut files: tokio::io::Lines<BufReader<ChildStdout>> = BufReader::new(stdout).lines();
        let mut words = BufReader::new(stderr);
        let (mut more_files, mut more_words) = (true, true);
        while more_files || more_words {
            tokio::select! {
                file = files.next_line(), if more_files => match file {
                    Ok(Some(path)) => self.deliver(PathBuf::from(path), dpi, messages).await?,
                    Ok(None) | Err(_) => more_files = false,
                },
                word = next_word(&mut words), if more_words => match word {
                    Some(word) => self.progress(&word, messages),
                    None => more_words = false,
                },
                () = cancel.cancelled() => return Err(Stop::Cancelled),
                () = messages.closed() => return Err(Stop::Cancelled),
                () = tokio::time::sleep(stuck) => return Err(ScanFault::TimedOut.into()),
            }
        }
        Ok(())
    }

    /// Hands on a finished page; its file goes at once.
    async fn deliver(&mut self, path: PathBuf, dpi: u32, messages: &Messages) -> Result<(), Stop> {
        let page = tokio::task::spawn_blocking(move || load(&path, dpi))
            .await
            .map_err(|_| ScanFault::BadImage)??;
        self.pages += 1;
        messages.send(ScanMessage::Page(page)).await.map_err(|_| Stop::Cancelled)
    }

    fn progress(&mut self, word: &str, messages: &Messages) {
        if let Some(page) = word.strip_prefix("Scanning page ") {
            self.page = page.trim().parse().unwrap_or(self.page);
            self.percent = 0;
            return;
        }
        let Some(rest) = word.strip_prefix("Progress: ") else {
            self.words.push_str(word);
            self.words.push('\n');
            return;
        };
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let percent = digits.parse().unwrap_or(self.percent).min(100);
        if percent != self.percent {
            self.percent = percent;
            // A busy listener may miss a step, never a page.
            let _ = messages.try_send(ScanMessage::Progress { page: self.page, percent });
        }
    }

    /// The program may end with 0 and no page when a driver dies, so pages count too.
    fn judge(&self, source: ScanSource, code: Option<i32>) -> Result<(), Stop> {
        match (code, source) {
            (Some(0), _) if self.pages > 0 => Ok(()),
            // The feeder ran empty: that is how a batch ends.
            (Some(7), ScanSource::Feeder) if self.pages > 0 => Ok(()),
            (Some(0), _) if self.words.contains("out of documents") => {
                Err(ScanFault::NoPaper.into())
            }
            (Some(0), _) => Err(ScanFault::Gone.into()),
            (code, _) => Err(ScanFault::from_exit(code, &self.words, self.pages).into()),
        }
    }
}

fn load(path: &Path, dpi: u32) -> Result<PageImage, ScanFault> {
    let jpeg = std::fs::read(path).map_err(|_| ScanFault::BadImage)?;
    let removed = std::fs::remove_file(path);
    let page = PageImage::from_jpeg(jpeg, dpi).map_err(|_| ScanFault::BadImage)?;
    removed.map_err(|_| ScanFault::NoRoom)?;
    Ok(page)
}

/// The next piece of the program's words; it ends progress with a carriage return.
async fn next_word(words: &mut BufReader<ChildStderr>) -> Option<String> {
    let mut word = Vec::new();
    loop {
        match words.read_u8().await {
            Ok(b'\r' | b'\n') if word.is_empty() => {}
            Ok(b'\r' | b'\n') => break,
            Ok(byte) => word.push(byte),
            Err(_) if word.is_empty() => return None,
            Err(_) => break,
        }
    }
    Some(String::from_utf8_lossy(&word).into_owned())
}

/// Asks the scanner to stop and, if it does not, ends the program and its children.
async fn end(child: &mut Child) {
    let Some(group) = child.id() else { return };
    signal("INT", group).await;
    if tokio::time::timeout(STOPPING, child.wait()).await.is_err() {
        signal("KILL", group).await;
        let _ = child.wait().await;
    }
}

/// The standard library can only kill one process; a driver may have helpers.
async fn signal(name: &str, group: u32) {
    let sent = Command::new("sh")
        .args(["-c", &format!("kill -{name} -{group}")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .await;
    if let Err(error) = sent {
        tracing::warn!(%error, "scanner program not signalled");
    }
}
