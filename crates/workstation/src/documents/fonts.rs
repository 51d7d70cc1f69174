//! The fonts of the papers, found and parsed once.

use super::DocumentError;

/// Parsed fonts, shared by all papers of a run.
pub struct Fonts {}

impl Fonts {
    /// The fonts of this machine, parsed at the first call.
    pub fn system() -> Result<&'static Self, DocumentError> {
        Err(DocumentError::FontMissing {
            wanted: "NotoSerifCJK-Regular.ttc",
        })
    }
}
