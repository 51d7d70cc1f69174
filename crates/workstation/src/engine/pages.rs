//! Pages of materials 材料页: kept encrypted, durable before anything names them.

use std::sync::Arc;

use domain::ids::BlobHash;

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
            let gone = vec![hash.as_str().to_owned()];
            self.core.delete_pages(&open, gone).await;
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

    /// Takes files away whose rows are gone; one that stays behind is swept at the next start.
    pub(crate) async fn delete_pages(&self, open: &Open, hashes: Vec<String>) {
        let pages = open.pages.clone();
        let done = blocking(move || {
            for hash in hashes {
                pages.delete(&BlobHash(hash))?;
            }
            Ok(())
        })
        .await;
        tracing::debug!(ok = done.is_ok(), "page files deleted");
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
