//! Identity numbers 证件号码: check digits, parts and masking (domain.md §3, §6).
//!
//! [`check`] is the one entrance. It says why a number cannot be right, in words for the clerk;
//! what may be right but looks odd (a division that is not in today's table) is a warning.

mod certificate;
mod division;
mod kind;
mod mask;
mod organisation;
mod person;
#[cfg(test)]
mod tests;
mod travel;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

pub use certificate::mod_37_36;
pub use division::division_name;
pub use mask::{mask_name, mask_number, mask_phone};
pub use travel::same_hk_macao_holder;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $text:literal, $zh:literal;)*) => {
        /// Kind of number 证件（号码）种类.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(Serialize, Deserialize, Type, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum IdentityKind {$(
            $(#[$doc])*
            $variant,
        )*}

        impl IdentityKind {
            /// Every kind, in the order of the window's list.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Name on the command line, such as `citizen-id`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// Chinese name of the kind.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh),* }
            }
        }
    };
}

kinds! {
    /// Citizen id number, 18 characters (GB 11643-1999).
    CitizenId = "citizen-id", "公民身份号码";
    /// Former citizen id number of 15 digits, for historic data only.
    HistoricCitizenId = "historic-citizen-id", "15 位旧身份证号码";
    /// Unified social credit code (GB 32100-2015).
    Uscc = "uscc", "统一社会信用代码";
    /// Organisation code (GB 11714-1997).
    OrganisationCode = "organisation-code", "组织机构代码";
    /// Business registration number of 15 digits (GS15-2006).
    RegistrationNumber = "registration-number", "工商注册号";
    /// Residence permit of Hong Kong, Macao and Taiwan residents.
    ResidencePermit = "residence-permit", "港澳台居民居住证";
    /// Foreign permanent resident's identity card, new (18) and old (15) form.
    PermanentResidentId = "permanent-resident-id", "外国人永久居留身份证";
    /// Mainland travel permit of Hong Kong and Macao residents.
    HkMacaoPermit = "hk-macao-permit", "港澳居民来往内地通行证";
    /// Mainlanders' permit for Hong Kong and Macao; no identity of a Hong Kong resident.
    ExitPermit = "exit-permit", "往来港澳通行证";
    /// Mainland travel permit of Taiwan residents.
    TaiwanPermit = "taiwan-permit", "台湾居民来往大陆通行证";
    /// Passport, Chinese or foreign.
    Passport = "passport", "护照";
    /// Identifier of an electronic certificate (GB/T 36904).
    ECertificateId = "e-certificate-id", "电子证照标识";
    /// Item code: 31 characters, or 33 with the handling item.
    ItemCode = "item-code", "事项实施编码";
    /// Any other document; only shape is checked.
    Other = "other", "其他证件";
}

impl std::str::FromStr for IdentityKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

/// A kind that this program does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("不认识的号码种类「{0}」")]
pub struct UnknownKind(pub String);

/// Sex 性别 as the number says it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

/// What looks odd in a number without making it wrong 提示.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum IdentityWarning {
    /// The division stands in no table, present or past.
    UnknownDivision,
    /// The form is no longer issued.
    OldForm,
}

impl IdentityWarning {
    /// What the clerk reads.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::UnknownDivision => "号码前六位的行政区划查不到（可能是历史区划），请对照证件原件",
            Self::OldForm => "这是旧版号码，请核对证件是否仍然有效",
        }
    }
}

/// A number that passed its check, taken apart 校验结果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
pub struct Parsed {
    /// What it was checked as.
    pub kind: IdentityKind,
    /// The number in its normal writing: half-width, upper case, no blanks.
    pub number: String,
    /// Six-digit division 行政区划, where the number has one.
    pub division: Option<String>,
    /// Name of the division, where it is known.
    pub division_name: Option<String>,
    /// Date of birth 出生日期.
    #[specta(type = Option<String>)]
    #[schemars(with = "Option<String>")]
    pub birth: Option<Date>,
    /// Sex 性别.
    pub sex: Option<Sex>,
    /// The unified social credit code inside (of an item or a certificate type).
    pub organ: Option<String>,
    /// What looks odd.
    pub warnings: Vec<IdentityWarning>,
}

impl Parsed {
    fn bare(kind: IdentityKind, number: String) -> Self {
        Self {
            kind,
            number,
            division: None,
            division_name: None,
            birth: None,
            sex: None,
            organ: None,
            warnings: Vec::new(),
        }
    }

    fn with_division(mut self, code: &str) -> Self {
        self.division_name = division_name(code).map(str::to_owned);
        if self.division_name.is_none() {
            self.warnings.push(IdentityWarning::UnknownDivision);
        }
        self.division = Some(code.to_owned());
        self
    }
}

