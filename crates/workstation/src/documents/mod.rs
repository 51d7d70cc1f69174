//! Papers as PDF: one lawful [`DocumentData`] in, reproducible bytes out.

mod blocks;
mod dates;
mod fonts;
mod ink;
mod measure;
mod papers;
mod pdf;
mod qr;
mod sheet;
mod table;
#[cfg(test)]
mod tests;

pub use fonts::Fonts;

use domain::document::{DocumentData, Texts, TextsError, lawful};
use domain::ids::BlobHash;
use domain::refusal::Refusal;
use measure::Measure;
use sm3::{Digest, Sm3};
use thiserror::Error;

/// A finished paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// SM3 of the PDF.
    pub hash: BlobHash,
    /// 页数.
    pub pages: u32,
    /// Characters that no font has 缺字: printed as 〓, to be filled by hand.
    pub missing: String,
}

/// Why a paper could not be made.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// The law forbids it.
    #[error("{}", .0.message)]
    Unlawful(Refusal),
    /// No Chinese font on the system.
    #[error(
        "找不到中文字体（{wanted}）。请安装 fonts-noto-cjk，\
         或把环境变量 YICHUANG_FONT_DIR 指向存放该字体的目录，然后重试。"
    )]
    FontMissing {
        /// File that was looked for.
        wanted: &'static str,
    },
    /// A font file that cannot be read as a font.
    #[error("字体文件 {file} 已损坏，无法打印中文。请重新安装 fonts-noto-cjk 后重试。")]
    FontBroken {
        /// Which.
        file: String,
    },
    /// Fixed sentences missing or malformed.
    #[error(transparent)]
    Texts(#[from] TextsError),
    /// The file could not be put together.
    #[error("文书无法生成 PDF。请重试；仍然失败请联系管理员。")]
    NotWritten,
}

impl DocumentError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Unlawful(refusal) => &refusal.code,
            Self::FontMissing { .. } => "document.font_missing",
            Self::FontBroken { .. } => "document.font_broken",
            Self::Texts(error) => error.code(),
            Self::NotWritten => "document.not_written",
        }
    }
}

/// Lays out a paper. Equal data give equal bytes.
pub fn render(
    data: &DocumentData,
    texts: &Texts,
    fonts: &Fonts,
) -> Result<Rendered, DocumentError> {
    lawful(data).map_err(DocumentError::Unlawful)?;
    let font = fonts.file(papers::typeface(data.kind()))?;
    let measure = Measure::new(font)?;
    let (sheet, title) = papers::lay_out(data, texts, &measure);
    let (pdf, missing) = pdf::write(title, &sheet, font)?;
    let hash = BlobHash(hex::encode(Sm3::digest(&pdf)));
    let pages = u32::try_from(sheet.pages.len()).unwrap_or(u32::MAX);
    Ok(Rendered { pdf, hash, pages, missing })
}
