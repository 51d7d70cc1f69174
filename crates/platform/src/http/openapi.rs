//! The OpenAPI document: paths from the handlers, schemas from the wire types.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};
use utoipa::OpenApi;

use super::{access, admin, desk, outside, pages, sync};
use domain::wire::access as wire_access;
use domain::wire::admin as wire_admin;
use domain::wire::desk as wire_desk;
use domain::wire::number as wire_number;
use domain::wire::outside as wire_outside;
use domain::wire::page as wire_page;
use domain::wire::{FeedPage, Hello, HelloAnswer, PushAnswer, PushBatch};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Yichuang platform 一窗中心平台",
        license(name = "Apache-2.0"),
        description = "Normative text: docs/sync-protocol.md. Every error answer is a `Failure`."
    ),
    paths(
        access::ca,
        access::enrol,
        access::deposit,
        access::sign_in,
        access::sign_out,
        access::password,
        sync::hello,
        sync::submissions,
        sync::feed,
        sync::snapshot,
        sync::wake,
        sync::leases,
        sync::catalogue,
        pages::have,
        pages::put_chunk,
        pages::get_chunk,
        desk::drafts,
        desk::put_draft,
        desk::drop_draft,
        desk::tickets,
        desk::add_ticket,
        desk::next_ticket,
        desk::queue_ticket,
        outside::certificates,
        outside::open_certificate,
        outside::shared_data,
        outside::credit,
        admin::users,
        admin::put_user,
        admin::stations,
        admin::set_station,
        admin::station_code,
        admin::sync_health,
        admin::close_incident,
        admin::audit,
    )
)]
struct Paths;

/// Adds a wire type, and whatever it names, to the schemas.
fn add<T: JsonSchema>(generator: &mut SchemaGenerator) {
    generator.subschema_for::<T>();
}

/// Schemas of all bodies by name.
fn schemas() -> serde_json::Map<String, Value> {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    let all: [fn(&mut SchemaGenerator); 35] = [
        add::<wire_access::EnrolRequest>,
        add::<wire_access::EnrolAnswer>,
        add::<wire_access::RecoveryDeposit>,
        add::<wire_access::SignIn>,
        add::<wire_access::SignInAnswer>,
        add::<wire_access::PasswordChange>,
        add::<wire_access::Failure>,
        add::<Hello>,
        add::<HelloAnswer>,
        add::<PushBatch>,
        add::<PushAnswer>,
        add::<FeedPage>,
        add::<wire_number::LeaseRequest>,
        add::<wire_number::LeaseAnswer>,
        add::<wire_page::BlobQuestion>,
        add::<wire_page::BlobAnswer>,
        add::<wire_page::ChunkAnswer>,
        add::<wire_desk::CatalogueAnswer>,
        add::<wire_desk::DraftPut>,
        add::<wire_desk::DraftAnswer>,
        add::<wire_desk::DraftList>,
        add::<wire_desk::TicketCall>,
        add::<wire_desk::TicketAnswer>,
        add::<wire_desk::TicketAdd>,
        add::<wire_desk::TicketList>,
        add::<wire_outside::CertificateQuery>,
        add::<wire_outside::CertificateAnswer>,
        add::<wire_outside::CertificateOpen>,
        add::<wire_outside::CertificateFile>,
        add::<wire_outside::SharedDataQuery>,
        add::<wire_admin::UserList>,
        add::<wire_admin::UserPut>,
        add::<wire_admin::StationList>,
        add::<wire_admin::StationCodeRequest>,
        add::<wire_admin::StationCodeAnswer>,
    ];
    for one in all {
        one(&mut generator);
    }
    add::<wire_admin::SyncHealth>(&mut generator);
    add::<wire_admin::AuditList>(&mut generator);
    generator.take_definitions(true)
}

/// The document as JSON text, the same on every run.
///
/// # Errors
/// Never in practice: every key is text.
pub fn document() -> serde_json::Result<String> {
    let mut document = serde_json::to_value(Paths::openapi())?;
    let header = |name: &str| json!({ "type": "apiKey", "in": "header", "name": name });
    document["components"] = json!({
        "schemas": schemas(),
        "securitySchemes": {
            "station": header(wire_access::STATION_HEADER),
            "session": { "type": "http", "scheme": "bearer" },
            "queue": header("x-queue-key"),
        },
    });
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

pub(super) async fn serve() -> Response {
    match document() {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
        Err(error) => crate::PlatformError::from(error).into_response(),
    }
}

#[cfg(test)]
mod tests;
