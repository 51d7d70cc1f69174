//! The admin and duty desks 管理台、值班台: users, stations, sync health, audit.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::action::Role;
use crate::ids::{CounterNo, DepartmentId, HallId, StationId, UserId};
use crate::wire::access::UserProfile;
use crate::wire::{CounterStatus, Position, SubmissionKey};

/// A user as the administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UserRow {
    /// Profile.
    pub profile: UserProfile,
    /// May sign in.
    pub active: bool,
    /// Locked by wrong passwords until then.
    #[schemars(with = "Option<String>")]
    pub locked_until: Option<Timestamp>,
    /// Last sign-in.
    #[schemars(with = "Option<String>")]
    pub last_sign_in: Option<Timestamp>,
}

/// `GET /v1/admin/users`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UserList {
    /// Users by account.
    pub users: Vec<UserRow>,
}

/// `PUT /v1/admin/users/{user}`: makes or changes a user.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UserPut {
    /// Name as printed.
    pub name: String,
    /// Staff number 工号.
    pub staff_no: String,
    /// Identity number; outside services want the operator's.
    pub id_number: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Department of a reviewer.
    pub department: Option<DepartmentId>,
    /// Hall.
    pub hall: HallId,
    /// May sign in.
    pub active: bool,
    /// New password; must be changed at the next sign-in. Needed for a new user.
    #[serde(default)]
    pub password: Option<String>,
}

/// An enrolled station 工作站.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StationRow {
    /// Name.
    pub station: StationId,
    /// Hall.
    pub hall: HallId,
    /// Counter, if it is one.
    pub counter: Option<CounterNo>,
    /// Departments whose reviewers sit there.
    pub departments: Vec<DepartmentId>,
    /// Name of the machine.
    pub machine: String,
    /// May go on.
    pub active: bool,
    /// When it was enrolled.
    #[schemars(with = "String")]
    pub enrolled: Timestamp,
    /// Its last word.
    pub health: Option<StationHealth>,
}

/// What a station said last (同步健康).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StationHealth {
    /// When, by the platform's clock.
    #[schemars(with = "String")]
    pub seen: Timestamp,
    /// Program version.
    pub version: String,
    /// Unsent submissions.
    pub outbox: u32,
    /// Claimed time of the oldest.
    #[schemars(with = "Option<String>")]
    pub oldest: Option<Timestamp>,
    /// Position that it has pulled to.
    pub position: Position,
    /// Counter, for the duty board.
    pub counter: Option<CounterStatus>,
}

/// `GET /v1/admin/stations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StationList {
    /// Stations.
    pub stations: Vec<StationRow>,
}

/// `POST /v1/admin/station-codes`: where the next station will stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StationCodeRequest {
    /// Hall.
    pub hall: HallId,
    /// Counter, if it is one.
    pub counter: Option<CounterNo>,
    /// Departments whose reviewers sit there.
    pub departments: Vec<DepartmentId>,
}

/// The one-time code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StationCodeAnswer {
    /// Seven groups of six letters.
    pub code: String,
    /// Until when.
    #[schemars(with = "String")]
    pub expires: Timestamp,
}

/// `GET /v1/admin/sync-health`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SyncHealth {
    /// Region head.
    pub position: Position,
    /// Stations with their last word.
    pub stations: Vec<StationRow>,
    /// What a person must look at, newest first.
    pub incidents: Vec<Incident>,
    /// Submissions that are held.
    pub held: Vec<SubmissionKey>,
    /// Last backup.
    #[schemars(with = "Option<String>")]
    pub backup: Option<Timestamp>,
}

/// Something a person must look at (异常).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Incident {
    /// Number.
    pub id: u64,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Stable code: `log.forked`, `submission.rejected`, `clock.skewed`, …
    pub code: String,
    /// Station concerned.
    pub station: Option<StationId>,
    /// In words, without personal data.
    pub message: String,
    /// Looked at.
    pub closed: bool,
}

/// One row of the audit table (审计).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuditRow {
    /// Number.
    pub id: u64,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// User, if one acted.
    pub user: Option<UserId>,
    /// Station, if one was used.
    pub station: Option<StationId>,
    /// What: `user.changed`, `certificate.queried`, `range.granted`, …
    pub act: String,
    /// About what: account, station, case or draft number.
    pub about: String,
    /// Details without personal data.
    pub detail: String,
}

/// `GET /v1/admin/audit?after=ID`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuditList {
    /// Rows by number.
    pub rows: Vec<AuditRow>,
}
