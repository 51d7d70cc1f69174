//! Material files 材料文件: images and PDF become pages; anything else is turned away.

use thiserror::Error;

/// Why a file was turned away.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportFault {
    /// Neither image nor PDF.
    #[error(
        "该文件既不是图片（JPEG、PNG）也不是 PDF，不能作为材料。请扫描纸件，或另存为 PDF 后重新导入。"
    )]
    NotMaterial,
}
