//! ID-card reader 身份证阅读器: a vendor's program on this machine that answers on a WebSocket,
//! in the manner of the 柜外清 (domain.md §11; docs/neighbours.md §2).
//!
//! Dropping the future of [`CardReader::read`] closes the connection, which cancels the read.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::identity::{self, IdentityKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::terminal::{self, CANCELLED, DONE, Silence, TIMEOUT};

#[cfg(test)]
mod tests;

/// What the device is told to do: read a card.
const READ_CARD: &str = r#"{"type":4}"#;

/// The last day of a card that never expires, as the card says it.
const FOR_EVER: &str = "长期";

/// A card as read 读出的身份证.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct IdCard {
    /// Name 姓名.
    pub name: String,
    /// Sex 性别, 男 or 女.
    pub sex: String,
    /// Ethnic group 民族, as on the card.
    pub nation: String,
    /// Date of birth 出生日期.
    #[specta(type = String)]
    pub birthday: Date,
    /// Registered address 住址.
    pub address: String,
    /// Citizen number 公民身份号码, check digit verified.
    pub citizen_id: String,
    /// Issuing organ 签发机关.
    pub issue_organ: String,
    /// First day 有效期起.
    #[specta(type = String)]
    pub valid_start: Date,
    /// Last day 有效期止; `None` is 长期.
    #[specta(type = Option<String>)]
    pub valid_expire: Option<Date>,
    /// Portrait as JPEG, if the device gave one; pictures do not travel as JSON (design §7).
    #[serde(skip)]
    pub photo: Option<Vec<u8>>,
}

impl IdCard {
    /// Has the card run out on `today`? It still counts on its last day.
    #[must_use]
    pub fn expired(&self, today: Date) -> bool {
        self.valid_expire.is_some_and(|last| last < today)
    }
}

/// Why no card was read 读卡失败; the text tells the clerk what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardReaderError {
    /// Nothing listens where the reader should be.
    #[error("找不到读卡器：请检查读卡器的电源和连线，再按 F4 重试；也可以手工录入证件号码")]
    Absent,
    /// The connection broke while reading.
    #[error("读卡器已断开：请重新插好连线，再按 F4 重试；也可以手工录入证件号码")]
    Gone,
    /// No card came, or the device did not answer, in time.
    #[error("没有读到身份证：请把证件平放在读卡区，再按 F4 重试；也可以手工录入证件号码")]
    Timeout,
    /// Cancelled at the device.
    #[error("读卡已在设备上取消：需要时再按 F4 重读")]
    Cancelled,
    /// The card cannot be read.
    #[error("证件读不出：请换个方向重放，仍读不出时请核对原件后手工录入，并提醒申请人换证")]
    Unreadable,
    /// The device answered something that is no card.
    #[error("读卡器的回答看不懂：请重启读卡器驱动，再按 F4 重试；也可以手工录入证件号码")]
    Garbled,
    /// A number was read that cannot be right.
    #[error("读出的身份证号码校验不符：请取下证件重放一次，再按 F4 重读，并与证件原件核对")]
    Misread,
}

impl CardReaderError {
    /// Stable name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absent => "card_reader_absent",
            Self::Gone => "card_reader_gone",
            Self::Timeout => "card_reader_timeout",
            Self::Cancelled => "card_reader_cancelled",
            Self::Unreadable => "card_reader_unreadable",
            Self::Garbled => "card_reader_garbled",
            Self::Misread => "card_reader_misread",
        }
    }
}

impl From<Silence> for CardReaderError {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Absent => Self::Absent,
            Silence::Gone => Self::Gone,
            Silence::Late => Self::Timeout,
            Silence::Garbled => Self::Garbled,
        }
    }
}

/// The device's own spelling of its answer.
#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "ErrorCode")]
    error_code: i32,
    #[serde(flatten)]
    card: Option<RawCard>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawCard {
    name: String,
    sex: String,
    nation: String,
    birthday: String,
    address: String,
    citizen_id: String,
    issue_organ: String,
    valid_start: String,
    valid_expire: String,
    #[serde(default)]
    photo: String,
}

/// Where the reader listens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardReader {
    /// Address of the driver's WebSocket, such as `ws://127.0.0.1:1919`.
    pub url: String,
}

impl CardReader {
    /// A reader at this address.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }

    /// Does the reader's program answer at all?
    pub async fn present(&self) -> bool {
        terminal::present(&self.url).await
    }

    /// Waits at most `patience` for a card and reads it; `today` serves to check the birth date.
    ///
    /// # Errors
    /// Why no card was read.
    pub async fn read(&self, patience: Duration, today: Date) -> Result<IdCard, CardReaderError> {
        let text = terminal::ask(&self.url, READ_CARD, patience).await?;
        card(&text, today)
    }
}

fn card(text: &str, today: Date) -> Result<IdCard, CardReaderError> {
    let answer: Answer = serde_json::from_str(text).map_err(|_| CardReaderError::Garbled)?;
    match answer.error_code {
        DONE => {}
        TIMEOUT => return Err(CardReaderError::Timeout),
        CANCELLED => return Err(CardReaderError::Cancelled),
        _ => return Err(CardReaderError::Unreadable),
    }
    let raw = answer.card.ok_or(CardReaderError::Garbled)?;
    let parsed = identity::check(IdentityKind::CitizenId, &raw.citizen_id, today)
        .map_err(|_| CardReaderError::Misread)?;
    let birthday = day(&raw.birthday)?;
    if parsed.birth != Some(birthday) {
        return Err(CardReaderError::Misread);
    }
    let valid_expire = match raw.valid_expire.trim() {
        FOR_EVER => None,
        date => Some(day(date)?),
    };
    Ok(IdCard {
        name: raw.name.trim().to_owned(),
        sex: raw.sex,
        nation: raw.nation,
        birthday,
        address: raw.address.trim().to_owned(),
        citizen_id: parsed.number,
        issue_organ: raw.issue_organ,
        valid_start: day(&raw.valid_start)?,
        valid_expire,
        photo: STANDARD.decode(&raw.photo).ok().filter(|photo| !photo.is_empty()),
    })
}

/// Drivers write 2016-05-01, 2016.05.01 or 20160501.
fn day(text: &str) -> Result<Date, CardReaderError> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    Date::strptime("%Y%m%d", &digits).map_err(|_| CardReaderError::Garbled)
}
