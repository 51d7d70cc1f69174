//! Scanning 扫描 by the `scanimage` program as a child process.

use super::PageImage;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A scanner found on this station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ScannerInfo {
    /// SANE device name.
    pub device: String,
    /// Vendor and model.
    pub name: String,
    /// 虚拟设备: the test device of the demo.
    pub simulated: bool,
}

/// Where the paper lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ScanSource {
    /// 平板: one page.
    Flatbed,
    /// 进纸器: all pages in it.
    Feeder,
}

/// Colour of a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ScanColour {
    /// 彩色.
    Colour,
    /// 灰度.
    Gray,
}

/// One scan 扫描任务.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ScanRequest {
    /// SANE device name.
    pub device: String,
    /// Flatbed or feeder.
    pub source: ScanSource,
    /// Colour or gray.
    pub colour: ScanColour,
    /// Resolution.
    pub dpi: u32,
}

/// What a running scan reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanMessage {
    /// Part of page `page` (from 1) has been read.
    Progress {
        /// Page, from 1.
        page: u32,
        /// 0–100.
        percent: u32,
    },
    /// A page is complete; the next one may still be moving.
    Page(PageImage),
    /// All pages came.
    Done {
        /// How many.
        pages: u32,
    },
    /// Stopped by the clerk; pages already delivered stay.
    Cancelled,
    /// Stopped by a fault; pages already delivered stay.
    Failed(ScanFault),
}

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
    /// 图像无法读取.
    BadImage,
    /// 没有响应.
    TimedOut,
    /// Another fault.
    Other,
}
