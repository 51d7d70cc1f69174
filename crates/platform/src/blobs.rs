//! Pages and files: content-addressed, in chunks, resumable, durable before they count as here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::ids::BlobHash;
use domain::wire::Partition;
use domain::wire::page::{BlobAnswer, BlobPresence, BlobQuestion, CHUNK, ChunkAnswer};
use domain::wire::sm3_hex;
use tokio::fs;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt, SeekFrom};
use tokio::sync::Mutex;

use crate::error::{PlatformError, Result, said};
use crate::store::station::Station;
use crate::store::{begin, page};
use crate::{Caller, Platform};

/// Where pages are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobPlace {
    /// A folder.
    Folder(PathBuf),
    /// In memory, for tests and simulation.
    Memory,
}

/// Largest blob (64 MiB): a thick PDF.
const BLOB_BYTES: u64 = 64 << 20;
/// Hashes in one question.
const QUESTION: usize = 500;

/// The blob store 影像库.
#[derive(Debug)]
pub(crate) enum Blobs {
    Folder {
        root: PathBuf,
        /// One blob is put together at a time.
        writing: Mutex<()>,
    },
    Memory(Mutex<BTreeMap<BlobHash, Vec<u8>>>),
}

impl Blobs {
    pub(crate) async fn open(place: &BlobPlace) -> Result<Self> {
        match place {
            BlobPlace::Folder(root) => {
                fs::create_dir_all(root.join("part")).await?;
                Ok(Self::Folder { root: root.clone(), writing: Mutex::new(()) })
            }
            BlobPlace::Memory => Ok(Self::Memory(Mutex::new(BTreeMap::new()))),
        }
    }

    fn whole(root: &Path, hash: &BlobHash) -> PathBuf {
        root.join(&hash.as_str()[..2]).join(hash.as_str())
    }

    fn part(root: &Path, hash: &BlobHash) -> PathBuf {
        root.join("part").join(hash.as_str())
    }

    /// Writes a chunk at its place and makes it durable.
    async fn write(&self, hash: &BlobHash, at: u64, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Folder { root, writing } => {
                let _one = writing.lock().await;
                let mut file = fs::OpenOptions::new()
                    .create(true)
                    .truncate(false)
                    .write(true)
                    .open(Self::part(root, hash))
                    .await?;
                file.seek(SeekFrom::Start(at)).await?;
                file.write_all(bytes).await?;
                file.flush().await?;
                file.sync_data().await?;
            }
            Self::Memory(blobs) => {
                let start = usize::try_from(at).unwrap_or(usize::MAX);
                let mut blobs = blobs.lock().await;
                let blob = blobs.entry(hash.clone()).or_default();
                blob.resize(blob.len().max(start + bytes.len()), 0);
                blob[start..start + bytes.len()].copy_from_slice(bytes);
            }
        }
        Ok(())
    }

    /// Checks the hash of what came and moves it to its place; false and forgotten if it is wrong.
    async fn finish(&self, hash: &BlobHash) -> Result<bool> {
        match self {
            Self::Folder { root, writing } => {
                let _one = writing.lock().await;
                let part = Self::part(root, hash);
                if sm3_hex(&fs::read(&part).await?) != hash.as_str() {
                    fs::remove_file(&part).await?;
                    return Ok(false);
                }
                let whole = Self::whole(root, hash);
                let folder = whole.parent().unwrap_or(root).to_owned();
                fs::create_dir_all(&folder).await?;
                fs::rename(&part, &whole).await?;
                fs::File::open(&folder).await?.sync_all().await?;
                Ok(true)
            }
            Self::Memory(blobs) => {
                let mut blobs = blobs.lock().await;
                let fits = blobs.get(hash).is_some_and(|blob| sm3_hex(blob) == hash.as_str());
                if !fits {
                    blobs.remove(hash);
                }
                Ok(fits)
            }
        }
    }

    async fn read(&self, hash: &BlobHash, at: u64, length: usize) -> Result<Vec<u8>> {
        match self {
            Self::Folder { root, .. } => {
                let mut file = fs::File::open(Self::whole(root, hash)).await?;
                file.seek(SeekFrom::Start(at)).await?;
                let mut bytes = vec![0; length];
                file.read_exact(&mut bytes).await?;
                Ok(bytes)
            }
            Self::Memory(blobs) => {
                let start = usize::try_from(at).unwrap_or(usize::MAX);
                let blobs = blobs.lock().await;
                blobs
                    .get(hash)
                    .and_then(|blob| blob.get(start..start + length))
                    .map(<[u8]>::to_vec)
                    .ok_or_else(|| PlatformError::Internal("blob is gone".to_owned()))
            }
        }
    }

    /// Whether the bytes of a whole blob are there, whatever they are.
    async fn is_here(&self, hash: &BlobHash, size: u64) -> bool {
        match self {
            Self::Folder { root, .. } => {
                let found = fs::metadata(Self::whole(root, hash)).await;
                found.is_ok_and(|found| found.len() == size)
            }
            Self::Memory(blobs) => blobs.lock().await.contains_key(hash),
        }
    }

    /// Whether a blob that counts as here is what its hash says.
    pub(crate) async fn is_sound(&self, hash: &BlobHash, size: u64) -> bool {
        let length = usize::try_from(size).unwrap_or(usize::MAX);
        match self.read(hash, 0, length).await {
            Ok(bytes) => sm3_hex(&bytes) == hash.as_str(),
            Err(_) => false,
        }
    }
}

