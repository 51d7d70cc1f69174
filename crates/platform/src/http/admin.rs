//! The admin and duty desks.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::ids::{StationId, UserId};
use domain::wire::admin::{StationCodeRequest, UserPut};
use serde::Deserialize;

use super::body::Json;
use super::{App, answer, done};
use crate::Caller;

#[derive(Deserialize)]
pub(super) struct Active {
    active: bool,
}

#[derive(Deserialize)]
pub(super) struct AfterRow {
    #[serde(default)]
    after: u64,
}

/// All users.
#[utoipa::path(get, path = "/v1/admin/users", tag = "admin",
    responses((status = 200, body = ref("#/components/schemas/UserList"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn users(State(app): State<App>, caller: Caller) -> Response {
    answer(app.platform.users(&caller).await)
}

/// Makes or changes a user.
#[utoipa::path(put, path = "/v1/admin/users/{user}", tag = "admin",
    params(("user" = String, Path)), request_body = ref("#/components/schemas/UserPut"),
    responses((status = 204)), security(("station" = [], "session" = [])))]
pub(super) async fn put_user(
    State(app): State<App>,
    caller: Caller,
    Path(user): Path<String>,
    Json(put): Json<UserPut>,
) -> Response {
    done(app.platform.change_user(&caller, &UserId(user), &put).await)
}

/// All stations.
#[utoipa::path(get, path = "/v1/admin/stations", tag = "admin",
    responses((status = 200, body = ref("#/components/schemas/StationList"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn stations(State(app): State<App>, caller: Caller) -> Response {
    answer(app.platform.stations(&caller).await)
}

/// Stops a station, or lets it go on.
#[utoipa::path(put, path = "/v1/admin/stations/{station}", tag = "admin",
    params(("station" = String, Path), ("active" = bool, Query)),
    responses((status = 204)), security(("station" = [], "session" = [])))]
pub(super) async fn set_station(
    State(app): State<App>,
    caller: Caller,
    Path(station): Path<String>,
    Query(query): Query<Active>,
) -> Response {
    done(app.platform.set_station(&caller, &StationId(station), query.active).await)
}

/// A one-time code for the next station.
#[utoipa::path(post, path = "/v1/admin/station-codes", tag = "admin",
    request_body = ref("#/components/schemas/StationCodeRequest"),
    responses((status = 200, body = ref("#/components/schemas/StationCodeAnswer"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn station_code(
    State(app): State<App>,
    caller: Caller,
    Json(place): Json<StationCodeRequest>,
) -> Response {
    answer(app.platform.ask_station_code(&caller, &place).await)
}

/// Stations' last words, incidents, what is held, the last backup.
#[utoipa::path(get, path = "/v1/admin/sync-health", tag = "admin",
    responses((status = 200, body = ref("#/components/schemas/SyncHealth"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn sync_health(State(app): State<App>, caller: Caller) -> Response {
    answer(app.platform.sync_health(&caller).await)
}

/// Somebody looked at an incident.
#[utoipa::path(put, path = "/v1/admin/incidents/{id}", tag = "admin",
    params(("id" = u64, Path)), responses((status = 204)),
    security(("station" = [], "session" = [])))]
pub(super) async fn close_incident(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<u64>,
) -> Response {
    done(app.platform.close_incident(&caller, id).await)
}

/// The audit table, five hundred rows at a time.
#[utoipa::path(get, path = "/v1/admin/audit", tag = "admin",
    params(("after" = u64, Query, description = "number of the last row known")),
    responses((status = 200, body = ref("#/components/schemas/AuditList"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn audit(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<AfterRow>,
) -> Response {
    answer(app.platform.audit(&caller, query.after).await)
}
