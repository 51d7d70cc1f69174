//! 虚拟打印机: the second driver, for the demo and for halls that print elsewhere.

use super::{PrintFault, PrintOutcome, PrintState};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes the paper as the next free file `title.pdf`, `title-2.pdf`, …
pub(super) async fn write(folder: &Path, title: &str, pdf: Vec<u8>) -> PrintOutcome {
    let (folder, stem) = (folder.to_owned(), file_name(title));
    let written = tokio::task::spawn_blocking(move || create(&folder, &stem, &pdf)).await;
    match written {
        Ok(Ok(())) => PrintOutcome { state: PrintState::Printed, job: None },
        Ok(Err(_)) | Err(_) => PrintOutcome::failed(PrintFault::FolderNotWritable, None),
    }
}

fn create(folder: &Path, stem: &str, pdf: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut n = 1_u32;
    let mut file = loop {
        match std::fs::File::create_new(path(folder, stem, n)) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => n += 1,
            other => break other?,
        }
    };
    tracing::trace!(target: "write_point", label = "printed_file", at = "before");
    file.write_all(pdf).and_then(|()| file.sync_all())?;
    tracing::trace!(target: "write_point", label = "printed_file", at = "after");
    Ok(())
}

fn path(folder: &Path, stem: &str, n: u32) -> PathBuf {
    let name = if n == 1 { format!("{stem}.pdf") } else { format!("{stem}-{n}.pdf") };
    folder.join(name)
}

/// The title without characters that file systems refuse.
fn file_name(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| if c.is_control() || r#"/\:*?"<>|."#.contains(c) { '_' } else { c })
        .take(60)
        .collect();
    if name.trim().is_empty() { "文书".to_owned() } else { name }
}
