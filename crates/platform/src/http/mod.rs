//! The platform on the wire: axum over TLS. Handlers read, call [`Platform`], and answer.

mod access;
mod admin;
mod body;
mod desk;
mod openapi;
mod outside;
mod pages;
mod server;
mod sync;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use domain::wire::access::Failure;
use serde::Serialize;

use crate::Platform;
use crate::error::{PlatformError, Result};

pub use openapi::document;
pub use server::{Listen, Server};

/// What handlers share.
#[derive(Clone, Debug)]
pub(crate) struct App {
    platform: Platform,
    /// The CA certificate, PEM; empty on plain HTTP.
    ca: String,
}

impl IntoResponse for PlatformError {
    fn into_response(self) -> Response {
        if self.status() >= 500 {
            tracing::error!(code = self.code(), error = %self, "failed");
        }
        failure(self.status(), &self.failure())
    }
}

/// An error answer.
fn failure(status: u16, failure: &Failure) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(failure)).into_response()
}

/// A JSON answer.
fn answer<T: Serialize>(result: Result<T>) -> Response {
    match result {
        Ok(value) => axum::Json(value).into_response(),
        Err(error) => error.into_response(),
    }
}

/// An answer without content.
fn done(result: Result<()>) -> Response {
    match result {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => error.into_response(),
    }
}

async fn unknown() -> Response {
    failure(
        404,
        &Failure {
            code: "request.unknown".to_owned(),
            message: "平台没有这个接口，程序版本可能不一致，请联系管理员".to_owned(),
        },
    )
}

/// All routes, ready to be served or called in process (`tower::Service`).
pub fn router(platform: Platform, ca: String) -> Router {
    let app = App { platform, ca };
    Router::new()
        .merge(station_routes())
        .merge(desk_routes())
        .merge(admin_routes())
        .route("/v1/openapi.json", get(openapi::serve))
        .fallback(unknown)
        .layer(middleware::from_fn(body::speak))
        .layer(middleware::from_fn(body::compress))
        .layer(middleware::from_fn(body::log))
        .with_state(app)
}

fn station_routes() -> Router<App> {
    Router::new()
        .route("/v1/ca", get(access::ca))
        .route("/v1/enrol", post(access::enrol))
        .route("/v1/recovery", put(access::deposit))
        .route("/v1/sign-in", post(access::sign_in))
        .route("/v1/sign-out", post(access::sign_out))
        .route("/v1/password", post(access::password))
        .route("/v1/hello", post(sync::hello))
        .route("/v1/submissions", post(sync::submissions))
        .route("/v1/feed", get(sync::feed))
        .route("/v1/snapshots/{partition}", get(sync::snapshot))
        .route("/v1/wake", get(sync::wake))
        .route("/v1/leases", post(sync::leases))
        .route("/v1/catalogue", get(sync::catalogue))
        .route("/v1/blobs/have", post(pages::have))
        .route("/v1/blobs/{hash}/{chunk}", get(pages::get_chunk).put(pages::put_chunk))
}

fn desk_routes() -> Router<App> {
    Router::new()
        .route("/v1/drafts", get(desk::drafts))
        .route("/v1/drafts/{id}", put(desk::put_draft))
        .route("/v1/drafts/{id}", delete(desk::drop_draft))
        .route("/v1/tickets", get(desk::tickets).post(desk::add_ticket))
        .route("/v1/tickets/next", post(desk::next_ticket))
        .route("/v1/tickets/queue", post(desk::queue_ticket))
        .route("/v1/certificates/query", post(outside::certificates))
        .route("/v1/certificates/open", post(outside::open_certificate))
        .route("/v1/shared-data", post(outside::shared_data))
        .route("/v1/credit", post(outside::credit))
}

fn admin_routes() -> Router<App> {
    Router::new()
        .route("/v1/admin/users", get(admin::users))
        .route("/v1/admin/users/{user}", put(admin::put_user))
        .route("/v1/admin/stations", get(admin::stations))
        .route("/v1/admin/stations/{station}", put(admin::set_station))
        .route("/v1/admin/station-codes", post(admin::station_code))
        .route("/v1/admin/sync-health", get(admin::sync_health))
        .route("/v1/admin/incidents/{id}", put(admin::close_incident))
        .route("/v1/admin/audit", get(admin::audit))
}
