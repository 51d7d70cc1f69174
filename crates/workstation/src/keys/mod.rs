//! Keys 密钥: the station's signing key, the database key K and how K is sealed (design §9).
//!
//! K is sealed for each user under HKDF(keyring secret ‖ Argon2id(password)); both are needed. It is
//! also sealed under HKDF(keyring secret ‖ unlock), where the platform gives `unlock` back to a good
//! sign-in, and to the platform's recovery key, which two administrators open. Nothing else opens it:
//! there is no plain-text fallback.

mod crypto;
mod keyring;
mod seal;
mod station_file;

pub use crypto::{Crypto, PUBLIC_KEY_LEN, SIGNATURE_LEN, Secret, SoftwareCrypto};
pub use keyring::{Keyring, SystemKeyring};
pub use seal::{PasswordCost, Sealed};
pub use station_file::{LOCK_AFTER, LOCK_MINUTES, StationFile, StationIdentity, UserSeal};

pub(crate) use crypto::new_signing_key;
pub(crate) use keyring::{in_keyring, token_entry, vault_entry};
pub(crate) use seal::{open_with_unlock, seal_with_unlock};

use thiserror::Error;

/// Why a key cannot be had. Every message says what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// No secret service answers.
    #[error(
        "找不到系统密钥环，无法打开本机数据。请确认桌面会话的密钥环服务（gnome-keyring）已启动，\
         然后重新登录；数据不会丢失。"
    )]
    KeyringAbsent,
    /// The secret service is there and locked.
    #[error(
        "系统密钥环已上锁，无法打开本机数据。请先解锁系统密钥环（登录桌面的密码），再重新登录。"
    )]
    KeyringLocked,
    /// The keyring lacks the station's entry.
    #[error(
        "系统密钥环中没有本工作站的密钥。请联系管理员，由两名管理员用恢复密钥恢复；\
         本机数据没有丢失，请勿重新安装或清空数据目录。"
    )]
    KeyringEmpty,
    /// Wrong password.
    #[error("密码不正确，还可以再试 {left} 次。请核对大小写和输入法后重试。")]
    WrongPassword {
        /// Tries left.
        left: u32,
    },
    /// Wrong password or unknown account, of somebody who never signed in here.
    #[error("账号或密码不正确。请核对后重试，或请管理员重置密码。")]
    WrongUnknown,
    /// Too many wrong passwords.
    #[error("密码连续输错次数过多，该账号在本机已锁定至 {until}。请稍后再试，或请管理员重置密码。")]
    Locked {
        /// Local time of the end, `HH:MM`.
        until: String,
    },
    /// Nobody with this name ever signed in here, and the platform cannot be asked.
    #[error("您还没有在这台电脑上登录过，首次登录需要联网。请检查网络后重试，或换到登录过的窗口。")]
    NeverHere,
    /// The time of offline sign-in ran out.
    #[error("离线登录期限已过，需要联网登录一次。请检查网络后重试，或联系管理员。")]
    OfflineExpired,
    /// Sealed data does not open: damaged, or of another station.
    #[error(
        "工作站密钥文件已损坏或不属于本机（{what}）。请勿删除数据目录，联系管理员用恢复密钥恢复。"
    )]
    Damaged {
        /// Which part.
        what: &'static str,
    },
    /// The station is not enrolled.
    #[error("这台电脑还没有入网。请向管理员索取注册码，完成入网后再登录。")]
    NotEnrolled,
    /// The key file cannot be read or written.
    #[error("无法读写工作站密钥文件：{reason}。请检查磁盘空间和数据目录权限后重试。")]
    File {
        /// The system's words.
        reason: String,
    },
}

impl KeyError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::KeyringAbsent => "keys.keyring_absent",
            Self::KeyringLocked => "keys.keyring_locked",
            Self::KeyringEmpty => "keys.keyring_empty",
            Self::WrongPassword { .. } => "keys.wrong_password",
            Self::WrongUnknown => "keys.wrong_password",
            Self::Locked { .. } => "keys.locked",
            Self::NeverHere => "keys.never_here",
            Self::OfflineExpired => "keys.offline_expired",
            Self::Damaged { .. } => "keys.damaged",
            Self::NotEnrolled => "keys.not_enrolled",
            Self::File { .. } => "keys.file",
        }
    }
}
