//! Is the actor who the submission says? Checked against the platform's own table of users.

use domain::action::{Actor, Role};
use domain::refusal::Refusal;
use domain::wire::{Envelope, PLATFORM_DEVICE};
use sqlx::SqliteConnection;

use super::record::Sender;
use crate::error::Result;
use crate::store::user::{self, UserVersion};

/// Why the actor is false, if so. An act is judged by what its station knew (`seen`) or by what
/// changed since: a user revoked afterwards did act, a user made afterwards did sign in.
pub(super) async fn false_actor(
    tx: &mut SqliteConnection,
    sender: &Sender,
    envelope: &Envelope,
) -> Result<Option<Refusal>> {
    let actor = &envelope.actor;
    if envelope.device.as_str() == PLATFORM_DEVICE {
        return Ok(None);
    }
    if actor.station != envelope.device || actor.counter != sender.counter {
        return Ok(Some(Refusal::new(
            "actor.station",
            "提交中的工作站或窗口与注册信息不符，请联系管理员核对本机注册",
        )));
    }
    let versions = user::versions_from(tx, &actor.user, envelope.seen).await?;
    if versions.is_empty() {
        return Ok(Some(Refusal::new("actor.unknown", "平台没有此用户，请联系管理员")));
    }
    if versions.iter().any(|version| fits(version, actor)) {
        return Ok(None);
    }
    let refusal = if versions.iter().any(|version| version.active) {
        Refusal::new("actor.roles", "操作人的岗位、部门或大厅与平台登记不符，请重新登录后再办")
    } else {
        Refusal::new("actor.revoked", "操作人已被停用，请由其他有权限的人员办理")
    };
    Ok(Some(refusal))
}

/// Whether a version of a user is this actor, with all roles that the actor claims.
fn fits(version: &UserVersion, actor: &Actor) -> bool {
    let profile = &version.profile;
    version.active
        && profile.hall == actor.hall
        && profile.department == actor.department
        && profile.staff_no == actor.staff_no
        && profile.name == actor.name
        && actor.roles.iter().all(|role| *role != Role::System && profile.roles.contains(role))
}
