//! Drafts and tickets.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::ids::ApplicationId;
use domain::wire::desk::{DraftPut, TicketAdd, TicketCall};
use serde::Deserialize;

use super::body::Json;
use super::{App, answer};
use crate::Caller;

/// Header that carries the key of the vendor's queue.
const QUEUE_HEADER: &str = "x-queue-key";

#[derive(Deserialize)]
pub(super) struct Expected {
    #[serde(default)]
    expected: u32,
}

/// The hall's shared drafts, newest first.
#[utoipa::path(get, path = "/v1/drafts", tag = "desk",
    responses((status = 200, body = ref("#/components/schemas/DraftList"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn drafts(State(app): State<App>, caller: Caller) -> Response {
    answer(app.platform.drafts(&caller).await)
}

/// Writes a draft if nobody wrote in between; the signed-in user becomes its owner.
#[utoipa::path(put, path = "/v1/drafts/{id}", tag = "desk", params(("id" = String, Path)),
    request_body = ref("#/components/schemas/DraftPut"),
    responses((status = 200, body = ref("#/components/schemas/DraftAnswer"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn put_draft(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Json(put): Json<DraftPut>,
) -> Response {
    answer(app.platform.put_draft(&caller, &ApplicationId(id), &put).await)
}

/// Gives a draft up.
#[utoipa::path(delete, path = "/v1/drafts/{id}", tag = "desk",
    params(("id" = String, Path), ("expected" = u32, Query, description = "version given up")),
    responses((status = 200, body = ref("#/components/schemas/DraftAnswer"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn drop_draft(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(query): Query<Expected>,
) -> Response {
    answer(app.platform.drop_draft(&caller, &ApplicationId(id), query.expected).await)
}

/// Today's tickets in order.
#[utoipa::path(get, path = "/v1/tickets", tag = "desk",
    responses((status = 200, body = ref("#/components/schemas/TicketList"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn tickets(State(app): State<App>, caller: Caller) -> Response {
    answer(app.platform.tickets(&caller).await)
}

/// Somebody took a ticket at a desk.
#[utoipa::path(post, path = "/v1/tickets", tag = "desk",
    request_body = ref("#/components/schemas/TicketAdd"),
    responses((status = 200, body = ref("#/components/schemas/Ticket"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn add_ticket(
    State(app): State<App>,
    caller: Caller,
    Json(add): Json<TicketAdd>,
) -> Response {
    answer(app.platform.add_ticket(&caller, &add).await)
}

/// The next ticket, for the calling counter alone.
#[utoipa::path(post, path = "/v1/tickets/next", tag = "desk",
    request_body = ref("#/components/schemas/TicketCall"),
    responses((status = 200, body = ref("#/components/schemas/TicketAnswer"))),
    security(("station" = [], "session" = [])))]
pub(super) async fn next_ticket(
    State(app): State<App>,
    caller: Caller,
    Json(call): Json<TicketCall>,
) -> Response {
    answer(app.platform.next_ticket(&caller, &call).await)
}

/// The hook of a vendor's queue; `x-queue-key` carries its key.
#[utoipa::path(post, path = "/v1/tickets/queue", tag = "desk",
    request_body = ref("#/components/schemas/TicketAdd"),
    responses((status = 200, body = ref("#/components/schemas/Ticket")),
        (status = 401, description = "queue.key", body = ref("#/components/schemas/Failure"))),
    security(("queue" = [])))]
pub(super) async fn queue_ticket(
    State(app): State<App>,
    headers: HeaderMap,
    Json(add): Json<TicketAdd>,
) -> Response {
    let key = headers.get(QUEUE_HEADER).and_then(|value| value.to_str().ok());
    answer(app.platform.queue_ticket(key.unwrap_or_default(), &add).await)
}
