//! The wire between a station and the platform, which a test can disturb.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use futures_util::future::BoxFuture;
use platform::Platform;
use tower::ServiceExt as _;
use workstation::sync::{ByteStream, Method, Request, Response, SyncFault, Transport};

use crate::lock;

/// What happens to the next call on a wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It goes through.
    None,
    /// It never arrives.
    Lost,
    /// It arrives; its answer does not.
    AnswerLost,
    /// It arrives twice; the second answer comes back.
    Twice,
    /// No answer in time, and it never arrived.
    Slow,
    /// An answer with this status and no words.
    Status(u16),
    /// An answer that is none.
    Rubbish,
}

/// A wire between a station and the platform.
pub struct Wire {
    router: Mutex<Option<Router>>,
    troubles: Mutex<VecDeque<Trouble>>,
    /// Calls that arrived: method and path.
    pub log: Mutex<Vec<String>>,
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

impl Wire {
    /// A wire to a platform.
    #[must_use]
    pub fn to(platform: &Platform) -> Arc<Self> {
        Arc::new(Self {
            router: Mutex::new(Some(router(platform))),
            troubles: Mutex::default(),
            log: Mutex::default(),
        })
    }

    /// The platform is down.
    pub fn cut(&self) {
        *lock(&self.router) = None;
    }

    /// The platform is there, again or another one.
    pub fn join(&self, platform: &Platform) {
        *lock(&self.router) = Some(router(platform));
    }

    /// What happens to the next calls, one each.
    pub fn disturb(&self, troubles: impl IntoIterator<Item = Trouble>) {
        lock(&self.troubles).extend(troubles);
    }

    /// No more troubles.
    pub fn calm(&self) {
        lock(&self.troubles).clear();
    }

    async fn arrive(&self, request: &Request) -> Result<Response, SyncFault> {
        let router = lock(&self.router).clone();
        let router = router.ok_or(SyncFault::Unreachable)?;
        lock(&self.log).push(format!("{:?} {}", request.method, request.path));
        let mut builder = axum::http::Request::builder()
            .method(match request.method {
                Method::Get => "GET",
                Method::Post => "POST",
                Method::Put => "PUT",
                Method::Delete => "DELETE",
            })
            .uri(&request.path);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        let request = builder.body(Body::from(request.body.clone()));
        let request = request.map_err(|_| SyncFault::Rubbish)?;
        let answer = router.oneshot(request).await;
        let answer = answer.map_err(|never| match never {})?;
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), usize::MAX).await;
        Ok(Response { status, body: body.map_err(|_| SyncFault::Rubbish)?.to_vec() })
    }
}

fn router(platform: &Platform) -> Router {
    platform::http::router(platform.clone(), String::new())
}

impl Transport for Wire {
    fn call(&self, request: Request) -> BoxFuture<'_, Result<Response, SyncFault>> {
        Box::pin(async move {
            let trouble = lock(&self.troubles).pop_front().unwrap_or(Trouble::None);
            let plain =
                |status, text: &str| Ok(Response { status, body: text.as_bytes().to_vec() });
            match trouble {
                Trouble::None => self.arrive(&request).await,
                Trouble::Lost => Err(SyncFault::Unreachable),
                Trouble::Slow => Err(SyncFault::Slow),
                Trouble::AnswerLost => {
                    let _ = self.arrive(&request).await;
                    Err(SyncFault::Unreachable)
                }
                Trouble::Twice => {
                    let _ = self.arrive(&request).await;
                    self.arrive(&request).await
                }
                Trouble::Status(status) => plain(status, ""),
                Trouble::Rubbish => plain(200, "<html>请登录无线网络</html>"),
            }
        })
    }

    fn listen(&self, _: Request) -> BoxFuture<'_, Result<ByteStream, SyncFault>> {
        Box::pin(async { Err(SyncFault::Unreachable) })
    }
}
