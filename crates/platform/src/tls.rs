//! The platform's own certificate authority, made at first start; stations trust nothing else.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::calendar::legal_date;
use jiff::ToSpan;
use jiff::civil::Date;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde::{Deserialize, Serialize};
use tokio::fs;

use crate::backup::write_private;
use crate::clock::Clock;
use crate::error::{PlatformError, Result};

/// The CA is good for ten years.
const CA_YEARS: i16 = 10;
/// A server certificate is good for a year and a bit, and renewed a month before.
const SERVER_DAYS: i32 = 397;
const RENEW_DAYS: i32 = 30;

fn broken(error: impl std::fmt::Display) -> PlatformError {
    PlatformError::Internal(format!("certificate: {error}"))
}

/// A certificate authority 证书机构 that signs the server's certificate.
pub struct Authority {
    certificate: String,
    key: KeyPair,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Authority(…)")
    }
}

/// A server certificate with its key, both PEM.
#[derive(Clone)]
pub struct ServerCertificate {
    /// The certificate, then the CA's.
    pub chain: String,
    /// Its key.
    pub key: String,
}

impl std::fmt::Debug for ServerCertificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerCertificate(…)")
    }
}

/// Between which days a certificate is good.
#[derive(Clone, Copy, Debug)]
pub struct Validity {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Which names stand in the server certificate, and until when it is good.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
struct Issued {
    names: Vec<String>,
    to: Date,
}

fn day(date: Date) -> Result<(i32, u8, u8)> {
    let small = |part: i8| u8::try_from(part).map_err(broken);
    Ok((i32::from(date.year()), small(date.month())?, small(date.day())?))
}

fn bound(params: &mut CertificateParams, validity: Validity) -> Result<()> {
    let (year, month, date) = day(validity.from)?;
    params.not_before = date_time_ymd(year, month, date);
    let (year, month, date) = day(validity.to)?;
    params.not_after = date_time_ymd(year, month, date);
    Ok(())
}

/// The CA's part that every signature repeats.
fn ca_params() -> Result<CertificateParams> {
    let mut params = CertificateParams::new(Vec::new()).map_err(broken)?;
    params.distinguished_name.push(DnType::CommonName, "Yichuang platform CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(params)
}

impl Authority {
    /// Makes a new one.
    ///
    /// # Errors
    /// A key cannot be drawn.
    pub fn draw(validity: Validity) -> Result<Self> {
        let key = KeyPair::generate().map_err(broken)?;
        let mut params = ca_params()?;
        bound(&mut params, validity)?;
        let certificate = params.self_signed(&key).map_err(broken)?.pem();
        Ok(Self { certificate, key })
    }

    /// The certificate as PEM.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.certificate
    }

    /// The certificate as DER, whose fingerprint stands in the enrolment codes.
    ///
    /// # Errors
    /// The stored certificate is damaged.
    pub fn der(&self) -> Result<Vec<u8>> {
        let der = CertificateDer::from_pem_slice(self.certificate.as_bytes()).map_err(broken)?;
        Ok(der.to_vec())
    }

    /// Signs a server certificate for names and addresses.
    ///
    /// # Errors
    /// A name is no host name.
    pub fn issue(&self, names: &[String], validity: Validity) -> Result<ServerCertificate> {
        let key = KeyPair::generate().map_err(broken)?;
        let mut params = CertificateParams::new(names.to_vec()).map_err(broken)?;
        params.distinguished_name.push(DnType::CommonName, "Yichuang platform");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        bound(&mut params, validity)?;
        let issuer = Issuer::new(ca_params()?, &self.key);
        let certificate = params.signed_by(&key, &issuer).map_err(broken)?;
        Ok(ServerCertificate {
            chain: format!("{}{}", certificate.pem(), self.certificate),
            key: key.serialize_pem(),
        })
    }
}

impl ServerCertificate {
    /// The configuration of a TLS server.
    ///
    /// # Errors
    /// Certificate or key are damaged.
    pub fn config(&self) -> Result<Arc<ServerConfig>> {
        let chain = CertificateDer::pem_slice_iter(self.chain.as_bytes())
            .collect::<std::result::Result<Vec<_>, _>>()
            .map_err(broken)?;
        let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes()).map_err(broken)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(broken)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(broken)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

/// The certificates of a platform in their folder.
#[derive(Debug)]
pub struct Certificates {
    /// The CA.
    pub authority: Authority,
    /// The server's certificate.
    pub server: ServerCertificate,
}

impl Certificates {
    /// Reads the folder; what is missing, about to end or lacks a name is made.
    ///
    /// # Errors
    /// The folder cannot be read or written, or its files are damaged.
    pub async fn open(folder: &Path, names: &[String], clock: &Clock) -> Result<Self> {
        fs::create_dir_all(folder).await?;
        let today = legal_date(clock.now());
        let authority = authority(folder, today).await?;
        let mut all = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
        all.extend(names.iter().filter(|name| is_remote(name)).cloned());
        let server = server(folder, &authority, all, today).await?;
        Ok(Self { authority, server })
    }
}

/// Whether a name is another than this machine's own.
fn is_remote(name: &str) -> bool {
    name != "localhost" && !name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

async fn authority(folder: &Path, today: Date) -> Result<Authority> {
    let (certificate, key) = (folder.join("ca.pem"), folder.join("ca.key"));
    if fs::try_exists(&certificate).await? {
        return Ok(Authority {
            certificate: fs::read_to_string(&certificate).await?,
            key: KeyPair::from_pem(&fs::read_to_string(&key).await?).map_err(broken)?,
        });
    }
    let authority = Authority::draw(Validity {
        from: today.saturating_sub(1.day()),
        to: today.saturating_add(CA_YEARS.years()),
    })?;
    write_private(&key, authority.key.serialize_pem().as_bytes()).await?;
    write_private(&certificate, authority.pem().as_bytes()).await?;
    Ok(authority)
}

async fn server(
    folder: &Path,
    authority: &Authority,
    names: Vec<String>,
    today: Date,
) -> Result<ServerCertificate> {
    let file = |name: &str| -> PathBuf { folder.join(name) };
    if let Ok(text) = fs::read_to_string(file("server.json")).await
        && let Ok(issued) = serde_json::from_str::<Issued>(&text)
        && issued.names == names
        && issued.to > today.saturating_add(RENEW_DAYS.days())
    {
        return Ok(ServerCertificate {
            chain: fs::read_to_string(file("server.pem")).await?,
            key: fs::read_to_string(file("server.key")).await?,
        });
    }
    let to = today.saturating_add(SERVER_DAYS.days());
    let from = today.saturating_sub(1.day());
    let server = authority.issue(&names, Validity { from, to })?;
    write_private(&file("server.key"), server.key.as_bytes()).await?;
    write_private(&file("server.pem"), server.chain.as_bytes()).await?;
    let issued = serde_json::to_string(&Issued { names, to })?;
    write_private(&file("server.json"), issued.as_bytes()).await?;
    Ok(server)
}
