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

/// Key of a sentence, and what may be filled into it.
type Sentence = (&'static str, &'static [&'static str]);

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
    /// A placeholder that nothing fills or that was left out, or a sentence nothing prints.
    #[error("文书文字 {kind}.yaml 的 {key} 不能使用：{reason}请修改后重试。")]
    Unusable {
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
            Self::Unusable { .. } => "texts.unusable",
        }
    }
}

/// The files of `forms/documents`, compiled in.
macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        [$((
            concat!($name, ".yaml"),
            include_str!(concat!("../../../../forms/documents/", $name, ".yaml")),
        )),*]
    };
}

const BUILT_IN: [(&str, &str); 28] = built_in![
    "application_form",
    "guidance_notice",
    "receipt",
    "acceptance_notice",
    "correction_notice",
    "decline_notice",
    "decision",
    "rejection",
    "registration_notice",
    "delivery_receipt",
    "handover_list",
    "shift_report",
    "licence",
    "step_notice",
    "extension_notice",
    "deferral_notice",
    "termination_notice",
    "site_check_record",
    "amendment_notice",
    "payment_notice",
    "approval_form",
    "return_list",
    "supplement_receipt",
    "pickup_slip",
    "power_of_attorney",
    "address_confirmation",
    "day_report",
    "seal_register",
];

impl Texts {
    /// The texts that come with the program.
    pub fn built_in() -> Result<Self, TextsError> {
        Self::from_yaml(&BUILT_IN)
    }

    /// The texts that come with the program, replaced file by file with a hall's own.
    pub fn with_own(own: &[(&str, &str)]) -> Result<Self, TextsError> {
        let files: Vec<(&str, &str)> = BUILT_IN.iter().chain(own).copied().collect();
        Self::from_yaml(&files)
    }