fn chunk_count(size: u64) -> u32 {
    u32::try_from(size.div_ceil(CHUNK as u64)).unwrap_or(u32::MAX)
}

/// Bytes of one chunk of a blob.
fn chunk_len(size: u64, chunk: u32) -> usize {
    let left = size.saturating_sub(u64::from(chunk) * CHUNK as u64);
    usize::try_from(left).unwrap_or(CHUNK).min(CHUNK)
}

/// A hash is 64 lower-case hex digits: it becomes a file name.
fn check_hash(hash: &BlobHash) -> Result<()> {
    let text = hash.as_str();
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if text.len() == 64 && text.bytes().all(hex) {
        return Ok(());
    }
    Err(said(400, "blob.hash", "影像哈希应为 64 位小写十六进制"))
}

impl Platform {
    /// `POST /v1/blobs/have`: how much of each blob is here.
    ///
    /// # Errors
    /// The caller is no station, too many are asked for, or the store fails.
    pub async fn have(&self, caller: &Caller, ask: &BlobQuestion) -> Result<BlobAnswer> {
        if ask.hashes.len() > QUESTION {
            return Err(said(413, "blob.too_many", "一次询问的影像过多，请分批"));
        }
        let mut reader = self.0.store.reader().await?;
        self.station(&mut reader, caller).await?;
        let mut blobs = Vec::with_capacity(ask.hashes.len());
        let mut lost = Vec::new();
        for hash in &ask.hashes {
            let mut row = page::blob(&mut reader, hash).await?;
            if let Some(whole) = row.as_ref().filter(|row| row.complete)
                && !self.0.blobs.is_here(hash, whole.size).await
            {
                lost.push(hash);
                row = None;
            }
            let complete = row.as_ref().is_some_and(|row| row.complete);
            let chunks = match &row {
                Some(row) if !row.complete => page::chunks(&mut reader, hash).await?,
                Some(_) | None => Vec::new(),
            };
            blobs.push(BlobPresence {
                hash: hash.clone(),
                complete,
                size: row.map(|row| row.size),
                chunks,
            });
        }
        drop(reader);
        self.forget_lost(&lost).await?;
        Ok(BlobAnswer { blobs })
    }

    /// Blobs whose files went with a lost disk, while the backup of the store names them: they are
    /// taken again from whoever has them.
    async fn forget_lost(&self, lost: &[&BlobHash]) -> Result<()> {
        if lost.is_empty() {
            return Ok(());
        }
        tracing::warn!(blobs = lost.len(), "files of blobs are gone");
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        for hash in lost {
            page::forget(&mut tx, hash).await?;
        }
        Ok(tx.commit().await?)
    }

