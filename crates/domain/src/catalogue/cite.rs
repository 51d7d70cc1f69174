//! What a rule rests on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A rule cited 办理依据: law and article, or what is still to be confirmed 待核.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    pub law: String,
    #[serde(default)]
    pub article: Option<String>,
    /// 待核: what nobody has read in the text yet.
    #[serde(default)]
    pub pending: Option<String>,
}

impl Cite {
    /// As papers cite it: the title in its marks, what stands behind it such as a document number,
    /// and the article.
    #[must_use]
    pub fn zh(&self) -> String {
        let law = match self.law.split_once('（') {
            _ if self.law.starts_with('《') => self.law.clone(),
            Some((title, rest)) => format!("《{title}》（{rest}"),
            None => format!("《{}》", self.law),
        };
        format!("{law}{}", self.article.as_deref().unwrap_or_default())
    }
}
