//! The admin desk 管理台.

use domain::calendar::legal_time;
use domain::wire::admin::{StationList, StationRow as WireStation, UserList};

use super::duty::{SILENT_MINUTES, silent_minutes};
use super::session::role_name;
use super::{Table, Workstation};
use crate::view::{AdminView, CatalogueRow, Fault, LampColour, StationRow, SyncRow, UserRow};

impl Workstation {
    /// The admin desk.
    ///
    /// # Errors
    /// The platform is out of reach, or the person is no administrator.
    pub async fn admin(&self) -> Result<AdminView, Fault> {
        let table = self.table()?;
        let catalogue = &table.in_force.catalogue;
        let users = self.engine.fetch::<UserList>("/v1/admin/users").await?;
        let stations = self.engine.fetch::<StationList>("/v1/admin/stations").await?;
        let sync = self.sync_state().await?;
        let row = |id: &str, name: &str, value: String, lamp: LampColour| SyncRow {
            id: id.to_owned(),
            name: name.to_owned(),
            value,
            lamp,
        };
        let idle = |idle: bool| if idle { LampColour::Green } else { LampColour::Yellow };
        let reached = if sync.problem.is_none() { LampColour::Green } else { LampColour::Red };
        let fact = |id: &str, name: &str, value: String| CatalogueRow {
            id: id.to_owned(),
            name: name.to_owned(),
            value,
        };
        Ok(AdminView {
            users: users.users.into_iter().map(|user| user_row(&table, user)).collect(),
            stations: stations.stations.iter().map(|s| station_row(s, table.at)).collect(),
            sync: vec![
                row("pending", "本机待送达", sync.pending.to_string(), idle(sync.pending == 0)),
                row(
                    "pages",
                    "材料影像",
                    format!("{} / {}", sync.blobs_done, sync.blobs_total),
                    idle(sync.blobs_done == sync.blobs_total),
                ),
                row("attention", "需处理", sync.attention.to_string(), idle(sync.attention == 0)),
                row("problem", "平台", sync.problem.unwrap_or_else(|| "正常".to_owned()), reached),
            ],
            catalogue: vec![
                fact("edition", "目录版本", table.in_force.number.to_string()),
                fact("items", "事项", catalogue.items.len().to_string()),
                fact("themes", "一件事", catalogue.themes.len().to_string()),
                fact("materials", "材料", catalogue.materials.len().to_string()),
                fact("elements", "数据元", catalogue.elements.len().to_string()),
            ],
        })
    }
}

/// A moment as the tables write it.
fn minute(at: jiff::Timestamp) -> String {
    legal_time(at).strftime("%Y-%m-%d %H:%M").to_string()
}

fn user_row(table: &Table, user: domain::wire::admin::UserRow) -> UserRow {
    let catalogue = &table.in_force.catalogue;
    let profile = user.profile;
    let department = profile.department.as_ref().and_then(|id| catalogue.departments.get(id));
    let roles: Vec<&str> = profile.roles.iter().map(|role| role_name(*role)).collect();
    UserRow {
        id: profile.user.to_string(),
        name: profile.name,
        role: roles.join("、"),
        department: department.map_or_else(|| "大厅".to_owned(), |d| d.short_name.clone()),
        staff_no: profile.staff_no,
        active: user.active,
        last_sign_in: user.last_sign_in.map(minute).unwrap_or_default(),
    }
}

fn station_row(station: &WireStation, now: jiff::Timestamp) -> StationRow {
    let health = station.health.as_ref();
    let silent = silent_minutes(station, now);
    let (lamp, text) = match silent {
        _ if !station.active => (LampColour::Red, "已停用".to_owned()),
        None => (LampColour::None, "未上线".to_owned()),
        Some(minutes) if minutes >= SILENT_MINUTES => {
            (LampColour::Yellow, format!("离线 {minutes} 分"))
        }
        Some(_) => (LampColour::Green, "正常".to_owned()),
    };
    StationRow {
        id: station.station.to_string(),
        name: station.machine.clone(),
        counter: station.counter.as_ref().map_or_else(|| "—".to_owned(), ToString::to_string),
        version: health.map_or_else(String::new, |h| h.version.clone()),
        last_seen: health.map_or_else(String::new, |h| minute(h.seen)),
        pending: health.map_or(0, |h| h.outbox),
        oldest: health.and_then(|h| h.oldest).map(minute).unwrap_or_default(),
        lamp,
        text,
    }
}
