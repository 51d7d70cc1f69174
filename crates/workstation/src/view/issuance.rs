//! The issuance desk 出件台 and 查询.

use domain::intake::DeliveryWay;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ActRow, LampColour, PaperRow};

/// An application with results to hand out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ReadyRow {
    /// Application.
    pub application: String,
    /// Applicant.
    pub who: String,
    /// What for.
    pub title: String,
    /// Results ready.
    pub ready: u32,
    /// Cases in all.
    pub total: u32,
    /// Since.
    pub since: String,
    /// Lamp.
    pub lamp: LampColour,
    /// In words.
    pub lamp_text: String,
}

/// A result of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ResultRow {
    /// Case.
    pub case_no: String,
    /// Item.
    pub item: String,
    /// Organ.
    pub department: String,
    /// Outcome.
    pub outcome: String,
    /// Result document and number.
    pub result: String,
    /// Lamp.
    pub lamp: LampColour,
    /// State in words.
    pub state: String,
    /// May be handed out now.
    pub ready: bool,
}

/// An original and what happens to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct OriginalRow {
    /// Name.
    pub name: String,
    /// In words.
    pub text: String,
}

/// Everything to hand out for one application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IssuanceView {
    /// Application.
    pub application: String,
    /// Applicant.
    pub who: String,
    /// Masked number.
    pub number_masked: String,
    /// Masked phone.
    pub phone_masked: String,
    /// What for.
    pub title: String,
    /// Way.
    pub method: DeliveryWay,
    /// Address.
    pub address: Option<String>,
    /// Results.
    pub results: Vec<ResultRow>,
    /// Originals.
    pub originals: Vec<OriginalRow>,
    /// Papers of the application.
    pub papers: Vec<PaperRow>,
    /// Owed papers 欠发凭证 in words.
    pub owed: Vec<String>,
    /// May deliver now.
    pub deliverable: bool,
    /// Why not.
    pub reason: Option<String>,
    /// Acts.
    pub acts: Vec<ActRow>,
    /// Rated already.
    pub rated: bool,
}

/// A case found by 查询.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FoundCase {
    /// Case.
    pub case_no: String,
    /// Application.
    pub application: String,
    /// Item.
    pub item: String,
    /// Applicant, masked number.
    pub who: String,
    /// Organ.
    pub department: String,
    /// Lamp.
    pub lamp: LampColour,
    /// Stage in words.
    pub stage: String,
    /// Since.
    pub since: String,
    /// What comes next, to tell the applicant.
    pub next: String,
    /// Sync word in Chinese.
    pub sync_text: String,
}