    /// `PUT /v1/blobs/{hash}/{chunk}?size`: one chunk; the last one to come completes the blob.
    ///
    /// # Errors
    /// The caller is no station, the chunk does not fit the size, the content is not what the hash
    /// says, or disk or store fail.
    pub async fn put_chunk(
        &self,
        caller: &Caller,
        hash: &BlobHash,
        (chunk, size): (u32, u64),
        bytes: &[u8],
    ) -> Result<ChunkAnswer> {
        check_hash(hash)?;
        if size == 0 || size > BLOB_BYTES {
            return Err(said(413, "blob.too_large", "文件为空或超过 64 MB，请拆分后再传"));
        }
        if chunk >= chunk_count(size) || bytes.len() != chunk_len(size, chunk) {
            return Err(said(400, "blob.chunk", "分块序号或长度与文件大小不符"));
        }
        let now = self.0.clock.millis();
        let known = {
            let mut writer = self.0.store.writer().await;
            let mut tx = begin(&mut writer).await?;
            let hall = self.station(&mut tx, caller).await?.row.hall;
            page::begin_blob(&mut tx, hash, size, &hall, now).await?;
            let known = page::blob(&mut tx, hash).await?;
            tx.commit().await?;
            known
        };
        if known.as_ref().is_some_and(|row| row.complete) {
            return Ok(ChunkAnswer { complete: true });
        }
        if known.is_some_and(|row| row.size != size) {
            return Err(said(409, "blob.size", "同一影像先后给出的大小不同，请重新上传"));
        }
        self.0.blobs.write(hash, u64::from(chunk) * CHUNK as u64, bytes).await?;
        self.note_chunk(hash, chunk, size).await
    }

    /// Notes a durable chunk; when all are here, checks the whole.
    async fn note_chunk(&self, hash: &BlobHash, chunk: u32, size: u64) -> Result<ChunkAnswer> {
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        page::add_chunk(&mut tx, hash, chunk).await?;
        let here = page::chunks(&mut tx, hash).await?.len();
        let whole = here == usize::try_from(chunk_count(size)).unwrap_or(usize::MAX);
        if whole {
            if self.0.blobs.finish(hash).await? {
                page::complete(&mut tx, hash).await?;
            } else {
                page::forget(&mut tx, hash).await?;
                tx.commit().await?;
                let message = "影像内容与哈希不符，已丢弃，请重新上传";
                return Err(said(422, "blob.hash_mismatch", message));
            }
        }
        tx.commit().await?;
        Ok(ChunkAnswer { complete: whole })
    }

    /// `GET /v1/blobs/{hash}/{chunk}`: one chunk of a page that the station may see, and the
    /// blob's size.
    ///
    /// # Errors
    /// The page is not here or belongs to no case of the station, or disk or store fail.
    pub async fn chunk(
        &self,
        caller: &Caller,
        hash: &BlobHash,
        chunk: u32,
    ) -> Result<(Arc<[u8]>, u64)> {
        check_hash(hash)?;
        let row = {
            let mut reader = self.0.store.reader().await?;
            let station = self.station(&mut reader, caller).await?;
            let row = page::blob(&mut reader, hash).await?.filter(|row| row.complete);
            let row =
                row.ok_or_else(|| said(404, "blob.missing", "影像尚未传到平台，请稍后再看"))?;
            let mut allowed = is_counter(&station) && row.hall == station.row.hall;
            for partition in station.partitions() {
                allowed =
                    allowed || page::allows(&mut reader, hash, &partition.to_string()).await?;
            }
            if !allowed {
                return Err(said(403, "blob.closed", "该影像不属于本部门办件的材料，不能查看"));
            }
            row
        };
        if chunk >= chunk_count(row.size) {
            return Err(said(404, "blob.chunk", "没有这个分块"));
        }
        let length = chunk_len(row.size, chunk);
        let bytes = self.0.blobs.read(hash, u64::from(chunk) * CHUNK as u64, length).await?;
        Ok((bytes.into(), row.size))
    }
}

/// A station of the hall itself, not of a department.
fn is_counter(station: &Station) -> bool {
    station.has(&Partition::Hall(station.row.hall.clone()))
}
