//! The admin desk 管理台: plain tables.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::LampColour;

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct UserRow {
    /// Account.
    pub id: String,
    /// Name.
    pub name: String,
    /// Roles in words.
    pub role: String,
    /// Department.
    pub department: String,
    /// Staff number.
    pub staff_no: String,
    /// May sign in.
    pub active: bool,
    /// Last sign-in.
    pub last_sign_in: String,
}

/// A station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct StationRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Counter.
    pub counter: String,
    /// Program version.
    pub version: String,
    /// Last seen.
    pub last_seen: String,
    /// Unsent.
    pub pending: u32,
    /// Oldest unsent.
    pub oldest: String,
    /// Lamp.
    pub lamp: LampColour,
    /// State in words.
    pub text: String,
}

/// A line of sync health.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SyncRow {
    /// Id.
    pub id: String,
    /// Label.
    pub name: String,
    /// Value.
    pub value: String,
    /// Lamp.
    pub lamp: LampColour,
}

/// A fact about the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CatalogueRow {
    /// Id.
    pub id: String,
    /// Label.
    pub name: String,
    /// Value.
    pub value: String,
}

/// The admin desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AdminView {
    /// Users.
    pub users: Vec<UserRow>,
    /// Stations.
    pub stations: Vec<StationRow>,
    /// Sync health.
    pub sync: Vec<SyncRow>,
    /// Catalogue.
    pub catalogue: Vec<CatalogueRow>,
}
