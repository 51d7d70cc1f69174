//! The way over TLS; plain HTTP only on loopback.

use std::error::Error as _;
use std::net::IpAddr;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use reqwest::Url;
use rustls::CertificateError;

use super::{ByteStream, Method, Request, Response, SyncFault, Transport, trust};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// Largest answer: a page of the feed or a chunk, far below.
const ANSWER_BYTES: usize = 256 << 20;

/// HTTPS to the platform, trusting its own CA only.
#[derive(Clone, Debug)]
pub struct HttpsTransport {
    base: Url,
    client: reqwest::Client,
}

impl HttpsTransport {
    /// A way to a platform; `ca` is its CA in PEM.
    ///
    /// # Errors
    /// The address is none, or is not TLS although it is not this machine.
    pub fn new(platform: &str, ca: Option<&str>) -> Result<Self, SyncFault> {
        let base = address(platform)?;
        if base.scheme() == "https" && ca.is_none() {
            return Err(SyncFault::CertificateUnknown);
        }
        let client = client()
            .use_preconfigured_tls(trust::trusting(ca)?)
            .build()
            .map_err(|_| SyncFault::CertificateUnknown)?;
        Ok(Self { base, client })
    }

    fn prepare(&self, request: Request) -> Result<reqwest::RequestBuilder, SyncFault> {
        let url = self.base.join(&request.path).map_err(|_| SyncFault::Unreachable)?;
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut builder = self.client.request(method, url);
        for (name, value) in request.headers {
            builder = builder.header(name, value);
        }
        Ok(builder.body(request.body))
    }
}

impl Transport for HttpsTransport {
    fn call(&self, request: Request) -> BoxFuture<'_, Result<Response, SyncFault>> {
        Box::pin(async move {
            let within = request.within;
            let builder = self.prepare(request)?.timeout(within);
            let response = builder.send().await.map_err(|error| fault(&error))?;
            let status = response.status().as_u16();
            let mut body = Vec::new();
            let mut chunks = response.bytes_stream();
            while let Some(chunk) = chunks.next().await {
                body.extend_from_slice(&chunk.map_err(|error| fault(&error))?);
                if body.len() > ANSWER_BYTES {
                    return Err(SyncFault::Rubbish);
                }
            }
            Ok(Response { status, body })
        })
    }

    fn listen(&self, request: Request) -> BoxFuture<'_, Result<ByteStream, SyncFault>> {
        Box::pin(async move {
            let response = self.prepare(request)?.send().await;
            let response = response.map_err(|error| fault(&error))?;
            let status = response.status().as_u16();
            if status != 200 {
                return Err(SyncFault::of(status, "", String::new()));
            }
            let bytes = response
                .bytes_stream()
                .map(|chunk| chunk.map(|b| b.to_vec()).map_err(|error| fault(&error)));
            Ok(bytes.boxed())
        })
    }
}

fn client() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
}

/// An address that may be spoken to: TLS, or this machine.
fn address(platform: &str) -> Result<Url, SyncFault> {
    let url = Url::parse(platform).map_err(|_| SyncFault::Unreachable)?;
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    match url.scheme() {
        "https" => Ok(url),
        "http" if loopback => Ok(url),
        _ => Err(SyncFault::CertificateUnknown),
    }
}

/// What a failed call means.
fn fault(error: &reqwest::Error) -> SyncFault {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(tls) = tls_cause(cause) {
            return match tls {
                rustls::Error::InvalidCertificate(
                    CertificateError::Expired
                    | CertificateError::ExpiredContext { .. }
                    | CertificateError::NotValidYet
                    | CertificateError::NotValidYetContext { .. },
                ) => SyncFault::CertificateExpired,
                rustls::Error::InvalidCertificate(_) => SyncFault::CertificateUnknown,
                _ => SyncFault::Rubbish,
            };
        }
        // What answers is no platform. The client keeps its own errors to itself but for their words.
        if cause.to_string().starts_with("invalid HTTP") {
            return SyncFault::Rubbish;
        }
        source = cause.source();
    }
    if error.is_timeout() {
        SyncFault::Slow
    } else if error.is_decode() {
        SyncFault::Rubbish
    } else {
        SyncFault::Unreachable
    }
}

/// The TLS error in a cause: itself, or wrapped in IO errors, whose `source` leaves it out.
fn tls_cause<'a>(cause: &'a (dyn std::error::Error + 'static)) -> Option<&'a rustls::Error> {
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(tls);
    }
    tls_cause(cause.downcast_ref::<std::io::Error>()?.get_ref()?)
}

/// Gets the platform's CA, PEM, and checks it against the fingerprint of an enrolment code; none is
/// needed on loopback.
///
/// # Errors
/// The platform is out of reach, or shows another CA.
pub async fn fetch_ca(platform: &str, fingerprint: &str) -> Result<Option<String>, SyncFault> {
    let base = address(platform)?;
    if base.scheme() == "http" {
        return Ok(None);
    }
    let (config, pinned) = trust::pinning(fingerprint)?;
    let client = client()
        .use_preconfigured_tls(config)
        .build()
        .map_err(|_| SyncFault::CertificateUnknown)?;
    let url = base.join("/v1/catalogue").map_err(|_| SyncFault::Unreachable)?;
    let answer = client.get(url).timeout(CONNECT).send().await;
    answer.map_err(|error| fault(&error))?;
    pinned.ca().map(Some).ok_or(SyncFault::CertificateUnknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_reaches_this_machine_only() {
        for good in [
            "https://platform.hall:8443",
            "http://127.0.0.1:80",
            "http://[::1]:80",
            "http://localhost:1",
        ] {
            assert!(address(good).is_ok(), "{good}");
        }
        for bad in ["http://platform.hall", "http://10.0.0.1", "ftp://127.0.0.1", "hall"] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }
}
