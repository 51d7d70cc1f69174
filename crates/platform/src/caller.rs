//! Who calls: a station by its token, a user by a session that is good at that station only.

use domain::action::Role;
use sqlx::SqliteConnection;

use crate::Platform;
use crate::error::{Result, said};
use crate::keys::token_hash;
use crate::store::station::{self, Station};
use crate::store::user::{self, User};

/// What a call carries to say who makes it.
#[derive(Clone, Default)]
pub struct Caller {
    /// Token of the station, from enrolment.
    pub station: Option<String>,
    /// Session of the user, from sign-in.
    pub session: Option<String>,
}

impl std::fmt::Debug for Caller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Caller(…)")
    }
}

impl Caller {
    /// A station without a user.
    #[must_use]
    pub fn station(token: &str) -> Self {
        Self { station: Some(token.to_owned()), session: None }
    }

    /// The station with a signed-in user.
    #[must_use]
    pub fn with_session(&self, session: &str) -> Self {
        Self { station: self.station.clone(), session: Some(session.to_owned()) }
    }
}

impl Platform {
    /// The calling station, revoked or not.
    pub(crate) async fn any_station(
        &self,
        tx: &mut SqliteConnection,
        caller: &Caller,
    ) -> Result<Station> {
        let unknown = || said(401, "station.unknown", "平台不认识本工作站，请联系管理员重新注册");
        let token = caller.station.as_deref().ok_or_else(unknown)?;
        station::by_token(tx, &token_hash(token)).await?.ok_or_else(unknown)
    }

    /// The calling station, which may go on.
    pub(crate) async fn station(
        &self,
        tx: &mut SqliteConnection,
        caller: &Caller,
    ) -> Result<Station> {
        let station = self.any_station(tx, caller).await?;
        if station.row.active {
            return Ok(station);
        }
        Err(said(
            403,
            "station.revoked",
            "本工作站已被停用；已录入的内容仍保存在本机，请联系管理员",
        ))
    }

    /// The calling station and the user signed in there.
    pub(crate) async fn signed_in(
        &self,
        tx: &mut SqliteConnection,
        caller: &Caller,
    ) -> Result<(Station, User)> {
        let station = self.station(tx, caller).await?;
        let ended = || said(401, "session.ended", "登录已失效，请重新登录");
        let token = token_hash(caller.session.as_deref().ok_or_else(ended)?);
        let now = self.0.clock.millis();
        let user = user::session_user(tx, &token, &station.row.station, now).await?;
        Ok((station, user.ok_or_else(ended)?))
    }

    /// The same, if the user holds one of the roles.
    pub(crate) async fn in_role(
        &self,
        tx: &mut SqliteConnection,
        caller: &Caller,
        roles: &[Role],
    ) -> Result<(Station, User)> {
        let (station, user) = self.signed_in(tx, caller).await?;
        if user.profile.roles.iter().any(|role| roles.contains(role)) {
            return Ok((station, user));
        }
        Err(said(403, "role.missing", "当前岗位无权进行此操作，请由有权限的人员登录后办理"))
    }
}
