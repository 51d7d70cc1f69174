//! The fonts of the papers: found on the system, read once, shared by every paper of a run.

use super::DocumentError;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Directory that a hall may name instead of the system's.
const DIRECTORY_VARIABLE: &str = "YICHUANG_FONT_DIR";
const DIRECTORIES: [&str; 6] = [
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/google-noto-serif-cjk-fonts",
    "/usr/share/fonts/truetype/noto",
    "/usr/local/share/fonts",
];
const FAMILY: &str = "Noto Serif CJK SC";

/// Parsed fonts, shared by all papers of a run.
pub struct Fonts {
    pub(super) regular: FontFile,
    pub(super) bold: FontFile,
}

/// One face of a collection file.
pub(super) struct FontFile {
    pub(super) bytes: Vec<u8>,
    pub(super) index: u32,
    /// Name in the PDF, with the tag that marks a subset.
    pub(super) subset_name: &'static str,
    pub(super) weight: u16,
}

impl Fonts {
    /// The fonts of this machine, read at the first call; a missing font is looked for again at
    /// the next, so installing it helps without a restart.
    pub fn system() -> Result<&'static Self, DocumentError> {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        if let Some(fonts) = FONTS.get() {
            return Ok(fonts);
        }
        let named = std::env::var_os(DIRECTORY_VARIABLE).map(PathBuf::from);
        let directories: Vec<PathBuf> = named
            .into_iter()
            .chain(DIRECTORIES.iter().map(PathBuf::from))
            .collect();
        let fonts = Self::read(&directories)?;
        Ok(FONTS.get_or_init(|| fonts))
    }

    /// The fonts found in the first of these directories that has them.
    pub fn read(directories: &[PathBuf]) -> Result<Self, DocumentError> {
        Ok(Self {
            regular: FontFile::read(
                directories,
                "NotoSerifCJK-Regular.ttc",
                "YCREGU+NotoSerifCJKsc-Regular",
                400,
            )?,
            bold: FontFile::read(
                directories,
                "NotoSerifCJK-Bold.ttc",
                "YCBOLD+NotoSerifCJKsc-Bold",
                700,
            )?,
        })
    }
}

impl FontFile {
    fn read(
        directories: &[PathBuf],
        name: &'static str,
        subset_name: &'static str,
        weight: u16,
    ) -> Result<Self, DocumentError> {
        let path = directories
            .iter()
            .map(|directory| directory.join(name))
            .find(|path| path.is_file())
            .ok_or(DocumentError::FontMissing { wanted: name })?;
        let broken = || DocumentError::FontBroken { file: shown(&path) };
        let bytes = std::fs::read(&path).map_err(|_| broken())?;
        let index = simplified_face(&bytes).ok_or_else(broken)?;
        Ok(Self {
            bytes,
            index,
            subset_name,
            weight,
        })
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The face of the collection with the mainland forms of the characters.
fn simplified_face(bytes: &[u8]) -> Option<u32> {
    let faces = ttf_parser::fonts_in_collection(bytes)?;
    (0..faces).find(|index| {
        ttf_parser::Face::parse(bytes, *index).is_ok_and(|face| {
            face.names().into_iter().any(|name| {
                name.name_id == ttf_parser::name_id::FAMILY
                    && name
                        .to_string()
                        .is_some_and(|family| family.starts_with(FAMILY))
            })
        })
    })
}
