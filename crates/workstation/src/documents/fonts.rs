//! The fonts of the papers: found on the system, read at the first paper that needs them, shared
//! by every paper of a run.

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

/// Which of the two typefaces a paper is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typeface {
    /// 宋体: formal papers.
    Song,
    /// 黑体: forms, receipts and lists.
    Hei,
}

impl Typeface {
    fn file_name(self) -> &'static str {
        match self {
            Self::Song => "NotoSerifCJK-Regular.ttc",
            Self::Hei => "NotoSansCJK-Regular.ttc",
        }
    }

    /// The face of the collection with the mainland forms of the characters.
    fn family(self) -> &'static str {
        match self {
            Self::Song => "Noto Serif CJK SC",
            Self::Hei => "Noto Sans CJK SC",
        }
    }

    /// Name in the PDF, with the tag that marks a subset.
    pub(super) fn subset_name(self) -> &'static str {
        match self {
            Self::Song => "YCSONG+NotoSerifCJKsc-Regular",
            Self::Hei => "YCHEIT+NotoSansCJKsc-Regular",
        }
    }
}

/// The fonts of this machine, shared by all papers of a run.
pub struct Fonts {
    song: Font,
    hei: Font,
}

/// One typeface: where its file lies, and the file once it was needed.
struct Font {
    path: PathBuf,
    file: OnceLock<FontFile>,
}

/// One face of a collection file, in memory.
pub(super) struct FontFile {
    pub(super) typeface: Typeface,
    pub(super) bytes: Vec<u8>,
    pub(super) index: u32,
}

impl Fonts {
    /// The fonts of this machine. A missing font is looked for again at the next call, so
    /// installing it helps without a restart.
    pub fn system() -> Result<&'static Self, DocumentError> {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        if let Some(fonts) = FONTS.get() {
            return Ok(fonts);
        }
        let named = std::env::var_os(DIRECTORY_VARIABLE).map(PathBuf::from);
        let directories: Vec<PathBuf> =
            named.into_iter().chain(DIRECTORIES.iter().map(PathBuf::from)).collect();
        let fonts = Self::find(&directories)?;
        Ok(FONTS.get_or_init(|| fonts))
    }

    /// The fonts found in these directories, the first that has one before the others.
    pub fn find(directories: &[PathBuf]) -> Result<Self, DocumentError> {
        let font = |typeface: Typeface| {
            let wanted = typeface.file_name();
            let mut paths = directories.iter().map(|directory| directory.join(wanted));
            let path = paths.find(|path| path.is_file());
            let path = path.ok_or(DocumentError::FontMissing { wanted })?;
            Ok::<_, DocumentError>(Font { path, file: OnceLock::new() })
        };
        Ok(Self { song: font(Typeface::Song)?, hei: font(Typeface::Hei)? })
    }

    /// A typeface's file, read at the first call.
    pub(super) fn file(&self, typeface: Typeface) -> Result<&FontFile, DocumentError> {
        let font = match typeface {
            Typeface::Song => &self.song,
            Typeface::Hei => &self.hei,
        };
        if let Some(file) = font.file.get() {
            return Ok(file);
        }
        let file = FontFile::read(typeface, &font.path)?;
        Ok(font.file.get_or_init(|| file))
    }
}

impl FontFile {
    fn read(typeface: Typeface, path: &Path) -> Result<Self, DocumentError> {
        let broken = || DocumentError::FontBroken { file: path.display().to_string() };
        let bytes = std::fs::read(path).map_err(|_| broken())?;
        let index = face_of(&bytes, typeface.family()).ok_or_else(broken)?;
        Ok(Self { typeface, bytes, index })
    }

    /// Its tables, ready to look characters up.
    pub(super) fn face(&self) -> Result<ttf_parser::Face<'_>, DocumentError> {
        ttf_parser::Face::parse(&self.bytes, self.index)
            .map_err(|_| DocumentError::FontBroken { file: self.typeface.file_name().to_owned() })
    }
}

fn face_of(bytes: &[u8], family: &str) -> Option<u32> {
    let faces = ttf_parser::fonts_in_collection(bytes)?;
    (0..faces).find(|index| {
        ttf_parser::Face::parse(bytes, *index).is_ok_and(|face| {
            face.names().into_iter().any(|name| {
                name.name_id == ttf_parser::name_id::FAMILY
                    && name.to_string().is_some_and(|found| found == family)
            })
        })
    })
}
