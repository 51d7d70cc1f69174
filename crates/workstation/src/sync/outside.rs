//! Questions to outside systems through the platform: e-certificates 电子证照.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::wire::outside::{
    CertificateAnswer, CertificateFile, CertificateOpen, CertificateQuery,
};
use domain::wire::sm3_hex;

use super::{Method, SyncFault};
use crate::engine::{Engine, EngineError};

impl Engine {
    /// Which certificates a person holds.
    ///
    /// # Errors
    /// The platform or the certificate service was not reached: the original is scanned instead.
    pub async fn certificates(
        &self,
        query: &CertificateQuery,
    ) -> Result<CertificateAnswer, EngineError> {
        self.ask(Method::Post, "/v1/certificates/query", query).await
    }

    /// A certificate's data and its file's bytes, checked against its hash.
    ///
    /// # Errors
    /// As [`Engine::certificates`], or the file is damaged.
    pub async fn certificate_file(
        &self,
        open: &CertificateOpen,
    ) -> Result<(CertificateFile, Vec<u8>), EngineError> {
        let file: CertificateFile = self.ask(Method::Post, "/v1/certificates/open", open).await?;
        let bytes = STANDARD.decode(&file.content).unwrap_or_default();
        if bytes.is_empty() || sm3_hex(&bytes) != file.hash {
            return Err(SyncFault::Rubbish.into());
        }
        Ok((file, bytes))
    }
}
