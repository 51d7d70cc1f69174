//! Listening: TLS with the platform's own certificate; plain HTTP on loopback only.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use tokio::task::JoinHandle;

use super::router;
use crate::error::{PlatformError, Result, said};
use crate::tls::Certificates;
use crate::{Platform, tls};

/// How long open requests may take when the server stops.
const GRACE: Duration = Duration::from_secs(3);

/// Where and how to listen.
#[derive(Clone, Debug)]
pub struct Listen {
    address: SocketAddr,
    tls: Option<Arc<ServerConfig>>,
    ca: String,
}

impl Listen {
    /// TLS with the platform's own certificates.
    ///
    /// # Errors
    /// The certificates are damaged.
    pub fn tls(address: SocketAddr, certificates: &Certificates) -> Result<Self> {
        Self::with(address, &certificates.authority, &certificates.server)
    }

    /// TLS with a given certificate.
    ///
    /// # Errors
    /// The certificate is damaged.
    pub fn with(
        address: SocketAddr,
        authority: &tls::Authority,
        server: &tls::ServerCertificate,
    ) -> Result<Self> {
        Ok(Self { address, tls: Some(server.config()?), ca: authority.pem().to_owned() })
    }

    /// Plain HTTP, for a platform and a station on one machine.
    ///
    /// # Errors
    /// The address can be reached from other machines.
    pub fn plain(address: SocketAddr) -> Result<Self> {
        if !address.ip().is_loopback() {
            let message = "不加密的监听只允许在本机回环地址上使用";
            return Err(said(400, "listen.plain", message));
        }
        Ok(Self { address, tls: None, ca: String::new() })
    }
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    handle: Handle<SocketAddr>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// Starts listening; port 0 takes a free one.
    ///
    /// # Errors
    /// The address is taken or not this machine's.
    pub async fn start(platform: Platform, listen: Listen) -> Result<Self> {
        let socket = std::net::TcpListener::bind(listen.address)?;
        socket.set_nonblocking(true)?;
        let handle = Handle::new();
        let service = router(platform, listen.ca).into_make_service();
        let task = match listen.tls {
            Some(config) => {
                let config = RustlsConfig::from_config(config);
                let server = axum_server::from_tcp_rustls(socket, config)?.handle(handle.clone());
                tokio::spawn(server.serve(service))
            }
            None => {
                let server = axum_server::from_tcp(socket)?.handle(handle.clone());
                tokio::spawn(server.serve(service))
            }
        };
        let none = || PlatformError::Internal("the server did not start".to_owned());
        let address = handle.listening().await.ok_or_else(none)?;
        Ok(Self { address, handle, task })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops: open requests may finish, waiting stations are let go.
    ///
    /// # Errors
    /// The server had failed before.
    pub async fn stop(self) -> Result<()> {
        self.handle.graceful_shutdown(Some(GRACE));
        self.wait().await
    }

    /// Stops at once, in the middle of whatever is going on.
    pub fn kill(self) {
        self.handle.shutdown();
        self.task.abort();
    }

    /// Waits until the server ends.
    ///
    /// # Errors
    /// The server failed.
    pub async fn wait(self) -> Result<()> {
        match self.task.await {
            Ok(result) => Ok(result?),
            Err(error) => Err(PlatformError::Internal(error.to_string())),
        }
    }
}
