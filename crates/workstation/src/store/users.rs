//! Users who signed in here 用户.

use sqlx::FromRow;
use sqlx::sqlite::SqliteConnection;

use super::{Batch, StoreError};

/// A user as the station knows them.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct UserRow {
    pub user: String,
    /// JSON of the profile.
    pub profile: String,
    /// Token of the last online session.
    pub session: Option<String>,
    pub offline_until: String,
    pub active: bool,
    pub seen_at: String,
}

/// Writes a user.
pub(crate) fn put(batch: &mut Batch, row: &UserRow) {
    batch.label("user");
    batch.add(
        "insert or replace into user (user, profile, session, offline_until, active, seen_at)
         values (?, ?, ?, ?, ?, ?)",
        [
            (&row.user).into(),
            (&row.profile).into(),
            row.session.as_ref().into(),
            (&row.offline_until).into(),
            row.active.into(),
            (&row.seen_at).into(),
        ],
    );
}

/// The platform says that the user is revoked.
pub(crate) fn revoke(batch: &mut Batch, user: &str) {
    batch.label("user_revoked");
    batch.add("update user set active = 0, session = null where user = ?", [user.into()]);
}

/// One user.
pub(crate) async fn one(
    connection: &mut SqliteConnection,
    user: &str,
) -> Result<Option<UserRow>, StoreError> {
    let sql = "select * from user where user = ?";
    Ok(sqlx::query_as(sql).bind(user).fetch_optional(connection).await?)
}
