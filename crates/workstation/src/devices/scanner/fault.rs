//! What goes wrong with scanning, said with the next step.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What is wrong with a scanner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ScanFault {
    /// `scanimage` is not installed.
    NotInstalled,
    /// 没有扫描仪.
    NoDevice,
    /// 卡纸.
    Jammed,
    /// 盖子未关.
    CoverOpen,
    /// 进纸器没有纸.
    NoPaper,
    /// 被占用.
    Busy,
    /// 没有使用权限.
    NoAccess,
    /// 设备中途断开.
    Gone,
    /// 不支持该设置.
    Unsupported,
    /// 没有进纸器.
    NoFeeder,
    /// 内存或临时空间不足.
    NoRoom,
    /// 图像无法读取.
    BadImage,
    /// 没有响应.
    TimedOut,
    /// 在扫描仪上被取消.
    CancelledAtScanner,
    /// Another fault.
    Other,
}

impl ScanFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotInstalled => "scanner.not_installed",
            Self::NoDevice => "scanner.no_device",
            Self::Jammed => "scanner.jammed",
            Self::CoverOpen => "scanner.cover_open",
            Self::NoPaper => "scanner.no_paper",
            Self::Busy => "scanner.busy",
            Self::NoAccess => "scanner.no_access",
            Self::Gone => "scanner.gone",
            Self::Unsupported => "scanner.unsupported",
            Self::NoFeeder => "scanner.no_feeder",
            Self::NoRoom => "scanner.no_room",
            Self::BadImage => "scanner.bad_image",
            Self::TimedOut => "scanner.timed_out",
            Self::CancelledAtScanner => "scanner.cancelled_at_scanner",
            Self::Other => "scanner.other",
        }
    }

    /// What the clerk reads, with the next step; pages that came before stay.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::NotInstalled => "本机没有安装扫描程序。请联系管理员安装 sane-utils 后重试。",
            Self::NoDevice => "找不到扫描仪。请检查电源和连接线，开机后按 F6 重试。",
            Self::Jammed => "扫描仪卡纸。请打开盖子取出卡住的纸，整理后从卡住的一页起按 F6 续扫。",
            Self::CoverOpen => "扫描仪盖子没有关好。请关好盖子后按 F6 重试。",
            Self::NoPaper => "进纸器里没有纸。请放入材料（正面朝上、对齐导板）后按 F6 重试。",
            Self::Busy => "扫描仪正被其他程序使用。请等它扫完，或关闭其他扫描程序后按 F6 重试。",
            Self::NoAccess => "没有使用扫描仪的权限。请联系管理员把当前用户加入 scanner 用户组。",
            Self::Gone => {
                "扫描仪中途断开。已扫的页已保留；请检查连接线和电源，再按 F6 续扫其余页。"
            }
            Self::Unsupported => {
                "扫描仪不支持当前设置。请改用 300 dpi 彩色重试，或到设置中更换扫描仪。"
            }
            Self::NoFeeder => "该扫描仪没有进纸器。请改用平板逐页扫描。",
            Self::NoRoom => {
                "内存或临时空间不足，扫描已停止。已扫的页已保留；请清理磁盘后按 F6 续扫。"
            }
            Self::BadImage => "这一页的图像不完整，没有保存。请重新扫描这一页。",
            Self::TimedOut => "扫描仪长时间没有响应，扫描已停止。请重新开关扫描仪后按 F6 重试。",
            Self::CancelledAtScanner => "扫描在扫描仪上被取消。需要时按 F6 重新扫描。",
            Self::Other => "扫描仪报告故障。请查看扫描仪上的提示，处理后按 F6 重试。",
        }
    }

    pub(super) fn from_start(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NotInstalled,
            std::io::ErrorKind::PermissionDenied => Self::NoAccess,
            _ => Self::Other,
        }
    }

    /// From the exit code, which is the SANE status, and the program's words. A device that
    /// fails after it had begun is gone; one that cannot be opened was never there.
    pub(super) fn from_exit(code: Option<i32>, words: &str, pages: u32) -> Self {
        if words.contains("no SANE devices found") || words.contains("open of device") {
            return if words.contains("Device busy") {
                Self::Busy
            } else if words.contains("denied") {
                Self::NoAccess
            } else {
                Self::NoDevice
            };
        }
        match code {
            Some(2) => Self::CancelledAtScanner,
            Some(3) => Self::Busy,
            Some(1 | 4) => Self::Unsupported,
            Some(6) => Self::Jammed,
            Some(7) => Self::NoPaper,
            Some(8) => Self::CoverOpen,
            Some(9) => Self::Gone,
            Some(10) => Self::NoRoom,
            Some(11) => Self::NoAccess,
            None => Self::Gone,
            Some(_) if words.contains("out of documents") && pages == 0 => Self::NoPaper,
            Some(_) if words.contains("jammed") => Self::Jammed,
            Some(_) => Self::Other,
        }
    }
}
