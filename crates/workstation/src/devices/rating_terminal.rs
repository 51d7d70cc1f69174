//! Rating device 评价器: the applicant's own screen, never the clerk's (domain.md §7).
//!
//! Devices send stars, five for 非常满意, with the options joined by "|"; nobody's answer within the
//! time is 未评价 and no rating.

use std::time::Duration;

use domain::action::Grade;
use domain::rating::Rated;
use serde::Deserialize;
use serde_json::json;

use super::terminal::{self, CANCELLED, DONE, Silence, TIMEOUT};

/// The call that shows the five grades; each vendor's driver has its own number for it.
const RATE: i32 = 20;

/// What the device asks about 评价对象.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// Number of the visit 服务流水号.
    pub service: String,
    /// Counter 窗口号.
    pub counter: String,
    /// Staff number 工号.
    pub staff_no: String,
    /// What was done 事项.
    pub matter: String,
}

/// Why there is no rating; the text tells the clerk what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RatingError {
    /// Nothing listens where the device should be.
    #[error("找不到评价器：请检查电源和连线后再请申请人评价；也可以请申请人扫码评价")]
    Absent,
    /// The connection broke.
    #[error("评价器已断开：请重新插好连线，再请申请人评价一次")]
    Gone,
    /// The device answered something that is no rating.
    #[error("评价器的回答看不懂：请重启评价器驱动，再请申请人评价一次")]
    Garbled,
}

impl RatingError {
    /// Stable name for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absent => "rating_terminal_absent",
            Self::Gone => "rating_terminal_gone",
            Self::Garbled => "rating_terminal_garbled",
        }
    }
}

/// The device's own spelling of its answer.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    #[serde(rename = "ErrorCode")]
    error_code: i32,
    #[serde(default)]
    evaluate_id: String,
    #[serde(default)]
    appraise_level: String,
    #[serde(default)]
    appraise_content: String,
    #[serde(default)]
    other_appraise_content: String,
}

/// Where the device listens.
#[derive(Clone, Debug)]
pub struct RatingTerminal {
    url: String,
}

impl RatingTerminal {
    /// A device at this address.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }

    /// Lets the applicant rate within the time; none: 未评价.
    ///
    /// # Errors
    /// No device, or one that cannot be understood.
    pub async fn rate(
        &self,
        served: &Served,
        patience: Duration,
    ) -> Result<Option<Rated>, RatingError> {
        let question = json!({
            "type": RATE,
            "serviceNumber": served.service,
            "windowNo": served.counter,
            "workNo": served.staff_no,
            "affairName": served.matter,
        });
        match terminal::ask(&self.url, &question.to_string(), patience).await {
            Ok(text) => rating(&text),
            Err(Silence::Late) => Ok(None),
            Err(Silence::Absent) => Err(RatingError::Absent),
            Err(Silence::Gone) => Err(RatingError::Gone),
            Err(Silence::Garbled) => Err(RatingError::Garbled),
        }
    }
}

fn rating(text: &str) -> Result<Option<Rated>, RatingError> {
    let answer: Answer = serde_json::from_str(text).map_err(|_| RatingError::Garbled)?;
    match answer.error_code {
        DONE => {}
        TIMEOUT | CANCELLED => return Ok(None),
        _ => return Err(RatingError::Garbled),
    }
    let stars = answer.appraise_level.trim().parse().unwrap_or_default();
    let grade = Grade::of_stars(stars).ok_or(RatingError::Garbled)?;
    let options = answer.appraise_content.split('|').map(str::trim).filter(|o| !o.is_empty());
    Ok(Some(Rated {
        grade,
        options: options.map(str::to_owned).collect(),
        comment: answer.other_appraise_content.trim().to_owned(),
        record: answer.evaluate_id,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_stars_are_very_satisfied_and_no_answer_is_no_rating() {
        let text = r#"{"type":20,"ErrorCode":0,"evaluateId":"P7","appraiseLevel":"5",
            "appraiseContent":"510|517","otherAppraiseContent":" 好 "}"#;
        let rated = rating(text).unwrap().unwrap();
        assert_eq!((rated.grade, rated.record.as_str()), (Grade::VerySatisfied, "P7"));
        assert_eq!(rated.options, ["510", "517"]);
        assert_eq!(rated.comment, "好");
        for unanswered in [r#"{"ErrorCode":-2}"#, r#"{"ErrorCode":-9}"#] {
            assert_eq!(rating(unanswered), Ok(None));
        }
        for strange in ["<html>", r#"{"ErrorCode":-1}"#, r#"{"ErrorCode":0,"appraiseLevel":"7"}"#] {
            assert_eq!(rating(strange), Err(RatingError::Garbled));
        }
    }
}
