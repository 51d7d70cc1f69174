//! Why a file was turned away, said with the next step.

use serde::{Deserialize, Serialize};
use specta::Type;
use thiserror::Error;

/// Why a file was turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportFault {
    /// Nothing in it.
    #[error("该文件是空的。请重新选择文件，或改为扫描纸件。")]
    Empty,
    /// Over 20 MB.
    #[error("该文件超过 20 MB，不能作为材料。请压缩或拆分后重新导入，或改为扫描纸件。")]
    TooLarge,
    /// Neither image nor PDF.
    #[error(
        "该文件既不是图片（JPEG、PNG）也不是 PDF，不能作为材料。请另存为 PDF 后重新导入，或改为扫描纸件。"
    )]
    NotMaterial,
    /// A picture that cannot be read.
    #[error("该图片已损坏，无法读取。请申请人重新提供，或改为扫描纸件。")]
    BrokenImage,
    /// A picture or page far larger than paper.
    #[error("该图片的像素过大，不能作为材料。请缩小到 4000 像素以内后重新导入。")]
    TooManyPixels,
    /// A PDF with a password.
    #[error("该 PDF 设有打开密码，无法读取。请申请人去除密码后重新提供，或改为扫描纸件。")]
    EncryptedPdf,
    /// A PDF that cannot be read.
    #[error("该 PDF 已损坏，无法读取。请申请人重新提供，或改为扫描纸件。")]
    BrokenPdf,
    /// Over 100 pages.
    #[error("该 PDF 超过 100 页，不能作为一份材料。请拆分后重新导入。")]
    TooManyPages,
    /// Drawing took too long.
    #[error("该 PDF 处理时间过长，已停止。请申请人另存为普通 PDF 后重新提供，或改为扫描纸件。")]
    TooSlow,
    /// Poppler is not installed.
    #[error("本机没有安装 PDF 处理程序。请联系管理员安装 poppler-utils，或改为扫描纸件。")]
    NotInstalled,
}

impl ImportFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "import.empty",
            Self::TooLarge => "import.too_large",
            Self::NotMaterial => "import.not_material",
            Self::BrokenImage => "import.broken_image",
            Self::TooManyPixels => "import.too_many_pixels",
            Self::EncryptedPdf => "import.encrypted_pdf",
            Self::BrokenPdf => "import.broken_pdf",
            Self::TooManyPages => "import.too_many_pages",
            Self::TooSlow => "import.too_slow",
            Self::NotInstalled => "import.not_installed",
        }
    }
}
