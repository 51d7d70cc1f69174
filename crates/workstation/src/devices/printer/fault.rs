//! What goes wrong with printing, said with the next step.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What is wrong with a printer or a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PrintFault {
    /// 地址有误.
    BadAddress,
    /// 连接不上.
    Unreachable,
    /// 缺纸.
    OutOfPaper,
    /// 卡纸.
    Jammed,
    /// 盖子未关.
    CoverOpen,
    /// 缺墨.
    OutOfToner,
    /// 脱机或暂停.
    Offline,
    /// 任务被打印机中止.
    Aborted,
    /// 任务在打印机上被取消.
    CancelledAtPrinter,
    /// 操作员取消.
    Cancelled,
    /// 不接受 PDF.
    FormatRefused,
    /// 不接受任务.
    JobRefused,
    /// 发送后失去联系: the paper may or may not have come out.
    Lost,
    /// 迟迟没有结果.
    TimedOut,
    /// 无法写入文件夹.
    FolderNotWritable,
    /// Another fault.
    Other,
}

impl PrintFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::BadAddress => "printer.bad_address",
            Self::Unreachable => "printer.unreachable",
            Self::OutOfPaper => "printer.out_of_paper",
            Self::Jammed => "printer.jammed",
            Self::CoverOpen => "printer.cover_open",
            Self::OutOfToner => "printer.out_of_toner",
            Self::Offline => "printer.offline",
            Self::Aborted => "printer.aborted",
            Self::CancelledAtPrinter => "printer.cancelled_at_printer",
            Self::Cancelled => "printer.cancelled",
            Self::FormatRefused => "printer.format_refused",
            Self::JobRefused => "printer.job_refused",
            Self::Lost => "printer.lost",
            Self::TimedOut => "printer.timed_out",
            Self::FolderNotWritable => "printer.folder_not_writable",
            Self::Other => "printer.other",
        }
    }

    /// What the clerk reads once nothing more will come out, with the next step.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::BadAddress => "打印机地址有误。请到管理台更正打印机地址后重新打印。",
            Self::Unreachable => "连接不上打印机。请检查电源和网线，开机后按“重新打印”。",
            Self::OutOfPaper => "打印机缺纸，任务已取消。请放入 A4 纸后按“重新打印”。",
            Self::Jammed => "打印机卡纸，任务已取消。请打开后盖取出卡住的纸，关好后按“重新打印”。",
            Self::CoverOpen => "打印机盖子没有关好，任务已取消。请关好盖子后按“重新打印”。",
            Self::OutOfToner => "打印机缺墨，任务已取消。请更换墨粉盒后按“重新打印”。",
            Self::Offline => {
                "打印机脱机或已暂停，没有打印。请在打印机面板上按“联机”后按“重新打印”。"
            }
            Self::Aborted => "打印机中止了任务。请检查打印机提示，处理后按“重新打印”。",
            Self::CancelledAtPrinter => "任务在打印机上被取消。需要时请按“重新打印”。",
            Self::Cancelled => "打印已取消。请处理好打印机后按“重新打印”。",
            Self::FormatRefused => "打印机不支持 PDF。请联系管理员通过打印队列连接该打印机。",
            Self::JobRefused => "打印机拒绝接收任务。请稍候重试；仍被拒绝请换一台打印机。",
            Self::Lost => {
                "文书已发出，但与打印机失去联系。请先看打印机是否已出纸，没有再按“重新打印”。"
            }
            Self::TimedOut => "打印机长时间没有完成任务，任务已取消。请检查打印机后按“重新打印”。",
            Self::FolderNotWritable => {
                "无法写入虚拟打印机的文件夹。请检查磁盘空间和权限后重新打印。"
            }
            Self::Other => "打印机报告故障。请查看打印机面板上的提示，处理后按“重新打印”。",
        }
    }

    /// What the clerk reads while the job waits for a person, with the next step.
    #[must_use]
    pub fn waiting_message(self) -> &'static str {
        match self {
            Self::OutOfPaper => "打印机缺纸。请放入 A4 纸，打印会自动继续。",
            Self::Jammed => "打印机卡纸。请打开后盖取出卡住的纸，关好后打印会自动继续。",
            Self::CoverOpen => "打印机盖子没有关好。请关好盖子，打印会自动继续。",
            Self::OutOfToner => "打印机缺墨。请更换墨粉盒，打印会自动继续。",
            Self::Offline => "打印机脱机或已暂停。请在打印机面板上按“联机”，打印会自动继续。",
            _ => "打印机报告故障。请查看打印机面板上的提示，处理后打印会自动继续。",
        }
    }

    /// The fault behind a printer's `printer-state-reasons` while a job is unfinished. Printers
    /// end the same reason in `-error`, `-warning` or `-report`, as they like.
    pub(super) fn from_reasons<'a>(reasons: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut reasons = reasons;
        reasons.find_map(|reason| {
            let reason = reason
                .trim_end_matches("-error")
                .trim_end_matches("-warning")
                .trim_end_matches("-report");
            match reason {
                "media-empty" | "media-needed" | "input-tray-missing" => Some(Self::OutOfPaper),
                "media-jam" => Some(Self::Jammed),
                "cover-open" | "door-open" | "interlock-open" => Some(Self::CoverOpen),
                "toner-empty" | "marker-supply-empty" => Some(Self::OutOfToner),
                "paused"
                | "moving-to-paused"
                | "shutdown"
                | "offline"
                | "connecting-to-device"
                | "timed-out"
                | "stopped-partly"
                | "stopping" => Some(Self::Offline),
                "other" => Some(Self::Other),
                // Low supplies and the like do not stop a job.
                _ => None,
            }
        })
    }
}
