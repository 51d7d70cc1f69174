//! What can go wrong on the way to the platform, in words that say what to do.

use thiserror::Error;

/// The platform was not reached, or said no. Work at the desk goes on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SyncFault {
    /// No connection.
    #[error("连不上中心，可继续办理：内容已存本机，网络恢复后自动送达。持续断网请联系管理员。")]
    Unreachable,
    /// No answer in time.
    #[error("中心响应太慢，可继续办理：内容已存本机，稍后自动重试。")]
    Slow,
    /// Answers 5xx.
    #[error("中心暂时出错（{status}），可继续办理：内容已存本机，稍后自动重试。请告知管理员。")]
    Failing {
        /// HTTP status.
        status: u16,
    },
    /// An answer that is none.
    #[error(
        "中心的回答无法识别，可继续办理：内容已存本机。网络中可能有其他设备代答，请联系管理员。"
    )]
    Rubbish,
    /// Another certificate than the one trusted at enrolment.
    #[error(
        "中心的安全证书不是入网时确认的那一个，已停止传输以防冒充；可继续办理。请立即联系管理员。"
    )]
    CertificateUnknown,
    /// The certificate ran out, or the PC's clock is wrong.
    #[error(
        "中心的安全证书已过期（或本机时间有误），已停止传输；可继续办理。请核对电脑时间并联系管理员。"
    )]
    CertificateExpired,
    /// Too fast, or full.
    #[error("中心正忙，可继续办理：内容已存本机，稍后自动重试。")]
    Busy,
    /// The platform does not know the station.
    #[error("中心不认识这台工作站，内容保存在本机。请联系管理员重新入网，不要清空数据目录。")]
    StationUnknown,
    /// The station was revoked.
    #[error("这台工作站已被停用，内容保存在本机。请联系管理员。")]
    StationRevoked,
    /// The account was revoked.
    #[error("该账号已停用，请联系管理员。")]
    UserRevoked,
    /// Wrong password.
    #[error("账号或密码不正确，请核对后重试。")]
    WrongPassword,
    /// The session at the platform ended.
    #[error("联网登录已失效，请重新登录；未提交的内容都在。")]
    SessionEnded,
    /// The enrolment code is not one, or served already.
    #[error("注册码无效、已使用或已过期。请向管理员重新索取后完整输入。")]
    CodeInvalid,
    /// The platform said no for another reason.
    #[error("{message}")]
    Said {
        /// Its code.
        code: String,
        /// Its words.
        message: String,
    },
}

impl SyncFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Unreachable => "sync.unreachable",
            Self::Slow => "sync.slow",
            Self::Failing { .. } => "sync.failing",
            Self::Rubbish => "sync.rubbish",
            Self::CertificateUnknown => "sync.certificate_unknown",
            Self::CertificateExpired => "sync.certificate_expired",
            Self::Busy => "sync.busy",
            Self::StationUnknown => "sync.station_unknown",
            Self::StationRevoked => "sync.station_revoked",
            Self::UserRevoked => "sync.user_revoked",
            Self::WrongPassword => "sync.wrong_password",
            Self::SessionEnded => "sync.session_ended",
            Self::CodeInvalid => "sync.code_invalid",
            Self::Said { code, .. } => code,
        }
    }

    /// The platform could not be asked: the desk works offline 离线.
    #[must_use]
    pub fn is_transport(&self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::Slow
                | Self::Failing { .. }
                | Self::Rubbish
                | Self::CertificateUnknown
                | Self::CertificateExpired
                | Self::Busy
        )
    }

    /// What the platform means by a status and a failure's code.
    pub(crate) fn of(status: u16, code: &str, message: String) -> Self {
        match (status, code) {
            (_, "station.unknown" | "station.other") => Self::StationUnknown,
            (_, "station.revoked") => Self::StationRevoked,
            (_, "station.code") => Self::CodeInvalid,
            (_, "user.revoked") => Self::UserRevoked,
            (_, "user.wrong") => Self::WrongPassword,
            (_, "session.ended") => Self::SessionEnded,
            (429, _) => Self::Busy,
            // An outside system behind the platform has its own words; the platform itself is well.
            (500.., code) if code.is_empty() || code.starts_with("platform.") => {
                Self::Failing { status }
            }
            _ => Self::Said { code: code.to_owned(), message },
        }
    }
}
