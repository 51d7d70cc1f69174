//! Pages of materials 材料页: kept encrypted, durable before anything names them.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::ids::BlobHash;
use jiff::Timestamp;

use super::{Core, Engine, EngineError, Open};
use crate::store::{Batch, BlobCounts, BlobKind, Lane, StoreError, blobs};

const MISSING: EngineError = EngineError::NotFound { what: "材料影像" };

impl Engine {
    /// Keeps bytes durably for a draft or an application, and answers with their hash.
    /// `owner` is `draft/<id>` or a stream's name.
    ///
    /// # Errors
    /// The disk does not take them.
    pub async fn keep_blob(
        &self,
        kind: BlobKind,
        bytes: Vec<u8>,
        owner: &str,
    ) -> Result<BlobHash, EngineError> {
        let open = self.core.opened()?;
        self.core.keep(&open, kind, bytes, Some(owner), false).await
    }

    /// A page of a draft is taken out: its bytes go if nobody else uses them.
    ///
    /// # Errors
    /// The disk does not take it.
    pub async fn drop_blob(&self, hash: &BlobHash, owner: &str) -> Result<(), EngineError> {
        let open = self.core.opened()?;
        let mut reader = open.store.reader().await?;
        let owners = blobs::owners(&mut reader, hash).await?;
        drop(reader);
        let mut batch = Batch::new();
        blobs::end_use(&mut batch, hash, owner);
        let unused = owners.iter().all(|o| o == owner);
        if unused {
            blobs::delete(&mut batch, hash.as_str());
        }
        open.store.commit(Lane::Action, batch).await?;
        if unused {
            self.core.delete_pages(&open, vec![hash.as_str().to_owned()]).await;
        }
        Ok(())
    }

    /// Bytes of a page: from here, else from the platform.
    ///
    /// # Errors
    /// It is neither here nor there, or it is damaged.
    pub async fn blob(&self, hash: &BlobHash) -> Result<Vec<u8>, EngineError> {
        let open = self.core.opened()?;
        let mut reader = open.store.reader().await?;
        let row = blobs::one(&mut reader, hash).await?;
        drop(reader);
        if row.is_some_and(|row| row.stored) {
            match self.core.read_page(&open, hash).await {
                Err(EngineError::Store(StoreError::PageDamaged { .. })) => {}
                done => return done,
            }
        }
        let bytes = self.core.fetch_blob(&open, hash).await?.ok_or(MISSING)?;
        let kept = bytes.clone();
        let kept = self.core.keep(&open, BlobKind::Page, kept, None, true).await?;
        if kept != *hash {
            return Err(MISSING);
        }
        Ok(bytes)
    }

    /// Whether a page's bytes are here.
    ///
    /// # Errors
    /// The store is not open.
    pub async fn has_blob(&self, hash: &BlobHash) -> Result<bool, EngineError> {
        let open = self.core.opened()?;
        let mut reader = open.store.reader().await?;
        Ok(blobs::one(&mut reader, hash).await?.is_some_and(|row| row.stored))
    }

    /// Pages in transport.
    ///
    /// # Errors
    /// The store is not open.
    pub async fn blob_counts(&self) -> Result<BlobCounts, EngineError> {
        let open = self.core.opened()?;
        let mut reader = open.store.reader().await?;
        Ok(blobs::counts(&mut reader).await?)
    }
}

impl Core {
    /// Writes the file first, then the row that names it.
    pub(crate) async fn keep(
        &self,
        open: &Arc<Open>,
        kind: BlobKind,
        bytes: Vec<u8>,
        owner: Option<&str>,
        sent: bool,
    ) -> Result<BlobHash, EngineError> {
        let size = bytes.len();
        let pages = open.pages.clone();
        let _naming = open.pages_gate.read().await;
        let hash = blocking(move || pages.write(&bytes)).await?;
        let now = self.options.clock.now().to_string();
        let mut batch = Batch::new();
        blobs::put(&mut batch, &hash, kind, size, sent, &now);
        if let Some(owner) = owner {
            blobs::put_use(&mut batch, &hash, owner);
        }
        open.store.commit(Lane::Action, batch).await?;
        Ok(hash)
    }

    /// Reads and checks a page's bytes.
    pub(crate) async fn read_page(
        &self,
        open: &Open,
        hash: &BlobHash,
    ) -> Result<Vec<u8>, EngineError> {
        let (pages, hash) = (open.pages.clone(), hash.clone());
        Ok(blocking(move || pages.read(&hash)).await?)
    }

    /// Takes files away whose rows are gone; one that stays behind is swept later.
    pub(crate) async fn delete_pages(&self, open: &Open, hashes: Vec<String>) {
        let done = self.delete_unnamed(open, hashes).await;
        tracing::debug!(ok = done.is_ok(), "page files deleted");
    }

    async fn delete_unnamed(&self, open: &Open, hashes: Vec<String>) -> Result<(), EngineError> {
        let _alone = open.pages_gate.write().await;
        let named = self.named_pages(open).await?;
        let pages = open.pages.clone();
        let work = move || {
            let gone = hashes.into_iter().filter(|hash| !named.contains(hash));
            gone.map(BlobHash).try_for_each(|hash| pages.delete(&hash))
        };
        Ok(blocking(work).await?)
    }

    /// Takes files away that no row names and that are older than a time: what a crash left between
    /// a file and its row.
    pub(crate) async fn sweep_pages(
        &self,
        open: &Open,
        before: Timestamp,
    ) -> Result<(), EngineError> {
        let _alone = open.pages_gate.write().await;
        let named = self.named_pages(open).await?;
        let pages = open.pages.clone();
        Ok(blocking(move || pages.sweep(&named, before)).await?)
    }

    async fn named_pages(&self, open: &Open) -> Result<BTreeSet<String>, EngineError> {
        let mut reader = open.store.reader().await?;
        let rows = blobs::stored(&mut reader).await?;
        Ok(rows.into_iter().map(|row| row.hash).collect())
    }
}

/// Runs file work on a thread that may wait.
async fn blocking<T, F>(work: F) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, StoreError> + Send + 'static,
{
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(StoreError::Internal { reason: error.to_string() }))
}
