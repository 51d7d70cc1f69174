//! Enrolling, signing in, the recovery deposit.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::wire::access::{EnrolRequest, PasswordChange, RecoveryDeposit, SignIn};

use super::body::Json;
use super::{App, answer, done};
use crate::Caller;

/// The platform's CA certificate. A new station fetches it before it can trust the connection, and
/// compares it with the fingerprint in its code.
#[utoipa::path(get, path = "/v1/ca", tag = "access",
    responses((status = 200, body = String, content_type = "application/x-pem-file")))]
pub(super) async fn ca(State(app): State<App>) -> Response {
    ([(header::CONTENT_TYPE, "application/x-pem-file")], app.ca).into_response()
}

/// A machine with a one-time code becomes a station.
#[utoipa::path(post, path = "/v1/enrol", tag = "access",
    request_body = ref("#/components/schemas/EnrolRequest"),
    responses((status = 200, body = ref("#/components/schemas/EnrolAnswer")),
        (status = 403, description = "station.code", body = ref("#/components/schemas/Failure"))))]
pub(super) async fn enrol(State(app): State<App>, Json(ask): Json<EnrolRequest>) -> Response {
    answer(app.platform.enrol(&ask).await)
}

/// Keeps the station's database key, sealed to the recovery key.
#[utoipa::path(put, path = "/v1/recovery", tag = "access",
    request_body = ref("#/components/schemas/RecoveryDeposit"), responses((status = 204)),
    security(("station" = [])))]
pub(super) async fn deposit(
    State(app): State<App>,
    caller: Caller,
    Json(deposit): Json<RecoveryDeposit>,
) -> Response {
    done(app.platform.deposit(&caller, &deposit).await)
}

/// A session that is good at the calling station only.
#[utoipa::path(post, path = "/v1/sign-in", tag = "access",
    request_body = ref("#/components/schemas/SignIn"),
    responses((status = 200, body = ref("#/components/schemas/SignInAnswer")),
        (status = 401, description = "user.wrong", body = ref("#/components/schemas/Failure")),
        (status = 403, description = "user.revoked, user.hall, station.revoked",
            body = ref("#/components/schemas/Failure")),
        (status = 423, description = "user.locked", body = ref("#/components/schemas/Failure"))),
    security(("station" = [])))]
pub(super) async fn sign_in(
    State(app): State<App>,
    caller: Caller,
    Json(ask): Json<SignIn>,
) -> Response {
    answer(app.platform.sign_in(&caller, &ask).await)
}

/// Ends the session.
#[utoipa::path(post, path = "/v1/sign-out", tag = "access", responses((status = 204)),
    security(("station" = [], "session" = [])))]
pub(super) async fn sign_out(State(app): State<App>, caller: Caller) -> Response {
    done(app.platform.sign_out(&caller).await)
}

/// Changes the signed-in user's own password.
#[utoipa::path(post, path = "/v1/password", tag = "access",
    request_body = ref("#/components/schemas/PasswordChange"), responses((status = 204)),
    security(("station" = [], "session" = [])))]
pub(super) async fn password(
    State(app): State<App>,
    caller: Caller,
    Json(change): Json<PasswordChange>,
) -> Response {
    done(app.platform.change_password(&caller, &change).await)
}