    /// Reads YAML files given as (file name, content); a later file of a kind replaces an
    /// earlier one.
    pub fn from_yaml(files: &[(&str, &str)]) -> Result<Self, TextsError> {
        let mut kinds = BTreeMap::new();
        for (file, content) in files {
            let texts: KindTexts = serde_saphyr::from_str(content).map_err(|error| {
                TextsError::Format { file: (*file).to_owned(), reason: error.to_string() }
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
        let template = self.kinds.get(&kind).and_then(|texts| texts.sentences.get(key));
        values.iter().fold(template.cloned().unwrap_or_default(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    }
}

const COPIES: Sentence = ("copies", &[]);
const REMEDIES: &[&str] = &["review_body", "review_days", "court", "lawsuit_months"];
const DECLINED: &[&str] = &["received_on", "item", "case_no", "basis", "reason"];
const REVIEW_FIRST: &[&str] = &["review_body", "review_days", "court"];
const RECEIPT: &[Sentence] = &[
    ("total", &["count", "originals", "copies", "pages"]),
    ("total_spared", &["count", "originals", "copies", "pages", "spared"]),
    ("answer_permit", &["answer_by"]),
    ("answer", &["answer_by"]),
    ("offline", &[]),
    ("note", &[]),
    COPIES,
];
const ACCEPTANCE_NOTICE: &[Sentence] = &[
    ("opening", &["applied_on", "item", "basis", "accepted_on"]),
    ("opening_deemed", &["applied_on", "item", "accepted_on"]),
    ("decide_by", &["decide_by"]),
    ("provisional", &[]),
    ("excluded", &[]),
    ("deferred", &[]),
    ("offline", &[]),
    COPIES,
];
const CORRECTION_NOTICE: &[Sentence] = &[
    ("opening", &["received_on", "item", "case_no", "basis"]),
    ("second", &["earlier", "reason"]),
    ("correct_by", &["correct_by"]),
    ("correct", &[]),
    ("after", &[]),
    COPIES,
];
const DECLINE_NOTICE: &[Sentence] = &[
    ("title_not_needed", &[]),
    ("not_needed", DECLINED),
    ("not_competent", DECLINED),
    ("competent_body", &["competent_body"]),
    ("incomplete", DECLINED),
    ("other", DECLINED),
    ("returned", &["returned"]),
    ("remedies", REMEDIES),
    ("remedies_review_first", REVIEW_FIRST),
    COPIES,
];
const DECISION: &[Sentence] = &[
    ("opening", &["accepted_on", "item", "case_no", "basis"]),
    ("duties", &[]),
    ("collect", &["collect"]),
    COPIES,
];
const REJECTION: &[Sentence] = &[
    ("opening", &["accepted_on", "item", "case_no"]),
    ("facts", &["facts"]),
    ("decide", &["reason", "basis"]),
    ("remedies", REMEDIES),
    ("remedies_review_first", REVIEW_FIRST),
    COPIES,
];
const REGISTRATION_NOTICE: &[Sentence] = &[
    ("opening", &["applied_on", "registration", "case_no", "basis"]),
    ("collect", &["collect"]),
    COPIES,
];
const HANDOVER_LIST: &[Sentence] =
    &[("total", &["rows", "copies", "pages", "originals"]), ("note", &[]), COPIES];

const STEP_NOTICE: &[Sentence] = &[
    ("opening", &["item", "case_no", "step", "reason", "basis"]),
    ("not_counted", &["starts_on", "ends_by", "time"]),
    ("counted", &["starts_on", "ends_by", "time"]),
    COPIES,
];
const EXTENSION_NOTICE: &[Sentence] = &[
    ("opening", &["item", "case_no", "before", "reason"]),
    ("extended", &["basis", "level", "approval", "term", "due"]),
    COPIES,
];
const DEFERRAL_NOTICE: &[Sentence] = &[
    ("opening", &["item", "case_no", "basis"]),
    ("due", &["due", "hour"]),
    ("consequence", &["consequence"]),
    ("promise", &[]),
    COPIES,
];
const TERMINATION_NOTICE: &[Sentence] = &[
    ("opening", &["item", "case_no", "ground", "reason", "basis"]),
    ("returned", &["returned"]),
    ("remedies", REMEDIES),
    ("remedies_review_first", REVIEW_FIRST),
    COPIES,
];
const RETURN_LIST: &[Sentence] = &[
    ("opening", &["item", "case_no", "ended", "ended_on"]),
    ("total", &["count", "originals", "copies", "pages"]),
    ("note", &[]),
    COPIES,
];
const SUPPLEMENT_RECEIPT: &[Sentence] = &[
    ("opening", &["answers"]),
    ("total", &["count", "originals", "copies", "pages"]),
    ("outstanding", &["outstanding"]),
    ("complete", &[]),
    ("note", &[]),
    COPIES,
];
const POWER_OF_ATTORNEY: &[Sentence] =
    &[("opening", &["principal", "agent"]), ("term", &["term"]), ("note", &[]), COPIES];

const PAYMENT_NOTICE: &[Sentence] = &[
    ("opening", &["item", "case_no", "basis"]),
    ("due", &["due", "number", "payee"]),
    ("note", &[]),
    COPIES,
];

/// The sentences each kind prints and the placeholders each may use.
fn sentences_of(kind: DocumentKind) -> &'static [Sentence] {
    match kind {
        DocumentKind::ApplicationForm => &[("delivery", &[]), ("promise", &[]), COPIES],
        DocumentKind::GuidanceNotice => {
            &[("opening", &["name"]), ("note", &[]), ("return", &[]), COPIES]
        }
        DocumentKind::Receipt => RECEIPT,
        DocumentKind::AcceptanceNotice => ACCEPTANCE_NOTICE,
        DocumentKind::CorrectionNotice => CORRECTION_NOTICE,
        DocumentKind::DeclineNotice => DECLINE_NOTICE,
        DocumentKind::Decision => DECISION,
        DocumentKind::Rejection => REJECTION,
        DocumentKind::RegistrationNotice => REGISTRATION_NOTICE,
        DocumentKind::DeliveryReceipt
        | DocumentKind::ShiftReport
        | DocumentKind::Licence
        | DocumentKind::SiteCheckRecord
        | DocumentKind::ApprovalForm
        | DocumentKind::PickupSlip
        | DocumentKind::DayReport
        | DocumentKind::SealRegister => &[("note", &[]), COPIES],
        DocumentKind::HandoverList => HANDOVER_LIST,
        DocumentKind::StepNotice => STEP_NOTICE,
        DocumentKind::ExtensionNotice => EXTENSION_NOTICE,
        DocumentKind::DeferralNotice => DEFERRAL_NOTICE,
        DocumentKind::TerminationNotice => TERMINATION_NOTICE,
        DocumentKind::AmendmentNotice => {
            &[("opening", &["item", "case_no", "reason", "basis"]), COPIES]
        }
        DocumentKind::PaymentNotice => PAYMENT_NOTICE,
        DocumentKind::ReturnList => RETURN_LIST,
        DocumentKind::SupplementReceipt => SUPPLEMENT_RECEIPT,
        DocumentKind::PowerOfAttorney => POWER_OF_ATTORNEY,
        DocumentKind::AddressConfirmation => &[("electronic", &[]), ("note", &[]), COPIES],
    }
}

fn check(kind: DocumentKind, texts: &KindTexts) -> Result<(), TextsError> {
    let known = sentences_of(kind);
    let unusable = |key: &str, reason: String| {
        Err(TextsError::Unusable { kind: kind.code(), key: key.to_owned(), reason })
    };
    for (key, placeholders) in known {
        let Some(text) = texts.sentences.get(*key) else {
            return Err(TextsError::MissingSentence { kind: kind.code(), key });
        };
        let used = placeholders_in(text);
        if let Some(name) = used.iter().find(|name| !placeholders.contains(&name.as_str())) {
            return unusable(key, format!("没有可填入 {{{name}}} 的内容。"));
        }
        if let Some(name) = placeholders.iter().find(|name| used.iter().all(|u| u != *name)) {
            return unusable(key, format!("必须写明 {{{name}}}，不能删去。"));
        }
    }
    match texts.sentences.keys().find(|key| known.iter().all(|(name, _)| name != key)) {
        None => Ok(()),
        Some(key) => unusable(key, "没有任何文书使用这个句子。".to_owned()),
    }
}

/// Names in braces; every one that a sentence may have, it must have, so that no edit of the
/// hall can drop a court or a date from a paper.
fn placeholders_in(text: &str) -> Vec<String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
        .collect()
}