/// Why a number cannot be right 校验不通过; the text tells the clerk what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Nothing was typed.
    #[error("请输入{}", kind.zh())]
    Empty {
        /// Kind it was checked as.
        kind: IdentityKind,
    },
    /// Too short or too long.
    #[error("{}应为 {expected} 位，现为 {found} 位，请对照证件补全", kind.zh())]
    Length {
        /// Kind it was checked as.
        kind: IdentityKind,
        /// How long it must be, in words.
        expected: &'static str,
        /// How long it is.
        found: u32,
    },
    /// A character stands where it cannot.
    #[error("{}第 {place} 位「{found}」不合规则，请对照证件重新输入", kind.zh())]
    Character {
        /// Kind it was checked as.
        kind: IdentityKind,
        /// Place, counted from 1.
        place: u32,
        /// What stands there.
        found: char,
    },
    /// The form as a whole does not fit.
    #[error("{}格式不对：{hint}", kind.zh())]
    Form {
        /// Kind it was checked as.
        kind: IdentityKind,
        /// What the form is, or what to choose instead.
        hint: &'static str,
    },
    /// No such province.
    #[error("{}前两位「{found}」不是省级行政区划，请对照证件重新输入", kind.zh())]
    Division {
        /// Kind it was checked as.
        kind: IdentityKind,
        /// The two digits.
        found: String,
    },
    /// No such day in the calendar.
    #[error("{}中的出生日期「{found}」不存在，请对照证件重新输入", kind.zh())]
    BirthDate {
        /// Kind it was checked as.
        kind: IdentityKind,
        /// The eight digits.
        found: String,
    },
    /// Born after today.
    #[error("{}中的出生日期「{found}」晚于今天，请对照证件重新输入", kind.zh())]
    FutureBirth {
        /// Kind it was checked as.
        kind: IdentityKind,
        /// The eight digits.
        found: String,
    },
    /// The check digit does not fit.
    #[error("{}校验码不符，至少有一位输错，请对照证件逐位核对或改用读卡", kind.zh())]
    CheckDigit {
        /// Kind it was checked as.
        kind: IdentityKind,
    },
    /// The organisation code inside does not fit its own check digit.
    #[error("{}中的组织机构代码（第 9 至 17 位）校验码不符，请逐位核对", kind.zh())]
    InnerCode {
        /// Kind it was checked as.
        kind: IdentityKind,
    },
}

impl IdentityError {
    /// Stable name for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "identity_empty",
            Self::Length { .. } => "identity_length",
            Self::Character { .. } => "identity_character",
            Self::Form { .. } => "identity_form",
            Self::Division { .. } => "identity_division",
            Self::BirthDate { .. } => "identity_birth_date",
            Self::FutureBirth { .. } => "identity_future_birth",
            Self::CheckDigit { .. } => "identity_check_digit",
            Self::InnerCode { .. } => "identity_inner_code",
        }
    }

    /// What the clerk reads.
    #[must_use]
    pub fn reason(&self) -> String {
        self.to_string()
    }
}

/// Checks a number as typed, read or scanned; `today` only serves to refuse a future birth.
///
/// # Errors
/// The first reason why the number cannot be right.
pub fn check(kind: IdentityKind, text: &str, today: Date) -> Result<Parsed, IdentityError> {
    let number = normal(text);
    if number.is_empty() {
        return Err(IdentityError::Empty { kind });
    }
    match kind {
        IdentityKind::CitizenId => person::citizen(number, today),
        IdentityKind::HistoricCitizenId => person::historic(number, today),
        IdentityKind::ResidencePermit => person::residence_permit(number, today),
        IdentityKind::PermanentResidentId => person::permanent_resident(number),
        IdentityKind::Uscc => organisation::uscc(number),
        IdentityKind::OrganisationCode => organisation::organisation_code(&number),
        IdentityKind::RegistrationNumber => organisation::registration_number(number),
        IdentityKind::HkMacaoPermit => travel::hk_macao_permit(number),
        IdentityKind::ExitPermit => travel::exit_permit(number),
        IdentityKind::TaiwanPermit => travel::taiwan_permit(number),
        IdentityKind::Passport => travel::passport(number),
        IdentityKind::ECertificateId => certificate::identifier(number),
        IdentityKind::ItemCode => certificate::item_code(number),
        IdentityKind::Other => travel::other(number),
    }
}

/// Half-width, upper case, without blanks: what input methods and card readers add is no mistake.
fn normal(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            other => other,
        })
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Refuses another length than `wanted`.
fn of_length(
    kind: IdentityKind,
    number: &str,
    wanted: u32,
    expected: &'static str,
) -> Result<(), IdentityError> {
    let found = length(number);
    if found == wanted { Ok(()) } else { Err(IdentityError::Length { kind, expected, found }) }
}

/// Refuses the first character that `allowed` does not know at its place (from 0).
fn all_allowed(
    kind: IdentityKind,
    number: &str,
    allowed: impl Fn(usize, char) -> bool,
) -> Result<(), IdentityError> {
    match number.chars().enumerate().find(|(i, c)| !allowed(*i, *c)) {
        None => Ok(()),
        Some((i, found)) => {
            let place = u32::try_from(i + 1).unwrap_or(u32::MAX);
            Err(IdentityError::Character { kind, place, found })
        }
    }
}
