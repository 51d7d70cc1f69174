//! What can go wrong with the store, in words that say what to do.

use thiserror::Error;

/// The store cannot do what was asked; nothing of it was done.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The file is no database of this key: wrong key, truncated head or flipped bytes.
    #[error(
        "本机数据库无法打开：文件已损坏或密钥不符。请停止使用这台电脑办件，保留数据目录，\
         联系管理员从备份恢复；已送达中心的业务不会丢失。"
    )]
    Unreadable,
    /// The file of an enrolled station is not there, or is empty.
    #[error(
        "本机数据库文件不在数据目录中或已被清空。请停止使用这台电脑办件，不要重新入网，保留数据目录，\
         联系管理员从备份恢复；已送达中心的业务不会丢失。"
    )]
    Gone,
    /// A page does not bear its seal.
    #[error(
        "本机数据库有损坏的内容，已停止读写以免扩大。请保留数据目录，联系管理员从备份恢复；\
         已送达中心的业务不会丢失。"
    )]
    Damaged,
    /// Written by a newer program.
    #[error("本机数据由更新版本的程序写入（结构 {found}，本程序 {known}）。请安装新版本后再打开。")]
    Newer {
        /// Version in the file.
        found: i64,
        /// Version of this program.
        known: i64,
    },
    /// Another program has the folder open.
    #[error("该数据目录已被另一个一窗程序打开。请切换到已打开的窗口，或先关闭它再重试。")]
    InUse,
    /// No space.
    #[error("磁盘空间不足，刚才的操作没有保存。请清理磁盘空间后重试；此前保存的内容都在。")]
    DiskFull,
    /// The disk or the folder's rights.
    #[error("无法读写数据目录：{reason}。请检查磁盘和目录权限后重试；刚才的操作没有保存。")]
    Io {
        /// The system's words.
        reason: String,
    },
    /// A page or file does not open or has another hash than its name.
    #[error("材料影像 {hash} 已损坏或缺失。请重新扫描，或等联网后从中心取回。")]
    PageDamaged {
        /// Which.
        hash: String,
    },
    /// Something that should not happen; the words help those who mend it.
    #[error(
        "本机数据库出错（{reason}），刚才的操作没有保存。请重试；仍出错时重启程序并联系管理员。"
    )]
    Internal {
        /// SQLite's words, without data.
        reason: String,
    },
}

impl StoreError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "store.unreadable",
            Self::Gone => "store.gone",
            Self::Damaged => "store.damaged",
            Self::Newer { .. } => "store.newer",
            Self::InUse => "store.in_use",
            Self::DiskFull => "store.disk_full",
            Self::Io { .. } => "store.io",
            Self::PageDamaged { .. } => "store.page_damaged",
            Self::Internal { .. } => "store.internal",
        }
    }

    /// What a failed call of the system means.
    pub(crate) fn from_io(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io { reason: error.to_string() },
        }
    }
}

/// SQLite's primary result codes that a person must hear about.
const IOERR: i32 = 10;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CANTOPEN: i32 = 14;
const READONLY: i32 = 8;
const NOTADB: i32 = 26;
/// SQLite's extended code for an index of the write-ahead log that the disk does not let grow.
const IOERR_SHMSIZE: i32 = 4874;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Io(error) = &error {
            return Self::from_io(error);
        }
        let reason = error.to_string();
        let code = error.as_database_error().and_then(|e| e.code()?.parse::<i32>().ok());
        if code == Some(IOERR_SHMSIZE) {
            return Self::DiskFull;
        }
        match code.map(|code| code & 0xff) {
            Some(NOTADB) => Self::Unreadable,
            Some(CORRUPT) => Self::Damaged,
            Some(FULL) => Self::DiskFull,
            Some(IOERR | CANTOPEN | READONLY) => Self::Io { reason },
            _ => Self::Internal { reason },
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal { reason: error.to_string() }
    }
}
