//! Gateways to outside systems.

use axum::extract::State;
use axum::response::Response;
use domain::wire::outside::{CertificateOpen, CertificateQuery, SharedDataQuery};

use super::body::Json;
use super::{App, answer, done};
use crate::Caller;

/// Lists e-certificates; the platform names the operator, the station the case or draft.
#[utoipa::path(post, path = "/v1/certificates/query", tag = "outside",
    request_body = ref("#/components/schemas/CertificateQuery"),
    responses((status = 200, body = ref("#/components/schemas/CertificateAnswer")),
        (status = 422, description = "cert_show_code, cert_no_entrustment, cert_entrustment_expired, \
            cert_credentials, cert_refused", body = ref("#/components/schemas/Failure")),
        (status = 502, description = "cert_service_error, cert_service_rubbish",
            body = ref("#/components/schemas/Failure")),
        (status = 503, description = "cert_service_down, cert_not_connected",
            body = ref("#/components/schemas/Failure")),
        (status = 504, description = "cert_service_slow",
            body = ref("#/components/schemas/Failure"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn certificates(
    State(app): State<App>,
    caller: Caller,
    Json(query): Json<CertificateQuery>,
) -> Response {
    answer(app.platform.certificates(&caller, &query).await)
}

/// Data and file of one e-certificate.
#[utoipa::path(post, path = "/v1/certificates/open", tag = "outside",
    request_body = ref("#/components/schemas/CertificateOpen"),
    responses((status = 200, body = ref("#/components/schemas/CertificateFile")),
        (status = 422, description = "cert_auth_code, cert_file_unavailable",
            body = ref("#/components/schemas/Failure"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn open_certificate(
    State(app): State<App>,
    caller: Caller,
    Json(ask): Json<CertificateOpen>,
) -> Response {
    answer(app.platform.open_certificate(&caller, &ask).await)
}

/// Checks against shared data.
#[utoipa::path(post, path = "/v1/shared-data", tag = "outside",
    request_body = ref("#/components/schemas/SharedDataQuery"),
    responses((status = 503, description = "shared_data_not_connected",
        body = ref("#/components/schemas/Failure"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn shared_data(
    State(app): State<App>,
    caller: Caller,
    Json(query): Json<SharedDataQuery>,
) -> Response {
    done(app.platform.shared_data(&caller, &query).await)
}

/// Credit records.
#[utoipa::path(post, path = "/v1/credit", tag = "outside",
    request_body = ref("#/components/schemas/SharedDataQuery"),
    responses((status = 503, description = "credit_not_connected",
        body = ref("#/components/schemas/Failure"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn credit(
    State(app): State<App>,
    caller: Caller,
    Json(query): Json<SharedDataQuery>,
) -> Response {
    done(app.platform.credit(&caller, &query).await)
}
