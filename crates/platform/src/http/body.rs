//! Reading and writing bodies: size limits, gzip both ways, who calls, one log line a request.

use std::convert::Infallible;
use std::io::{Read, Write};

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::wire::access::STATION_HEADER;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::de::DeserializeOwned;

use super::App;
use crate::Caller;
use crate::error::{PlatformError, said};

/// Largest body as sent.
const SENT: usize = 16 << 20;
/// Largest body after decompression.
const UNPACKED: u64 = 64 << 20;
/// Answers below this are not worth compressing.
const SMALL: usize = 1024;

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let bearer = header(&parts.headers, header::AUTHORIZATION.as_str());
        Ok(Self {
            station: header(&parts.headers, STATION_HEADER).map(str::to_owned),
            session: bearer.and_then(|text| text.strip_prefix("Bearer ")).map(str::to_owned),
        })
    }
}

fn too_large() -> PlatformError {
    said(413, "request.too_large", "发送的内容过大，请分批发送")
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, PlatformError> {
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes)
        .take(UNPACKED + 1)
        .read_to_end(&mut unpacked)
        .map_err(|_| said(400, "request.unreadable", "发送的压缩内容损坏，请重试"))?;
    if unpacked.len() as u64 > UNPACKED {
        return Err(too_large());
    }
    Ok(unpacked)
}

/// The bytes of a body, decompressed if need be.
pub(super) struct Bytes(pub(super) Vec<u8>);

impl FromRequest<App> for Bytes {
    type Rejection = PlatformError;

    async fn from_request(request: Request, _: &App) -> Result<Self, PlatformError> {
        let packed = header(request.headers(), header::CONTENT_ENCODING.as_str()) == Some("gzip");
        let bytes = to_bytes(request.into_body(), SENT).await.map_err(|_| too_large())?;
        Ok(Self(if packed { unpack(&bytes)? } else { bytes.to_vec() }))
    }
}

/// A JSON body, `Content-Encoding: gzip` or plain.
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = PlatformError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PlatformError> {
        let Bytes(bytes) = Bytes::from_request(request, app).await?;
        // serde's own words may quote what was sent.
        let error = |_| said(400, "request.unreadable", "发送的内容格式不对，程序版本可能不一致");
        serde_json::from_slice(&bytes).map(Self).map_err(error)
    }
}

/// Compresses JSON answers for those who take it.
pub(super) async fn compress(request: Request, next: Next) -> Response {
    let takes = header(request.headers(), header::ACCEPT_ENCODING.as_str())
        .is_some_and(|accepted| accepted.contains("gzip"));
    let response = next.run(request).await;
    let json = header(response.headers(), header::CONTENT_TYPE.as_str())
        .is_some_and(|kind| kind.starts_with("application/json"));
    if !takes || !json {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Response::from_parts(parts, Body::empty());
    };
    if bytes.len() < SMALL {
        return Response::from_parts(parts, Body::from(bytes));
    }
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    let packed = packer.write_all(&bytes).and_then(|()| packer.finish());
    let Ok(packed) = packed else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(packed))
}

/// Gives axum's own refusals (a wrong method, a path or query that cannot be read) a code and words.
pub(super) async fn speak(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let json = header(response.headers(), header::CONTENT_TYPE.as_str())
        .is_some_and(|kind| kind.starts_with("application/json"));
    if !status.is_client_error() || json {
        return response;
    }
    let (code, message) = match status {
        StatusCode::METHOD_NOT_ALLOWED => ("request.method", "接口不支持这种调用方式"),
        _ => ("request.unreadable", "请求的地址或参数格式不对"),
    };
    said(status.as_u16(), code, format!("{message}，程序版本可能不一致，请联系管理员"))
        .into_response()
}

/// One line a request: method, path without its values, status.
pub(super) async fn log(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map_or_else(|| "?".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    tracing::info!(%method, route, status = response.status().as_u16(), "answered");
    response
}
