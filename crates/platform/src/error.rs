//! What can go wrong: a stable code, an HTTP status and a Chinese message that says what to do next.

use domain::wire::access::Failure;

/// An error of the platform (平台错误).
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// The caller asked for something that cannot be given.
    #[error("{code}: {message}")]
    Said {
        /// HTTP status.
        status: u16,
        /// Stable code.
        code: &'static str,
        /// For a person.
        message: String,
    },
    /// The store failed.
    #[error("store: {0}")]
    Store(#[from] sqlx::Error),
    /// The store could not be brought to this program's version.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The disk failed.
    #[error("disk: {0}")]
    Disk(#[from] std::io::Error),
    /// Stored text cannot be read: the store is damaged or newer than this program. What serde says
    /// may quote the text, so only the place is told.
    #[error("stored text: {:?} error at column {}", .0.classify(), .0.column())]
    Text(#[from] serde_json::Error),
    /// Anything else.
    #[error("{0}")]
    Internal(String),
}

/// Result of the platform's functions.
pub type Result<T> = std::result::Result<T, PlatformError>;

/// The caller is told `message`.
pub(crate) fn said(status: u16, code: &'static str, message: impl Into<String>) -> PlatformError {
    PlatformError::Said { status, code, message: message.into() }
}

impl PlatformError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Said { code, .. } => code,
            Self::Store(_) | Self::Disk(_) if self.is_disk_full() => "platform.disk_full",
            Self::Store(_) | Self::Migration(_) | Self::Text(_) => "platform.store",
            Self::Disk(_) => "platform.disk",
            Self::Internal(_) => "platform.internal",
        }
    }

    /// HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Said { status, .. } => *status,
            Self::Store(_) | Self::Disk(_) if self.is_disk_full() => 507,
            Self::Store(_)
            | Self::Migration(_)
            | Self::Text(_)
            | Self::Disk(_)
            | Self::Internal(_) => 500,
        }
    }

    /// What the caller reads; never a path, a query or a stored text.
    #[must_use]
    pub fn failure(&self) -> Failure {
        let message = match self {
            Self::Said { message, .. } => message.clone(),
            Self::Store(_) | Self::Disk(_) if self.is_disk_full() => {
                "平台磁盘已满，已录入的内容保存在本机；请联系管理员清理磁盘，之后自动重传"
                    .to_owned()
            }
            Self::Store(_)
            | Self::Migration(_)
            | Self::Text(_)
            | Self::Disk(_)
            | Self::Internal(_) => {
                "平台内部错误，已录入的内容保存在本机；系统会自动重试，若反复出现请联系管理员"
                    .to_owned()
            }
        };
        Failure { code: self.code().to_owned(), message }
    }

    fn is_disk_full(&self) -> bool {
        const SQLITE_FULL: &str = "13";
        match self {
            Self::Store(sqlx::Error::Database(e)) => e.code().as_deref() == Some(SQLITE_FULL),
            Self::Store(sqlx::Error::Io(e)) | Self::Disk(e) => {
                e.kind() == std::io::ErrorKind::StorageFull
            }
            Self::Said { .. }
            | Self::Store(_)
            | Self::Migration(_)
            | Self::Text(_)
            | Self::Internal(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inner_error_shows_its_code_and_nothing_else() {
        let error = PlatformError::Disk(std::io::Error::other("/secret/path"));
        assert_eq!((error.status(), error.code()), (500, "platform.disk"));
        assert!(!error.failure().message.contains("secret"));
    }

    #[test]
    fn what_stands_in_a_stored_text_is_in_no_log() {
        let error = serde_json::from_str::<u8>("\"李建国\"").unwrap_err();
        assert!(error.to_string().contains("李建国"));
        assert!(!PlatformError::Text(error).to_string().contains("李建国"));
    }

    #[test]
    fn a_full_disk_is_told() {
        let error = PlatformError::Disk(std::io::ErrorKind::StorageFull.into());
        assert_eq!((error.status(), error.code()), (507, "platform.disk_full"));
    }
}
