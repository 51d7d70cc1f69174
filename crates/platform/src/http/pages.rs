//! Blobs: asked for by hash, sent in chunks.

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::ids::BlobHash;
use domain::wire::page::BlobQuestion;
use serde::Deserialize;

use super::body::{Bytes, Json};
use super::{App, answer};
use crate::Caller;

/// Header that says how large the whole blob is.
pub(super) const SIZE_HEADER: &str = "x-blob-size";

#[derive(Deserialize)]
pub(super) struct Size {
    #[serde(default)]
    size: u64,
}

/// How much of each blob is here.
#[utoipa::path(post, path = "/v1/blobs/have", tag = "blobs",
    request_body = ref("#/components/schemas/BlobQuestion"),
    responses((status = 200, body = ref("#/components/schemas/BlobAnswer"))),
    security(("station" = [])))]
pub(super) async fn have(
    State(app): State<App>,
    caller: Caller,
    Json(ask): Json<BlobQuestion>,
) -> Response {
    answer(app.platform.have(&caller, &ask).await)
}

/// One chunk of 1 MiB; the last one to come completes the blob.
#[utoipa::path(put, path = "/v1/blobs/{hash}/{chunk}", tag = "blobs",
    params(("hash" = String, Path), ("chunk" = u32, Path, description = "from 0"),
        ("size" = u64, Query, description = "bytes of the whole blob")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ref("#/components/schemas/ChunkAnswer")),
        (status = 422, description = "blob.hash_mismatch",
            body = ref("#/components/schemas/Failure"))),
    security(("station" = [])))]
pub(super) async fn put_chunk(
    State(app): State<App>,
    caller: Caller,
    Path((hash, chunk)): Path<(String, u32)>,
    Query(query): Query<Size>,
    Bytes(bytes): Bytes,
) -> Response {
    let place = (chunk, query.size);
    answer(app.platform.put_chunk(&caller, &BlobHash(hash), place, &bytes).await)
}

/// One chunk of a page that the station may see; `x-blob-size` says how large the whole is.
#[utoipa::path(get, path = "/v1/blobs/{hash}/{chunk}", tag = "blobs",
    params(("hash" = String, Path), ("chunk" = u32, Path, description = "from 0")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 403, description = "blob.closed", body = ref("#/components/schemas/Failure")),
        (status = 404, description = "blob.missing", body = ref("#/components/schemas/Failure"))),
    security(("station" = [])))]
pub(super) async fn get_chunk(
    State(app): State<App>,
    caller: Caller,
    Path((hash, chunk)): Path<(String, u32)>,
) -> Response {
    match app.platform.chunk(&caller, &BlobHash(hash), chunk).await {
        Ok((bytes, size)) => {
            let kind = (header::CONTENT_TYPE, "application/octet-stream".to_owned());
            let size = (header::HeaderName::from_static(SIZE_HEADER), size.to_string());
            ([kind, size], Body::from(bytes.to_vec())).into_response()
        }
        Err(error) => error.into_response(),
    }
}
