//! What the engine answers when it cannot do what was asked.

use domain::refusal::Refusal;
use thiserror::Error;

use crate::keys::KeyError;
use crate::store::StoreError;
use crate::sync::SyncFault;

/// Nothing was done; the message says why and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EngineError {
    /// A rule said no.
    #[error("{}", .0.message)]
    Refused(Refusal),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Keys.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The platform.
    #[error(transparent)]
    Sync(#[from] SyncFault),
    /// Nobody is signed in.
    #[error("尚未登录或已退出登录，请先登录。")]
    SignedOut,
    /// The desk is locked.
    #[error("工作台已锁定，请输入密码解锁后继续；未提交的内容都在。")]
    DeskLocked,
    /// No such draft, application, case or page here.
    #[error("找不到{what}。它可能已被他人办结、放弃或接手，请刷新列表后再试。")]
    NotFound {
        /// What.
        what: &'static str,
    },
    /// A colleague has the draft now.
    #[error("这份草稿已由{by}接手。您刚才输入的内容已另存为副本，可在草稿列表中查看。")]
    DraftTaken {
        /// Name.
        by: String,
    },
    /// The PC's clock stands before what was recorded last.
    #[error(
        "电脑时钟（{now}）早于上次办件时间（{latest}），凭证日期会出错。请先校准电脑日期和时间，\
         再继续办理；已填内容都在。"
    )]
    ClockSetBack {
        /// Clock.
        now: String,
        /// Latest time recorded.
        latest: String,
    },
    /// The PC's clock is far from the platform's.
    #[error(
        "电脑时钟比中心{way} {minutes} 分钟，凭证日期会出错。请校准电脑日期和时间；可继续录入，\
         已填内容都在。"
    )]
    ClockWrong {
        /// 快 or 慢.
        way: &'static str,
        /// By how much.
        minutes: i64,
    },
    /// No catalogue has arrived yet.
    #[error("本机还没有事项目录。请联网等待目录下载完成，或联系管理员发布目录。")]
    NoCatalogue,
    /// The station is enrolled already.
    #[error("这台电脑已经入网为 {station}，不能重复入网。如需更换，请联系管理员。")]
    Enrolled {
        /// As which station.
        station: String,
    },
}

impl EngineError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Refused(refusal) => &refusal.code,
            Self::Store(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::Sync(fault) => fault.code(),
            Self::SignedOut => "engine.signed_out",
            Self::DeskLocked => "engine.desk_locked",
            Self::NotFound { .. } => "engine.not_found",
            Self::DraftTaken { .. } => "engine.draft_taken",
            Self::ClockSetBack { .. } => "engine.clock_set_back",
            Self::ClockWrong { .. } => "engine.clock_wrong",
            Self::NoCatalogue => "engine.no_catalogue",
            Self::Enrolled { .. } => "engine.enrolled",
        }
    }

    /// The article that a refusal rests on.
    #[must_use]
    pub fn article(&self) -> Option<&str> {
        match self {
            Self::Refused(refusal) => refusal.article.as_deref(),
            _ => None,
        }
    }
}

impl From<Refusal> for EngineError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
