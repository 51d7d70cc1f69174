//! Pages and files 材料影像: asked for by hash, sent in chunks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::BlobHash;

/// Bytes of every chunk but the last (1 MiB).
pub const CHUNK: usize = 1 << 20;

/// `POST /v1/blobs/have`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlobQuestion {
    /// Hashes, at most 500.
    pub hashes: Vec<BlobHash>,
}

/// Answer: one per hash, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlobAnswer {
    /// What the platform has.
    pub blobs: Vec<BlobPresence>,
}

/// How much of a blob the platform has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlobPresence {
    /// Which.
    pub hash: BlobHash,
    /// All of it, checked against the hash and durable.
    pub complete: bool,
    /// Bytes, once a chunk came or it is complete.
    pub size: Option<u64>,
    /// Chunks that are here already, while it is not complete.
    pub chunks: Vec<u32>,
}

/// Answer to `PUT /v1/blobs/{hash}/{chunk}?size=BYTES`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChunkAnswer {
    /// The blob is whole, its hash is right and it is durable.
    pub complete: bool,
}
