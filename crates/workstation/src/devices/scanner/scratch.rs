//! Where pages lie for the moment between the scanner and the store: in memory, if the system
//! has a place for that, and only for this user.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// A private directory, removed with all in it when dropped.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> std::io::Result<Self> {
        let mut name = [0_u8; 8];
        getrandom::fill(&mut name).map_err(std::io::Error::other)?;
        let path = place().join(format!("yichuang-scan-{}", hex::encode(name)));
        std::fs::DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "scanned pages left in the scratch directory");
        }
    }
}

fn place() -> PathBuf {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    [runtime, Some(PathBuf::from("/dev/shm"))]
        .into_iter()
        .flatten()
        .find(|path| path.is_dir())
        .unwrap_or_else(std::env::temp_dir)
}
