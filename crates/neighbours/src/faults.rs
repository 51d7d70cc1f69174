//! Faults 故障: a service that is slow, down, answers 500 or answers rubbish.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::serve::Listener;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A neighbour that can be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// Certificate sharing service 电子证照共享服务.
    Certificates,
    /// ID-card reader 身份证阅读器.
    CardReader,
    /// SMS 短信.
    Sms,
    /// Rating device 评价器.
    RatingTerminal,
    /// Collecting 收款.
    Payment,
}

impl Service {
    pub(crate) const ALL: [Self; 5] =
        [Self::Certificates, Self::CardReader, Self::Sms, Self::RatingTerminal, Self::Payment];
}

/// How a neighbour misbehaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum Fault {
    /// It works.
    #[default]
    Ok,
    /// It answers after this many milliseconds.
    Slow {
        /// Milliseconds before each answer.
        millis: u64,
    },
    /// Connections are cut: the ones that are open and every new one.
    Down,
    /// HTTP 500.
    Error,
    /// An answer that is no answer.
    Rubbish,
}

/// The fault of one service, shared by its listener, its connections and its routes.
pub(crate) type Faults = Arc<watch::Sender<Fault>>;

/// What a rubbish answer says.
pub(crate) const RUBBISH: &str = "<html><body>系统升级维护中\u{0}{{";

/// Wraps routes so that they obey the fault that is set.
pub(crate) fn guard(routes: Router, faults: Faults) -> Router {
    routes.layer(middleware::from_fn_with_state(faults, misbehave))
}

async fn misbehave(State(faults): State<Faults>, request: Request, next: Next) -> Response {
    let fault = *faults.borrow();
    let websocket = request.headers().contains_key(header::UPGRADE);
    match fault {
        Fault::Ok | Fault::Down => next.run(request).await,
        Fault::Slow { millis } => {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            next.run(request).await
        }
        Fault::Error => {
            (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response()
        }
        // A WebSocket is opened first; the rubbish comes as its messages.
        Fault::Rubbish if websocket => next.run(request).await,
        Fault::Rubbish => ([(header::CONTENT_TYPE, "text/html")], RUBBISH).into_response(),
    }
}

/// A listener whose connections end as soon as the service is down.
pub(crate) struct FaultyListener {
    inner: TcpListener,
    faults: Faults,
}

impl FaultyListener {
    pub(crate) fn new(inner: TcpListener, faults: Faults) -> Self {
        Self { inner, faults }
    }
}

impl Listener for FaultyListener {
    type Io = FaultyStream;
    type Addr = std::net::SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (stream, address) = Listener::accept(&mut self.inner).await;
            if *self.faults.borrow() != Fault::Down {
                return (FaultyStream::new(stream, &self.faults), address);
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.inner.local_addr()
    }
}

/// A connection that breaks when its service goes down.
pub(crate) struct FaultyStream {
    inner: TcpStream,
    cut: Pin<Box<dyn Future<Output = ()> + Send>>,
    is_cut: bool,
}

impl FaultyStream {
    fn new(inner: TcpStream, faults: &Faults) -> Self {
        let mut watching = faults.subscribe();
        let cut = Box::pin(async move {
            // An error means that the neighbours were dropped: that cuts the connection too.
            let _ = watching.wait_for(|fault| *fault == Fault::Down).await;
        });
        Self { inner, cut, is_cut: false }
    }

    fn check(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        if self.is_cut || self.cut.as_mut().poll(cx).is_ready() {
            self.is_cut = true;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }
}

impl AsyncRead for FaultyStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check(cx)?;
        Pin::new(&mut self.inner).poll_read(cx, buf)
    }
}

impl AsyncWrite for FaultyStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check(cx)?;
        Pin::new(&mut self.inner).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check(cx)?;
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}
