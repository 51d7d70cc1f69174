//! Printing 打印 over IPP, with the printer's own job state, or into a folder.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A printer as set up on this station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PrinterSettings {
    /// Name shown to the clerk.
    pub name: String,
    /// How it is reached.
    pub driver: PrinterDriver,
}

/// How a printer is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PrinterDriver {
    /// IPP printer or queue, by URI.
    Ipp {
        /// Such as `http://localhost:631/printers/hall`.
        uri: String,
    },
    /// 虚拟打印机: each paper becomes a file in a folder.
    PdfFolder {
        /// Where.
        folder: String,
    },
}

/// Where a print job stands 打印状态, as the printer itself says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PrintState {
    /// 已排队.
    Queued,
    /// 打印中.
    Printing,
    /// 打印机等待处理: it goes on by itself once a person has mended the fault.
    Waiting {
        /// What is wrong.
        fault: PrintFault,
    },
    /// 已打印.
    Printed,
    /// 打印失败.
    Failed {
        /// Why.
        fault: PrintFault,
    },
}

/// What is wrong with a printer or a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PrintFault {
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
    /// 任务被中止.
    Aborted,
    /// 任务被取消.
    Cancelled,
    /// 不接受 PDF or 不接受任务.
    Refused,
    /// 迟迟没有结果.
    TimedOut,
    /// 无法写入文件夹.
    FolderNotWritable,
    /// Another fault.
    Other,
}

/// How a print ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PrintOutcome {
    /// `Printed` or `Failed`.
    pub state: PrintState,
    /// The printer's own number of the job 任务号.
    pub job: Option<u32>,
}
