//! The bytes of pages and files: encrypted files named by hash, durable before anything names them.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::ids::BlobHash;
use domain::wire::sm3_hex;

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
        match fs::remove_file(self.path(hash)?) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(StoreError::from_io(&error))
            }
            _ => Ok(()),
        }
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
