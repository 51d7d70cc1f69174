//! Titles and fixed sentences 固定文字 of papers: data of the hall (`forms/documents/*.yaml`),
//! checked when loaded so that a paper can never lack one while a person waits for it.

use super::{DocumentKind, Nature};
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// The texts of every kind of paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    kinds: BTreeMap<DocumentKind, KindTexts>,
}

/// One file of `forms/documents`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct KindTexts {
    /// Which paper.
    kind: DocumentKind,
    /// 标题 by nature of the procedure.
    titles: Titles,
    /// Sentences by key; `{name}` is filled from the paper's data.
    sentences: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Titles {
    permit: String,
    other_act: String,
    service: String,
}

/// Why the texts cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum TextsError {
    /// Not YAML of the right shape.
    #[error("文书文字 {file} 无法读取：{reason}。请按原文件的格式修改后重试。")]
    Format {
        /// File name.
        file: String,
        /// Parser's words, with the line.
        reason: String,
    },
    /// A kind of paper has no file.
    #[error("缺少文书文字：{kind}.yaml。请从安装包恢复该文件。")]
    MissingKind {
        /// Which.
        kind: &'static str,
    },
    /// A sentence is missing.
    #[error("文书文字 {kind}.yaml 缺少句子 {key}。请补上后重试。")]
    MissingSentence {
        /// Which paper.
        kind: &'static str,
        /// Which sentence.
        key: &'static str,
    },
    /// A placeholder that nothing fills, or a sentence that nothing prints.
    #[error("文书文字 {kind}.yaml 的 {key} 不能使用：{reason}")]
    Unknown {
        /// Which paper.
        kind: &'static str,
        /// Which sentence.
        key: String,
        /// What is wrong.
        reason: String,
    },
}

impl TextsError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Format { .. } => "texts.format",
            Self::MissingKind { .. } => "texts.missing_kind",
            Self::MissingSentence { .. } => "texts.missing_sentence",
            Self::Unknown { .. } => "texts.unknown",
        }
    }
}

impl Texts {
    /// Reads one YAML file a kind, given as (file name, content).
    pub fn from_yaml(files: &[(&str, &str)]) -> Result<Self, TextsError> {
        let mut kinds = BTreeMap::new();
        for (file, content) in files {
            let texts: KindTexts =
                serde_saphyr::from_str(content).map_err(|error| TextsError::Format {
                    file: (*file).to_owned(),
                    reason: error.to_string(),
                })?;
            kinds.insert(texts.kind, texts);
        }
        for kind in DocumentKind::ALL {
            let Some(texts) = kinds.get(&kind) else {
                return Err(TextsError::MissingKind { kind: kind.code() });
            };
            check(kind, texts)?;
        }
        Ok(Self { kinds })
    }

    /// Title 标题 of a kind under a procedure's nature.
    #[must_use]
    pub fn title(&self, kind: DocumentKind, nature: Nature) -> &str {
        self.kinds.get(&kind).map_or("", |texts| match nature {
            Nature::Permit => &texts.titles.permit,
            Nature::OtherAct => &texts.titles.other_act,
            Nature::Service => &texts.titles.service,
        })
    }

    /// A sentence with its placeholders filled.
    #[must_use]
    pub fn sentence(&self, kind: DocumentKind, key: &str, values: &[(&str, &str)]) -> String {
        let template = self
            .kinds
            .get(&kind)
            .and_then(|texts| texts.sentences.get(key));
        values.iter().fold(
            template.cloned().unwrap_or_default(),
            |text, (name, value)| text.replace(&format!("{{{name}}}"), value),
        )
    }
}

/// The sentences each kind prints and the placeholders each may use.
#[must_use]
fn sentences_of(_kind: DocumentKind) -> &'static [(&'static str, &'static [&'static str])] {
    &[]
}

fn check(kind: DocumentKind, texts: &KindTexts) -> Result<(), TextsError> {
    let known = sentences_of(kind);
    for (key, placeholders) in known {
        let Some(text) = texts.sentences.get(*key) else {
            return Err(TextsError::MissingSentence {
                kind: kind.code(),
                key,
            });
        };
        for name in placeholders_in(text) {
            if !placeholders.contains(&name.as_str()) {
                return Err(TextsError::Unknown {
                    kind: kind.code(),
                    key: (*key).to_owned(),
                    reason: format!("没有可填入 {{{name}}} 的内容，可用的有 {placeholders:?}"),
                });
            }
        }
    }
    match texts
        .sentences
        .keys()
        .find(|key| known.iter().all(|(name, _)| name != key))
    {
        None => Ok(()),
        Some(key) => Err(TextsError::Unknown {
            kind: kind.code(),
            key: key.clone(),
            reason: "没有任何文书使用这个句子".to_owned(),
        }),
    }
}

fn placeholders_in(text: &str) -> Vec<String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
        .collect()
}
