//! The bytes of pages and files: encrypted files named by hash, durable before anything names them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::ids::BlobHash;
use domain::wire::sm3_hex;
use jiff::Timestamp;

use super::StoreError;
use crate::clock::Clock;
use crate::keys::{Crypto, Secret};

const LABEL: &str = "yichuang page v1";

/// The folder of pages.
#[derive(Clone, Debug)]
pub(crate) struct PageFiles {
    folder: PathBuf,
    key: Secret,
    crypto: Arc<dyn Crypto>,
    clock: Arc<dyn Clock>,
}

impl PageFiles {
    /// The pages of a home, under a key derived from K.
    pub(crate) fn new(
        home: &Path,
        key: &Secret,
        crypto: Arc<dyn Crypto>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { folder: home.join("blobs"), key: crypto.derive(&[&key.0], LABEL), crypto, clock }
    }

    fn path(&self, hash: &BlobHash) -> Result<PathBuf, StoreError> {
        let name = hash.as_str();
        let well_formed = name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit());
        match name.get(..2) {
            // A hash from outside must never become another path.
            Some(shelf) if well_formed => Ok(self.folder.join(shelf).join(name)),
            _ => Err(damaged(hash)),
        }
    }

    /// Writes bytes durably and answers with their hash. Blocks: call it off the runtime.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<BlobHash, StoreError> {
        let hash = BlobHash(sm3_hex(bytes));
        let path = self.path(&hash)?;
        if path.exists() && self.read(&hash).is_ok() {
            return Ok(hash);
        }
        let sealed = self.crypto.seal(self.clock.as_ref(), &self.key, hash.as_str(), bytes);
        tracing::trace!(target: "write_point", label = "page_file", at = "before");
        write_durably(&path, &sealed, &self.clock.token())
            .map_err(|error| StoreError::from_io(&error))?;
        tracing::trace!(target: "write_point", label = "page_file", at = "after");
        Ok(hash)
    }

    /// Reads and checks the bytes of a hash. Blocks.
    pub(crate) fn read(&self, hash: &BlobHash) -> Result<Vec<u8>, StoreError> {
        let sealed = match fs::read(self.path(hash)?) {
            Ok(sealed) => sealed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(damaged(hash)),
            Err(error) => return Err(StoreError::from_io(&error)),
        };
        self.crypto
            .open(&self.key, hash.as_str(), &sealed)
            .filter(|bytes| sm3_hex(bytes) == hash.as_str())
            .ok_or_else(|| damaged(hash))
    }

    /// Takes the bytes of a hash away; none there is no error. Blocks.
    pub(crate) fn delete(&self, hash: &BlobHash) -> Result<(), StoreError> {
        remove(&self.path(hash)?).map_err(|error| StoreError::from_io(&error))
    }
}

impl PageFiles {
    /// Takes files away that are not named and older than a time. Blocks.
    pub(crate) fn sweep(
        &self,
        named: &BTreeSet<String>,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        let swept = || -> io::Result<()> {
            for shelf in entries(&self.folder)? {
                for file in entries(&shelf)? {
                    let name = file.file_name().unwrap_or_default().to_string_lossy();
                    let written = Timestamp::try_from(fs::metadata(&file)?.modified()?);
                    let old = written.is_ok_and(|written| written < before);
                    if old && !named.contains(name.as_ref()) {
                        remove(&file)?;
                    }
                }
            }
            Ok(())
        };
        swept().map_err(|error| StoreError::from_io(&error))
    }
}

/// What stands in a folder; nothing if there is none.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
        Ok(found) => found.map(|entry| Ok(entry?.path())).collect(),
    }
}

fn remove(path: &Path) -> io::Result<()> {
    tracing::trace!(target: "write_point", label = "page_file_gone", at = "before");
    let done = fs::remove_file(path);
    tracing::trace!(target: "write_point", label = "page_file_gone", at = "after");
    match done {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn damaged(hash: &BlobHash) -> StoreError {
    StoreError::PageDamaged { hash: hash.as_str().chars().take(12).collect() }
}

/// Whole or not at all: written beside, synced, renamed, and the folder synced.
fn write_durably(path: &Path, bytes: &[u8], token: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    if !folder.exists() {
        fs::create_dir_all(folder)?;
        // The entries of new folders must last as well.
        for above in folder.ancestors().skip(1).take(2) {
            File::open(above)?.sync_all()?;
        }
    }
    let fresh = folder.join(format!("{token}.new"));
    let mut file = File::create(&fresh)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    if let Err(error) = written.and_then(|()| fs::rename(&fresh, path)) {
        let _ = fs::remove_file(&fresh);
        return Err(error);
    }
    File::open(folder)?.sync_all()
}
