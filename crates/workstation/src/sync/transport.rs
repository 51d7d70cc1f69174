//! The way to the platform: over TLS in the program, in process in simulations.

use std::fmt;
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

use super::SyncFault;

/// Method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// PUT
    Put,
    /// DELETE
    Delete,
}

/// A request, complete with its headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// Path with query, from `/v1`.
    pub path: String,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Vec<u8>,
    /// How long an answer may take.
    pub within: Duration,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub body: Vec<u8>,
}

/// Bytes as they come in.
pub type ByteStream = BoxStream<'static, Result<Vec<u8>, SyncFault>>;

/// Carries requests to the platform.
pub trait Transport: Send + Sync + fmt::Debug {
    /// One request and its whole answer. An HTTP status is no fault here.
    fn call(&self, request: Request) -> BoxFuture<'_, Result<Response, SyncFault>>;

    /// An answer that does not end: the wake call.
    fn listen(&self, request: Request) -> BoxFuture<'_, Result<ByteStream, SyncFault>>;
}
