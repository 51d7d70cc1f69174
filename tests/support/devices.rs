//! The devices of a counter as real protocols: SANE's test scanner, an IPP printer that keeps every
//! job. The demo starts the same ones (`scripts/devices.sh`).

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};

use crate::session::Running;
use crate::webdriver::free_port;

/// An A4 colour scanner with a feeder of ten pages; answers with its configuration folder.
///
/// # Errors
/// When SANE is missing.
pub fn test_scanner(folder: &Path) -> Result<PathBuf> {
    let sane = folder.join("sane");
    std::fs::create_dir_all(&sane)?;
    std::fs::write(sane.join("dll.conf"), "test\n")?;
    let usual = std::fs::read_to_string("/etc/sane.d/test.conf")
        .context("/etc/sane.d/test.conf (Debian: libsane1)")?;
    let set = [
        ("geometry_max ", "geometry_max 300.0"),
        ("br_x ", "br_x 210.0"),
        ("br_y ", "br_y 297.0"),
        ("mode ", "mode Color"),
        ("resolution ", "resolution 300.0"),
    ];
    let line = |line: &str| {
        let own = set.iter().find(|(name, _)| line.starts_with(name));
        own.map_or_else(|| line.to_owned(), |(_, own)| (*own).to_owned())
    };
    let lines: Vec<String> = usual.lines().map(line).collect();
    std::fs::write(sane.join("test.conf"), lines.join("\n") + "\n")?;
    Ok(sane)
}

/// A printer; every printed paper stays in its spool.
pub struct Printer {
    /// Address.
    pub uri: String,
    spool: PathBuf,
    _server: Running,
}

impl Printer {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// When `ippeveprinter` is missing or does not start.
    pub fn start(folder: &Path, bus: &str) -> Result<Self> {
        let spool = folder.join("spool");
        std::fs::create_dir_all(&spool)?;
        let port = free_port()?;
        let mut server = Command::new("ippeveprinter");
        server.args(["-k", "-c", "/bin/true", "-n", "localhost", "-r", "off", "-d"]).arg(&spool);
        server.args(["-f", "application/pdf,image/pwg-raster,image/jpeg", "-p", &port.to_string()]);
        server.arg("Yichuang test");
        // it wants a system bus to exist; the session's one will do
        server.env("DBUS_SYSTEM_BUS_ADDRESS", bus);
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let server = server.spawn().context("ippeveprinter (Debian: cups-ipp-utils)")?;
        let uri = format!("ipp://localhost:{port}/ipp/print");
        let printer = Self { uri, spool, _server: Running::from(server) };
        for _ in 0..400 {
            if std::net::TcpStream::connect(("localhost", port)).is_ok() {
                return Ok(printer);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the printer did not start")
    }

    /// The papers in the spool, oldest first.
    ///
    /// # Errors
    /// When the spool is gone.
    pub fn spool(&self) -> Result<Vec<PathBuf>> {
        let mut jobs: Vec<(u32, PathBuf)> = Vec::new();
        for entry in std::fs::read_dir(&self.spool)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let job = name.split('-').next().and_then(|number| number.parse().ok());
            if let Some(job) = job.filter(|_| name.ends_with(".pdf")) {
                jobs.push((job, path));
            }
        }
        jobs.sort();
        Ok(jobs.into_iter().map(|(_, path)| path).collect())
    }

    /// The texts of the papers in the spool, oldest first, without spaces and line ends: a long name
    /// may be broken over two lines of a table.
    ///
    /// # Errors
    /// When poppler is missing.
    pub fn texts(&self) -> Result<Vec<String>> {
        self.spool()?.iter().map(|file| text_of(file)).collect()
    }

    /// The text of the youngest paper that says all of `parts`, once it is in the spool: an act shows
    /// on the screen before its paper is out.
    ///
    /// # Errors
    /// When there is no such paper after a minute; says what the spool holds instead.
    pub fn paper(&self, parts: &[&str]) -> Result<String> {
        self.sheet(parts).map(|(_, text)| text)
    }

    /// The QR code of that paper, read from the paper.
    ///
    /// # Errors
    /// As [`Printer::paper`]; or it has no code.
    pub fn qr_code(&self, parts: &[&str]) -> Result<String> {
        self.sheet(parts).and_then(|(file, _)| qr_code_of(&file))
    }

    fn sheet(&self, parts: &[&str]) -> Result<(PathBuf, String)> {
        let says = |text: &str| parts.iter().all(|part| text.contains(&squeezed(part)));
        for _ in 0..300 {
            for file in self.spool()?.into_iter().rev() {
                let text = text_of(&file)?;
                if says(&text) {
                    return Ok((file, text));
                }
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        bail!("no paper says {parts:?}; the spool holds {:#?}", self.texts()?)
    }
}

/// What a scanner gun finds on the first page of a paper: its QR code, as it is printed.
///
/// # Errors
/// There is no code on it, or the programs that read it are missing.
pub fn qr_code_of(pdf: &Path) -> Result<String> {
    let mut page = Command::new("pdftoppm");
    page.args(["-r", "200", "-f", "1", "-l", "1", "-singlefile", "-png"]).arg(pdf);
    let page = page.output().context("pdftoppm (Debian: poppler-utils)")?.stdout;
    let picture = pdf.with_extension("qr.png");
    std::fs::write(&picture, page)?;
    let read = Command::new("zbarimg").args(["--quiet", "--raw"]).arg(&picture).output();
    let code = String::from_utf8(read.context("zbarimg (Debian: zbar-tools)")?.stdout)?;
    ensure!(!code.trim().is_empty(), "no code is on {}", pdf.display());
    Ok(code.trim().to_owned())
}

/// `text` without spaces and line ends.
#[must_use]
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What `pdftotext` finds in a paper, squeezed.
///
/// # Errors
/// When poppler is missing.
pub fn text_of(pdf: &Path) -> Result<String> {
    let output = Command::new("pdftotext").arg(pdf).arg("-").output();
    let output = output.context("pdftotext (Debian: poppler-utils)")?;
    Ok(squeezed(&String::from_utf8_lossy(&output.stdout)))
}
