//! Hello, submissions, feed, snapshots, wake, leases, catalogue.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::wire::number::LeaseRequest;
use domain::wire::{Hello, Partition, Position, PushBatch};
use futures_util::{StreamExt, stream};
use serde::Deserialize;

use super::body::Json;
use super::{App, answer};
use crate::error::{Result, said};
use crate::{Caller, Wake};

#[derive(Deserialize)]
pub(super) struct After {
    #[serde(default)]
    after: Position,
    #[serde(default)]
    partition: String,
}

fn partition(text: &str) -> Result<Partition> {
    text.parse().map_err(|e: domain::wire::partition::NoPartition| {
        said(400, "partition.name", e.to_string())
    })
}

/// What both sides have, and whether the station may go on.
#[utoipa::path(post, path = "/v1/hello", tag = "sync",
    request_body = ref("#/components/schemas/Hello"),
    responses((status = 200, body = ref("#/components/schemas/HelloAnswer")),
        (status = 401, description = "station.unknown", body = ref("#/components/schemas/Failure"))),
    security(("station" = [])))]
pub(super) async fn hello(
    State(app): State<App>,
    caller: Caller,
    Json(hello): Json<Hello>,
) -> Response {
    answer(app.platform.hello(&caller, &hello).await)
}

/// Takes a batch of submissions, `Content-Encoding: gzip`; each has its own receipt.
#[utoipa::path(post, path = "/v1/submissions", tag = "sync",
    request_body = ref("#/components/schemas/PushBatch"),
    responses((status = 200, body = ref("#/components/schemas/PushAnswer")),
        (status = 403, description = "station.revoked", body = ref("#/components/schemas/Failure"))),
    security(("station" = [])))]
pub(super) async fn submissions(
    State(app): State<App>,
    caller: Caller,
    Json(batch): Json<PushBatch>,
) -> Response {
    answer(app.platform.push(&caller, &batch).await)
}

/// Verdicts of a partition after a cursor.
#[utoipa::path(get, path = "/v1/feed", tag = "sync",
    params(("partition" = String, Query, description = "`hall:ID` or `department:ID`"),
        ("after" = u64, Query, description = "`through` of the page before, 0 at first")),
    responses((status = 200, body = ref("#/components/schemas/FeedPage")),
        (status = 403, description = "partition.closed", body = ref("#/components/schemas/Failure"))),
    security(("station" = [])))]
pub(super) async fn feed(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<After>,
) -> Response {
    match partition(&query.partition) {
        Ok(partition) => answer(app.platform.feed(&caller, &partition, query.after).await),
        Err(error) => error.into_response(),
    }
}

/// A partition's whole log in one answer, for a new station.
#[utoipa::path(get, path = "/v1/snapshots/{partition}", tag = "sync",
    params(("partition" = String, Path, description = "`hall:ID` or `department:ID`")),
    responses((status = 200, body = ref("#/components/schemas/FeedPage"))),
    security(("station" = [])))]
pub(super) async fn snapshot(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
) -> Response {
    match partition(&name) {
        Ok(partition) => answer(app.platform.snapshot(&caller, &partition).await),
        Err(error) => error.into_response(),
    }
}

fn ring(wake: &Wake) -> Event {
    Event::default().event(wake.what).data(wake.position.to_string())
}

/// Server-sent events `pull`, `drafts`, `tickets`, `catalogue`: what to fetch, never what is in it.
#[utoipa::path(get, path = "/v1/wake", tag = "sync",
    responses((status = 200, body = String, content_type = "text/event-stream")),
    security(("station" = [])))]
pub(super) async fn wake(State(app): State<App>, caller: Caller) -> Response {
    let listener = match app.platform.listen(&caller).await {
        Ok(listener) => listener,
        Err(error) => return error.into_response(),
    };
    // Whoever connects may have missed something.
    let first = Event::default().event("pull").data("0");
    let rings = stream::unfold(listener, |mut listener| async move {
        let wake = listener.next().await?;
        Some((ring(&wake), listener))
    });
    let events = stream::iter([first]).chain(rings).map(Ok::<_, Infallible>);
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}

/// Number ranges; in December the first range of the next year beside this year's.
#[utoipa::path(post, path = "/v1/leases", tag = "sync",
    request_body = ref("#/components/schemas/LeaseRequest"),
    responses((status = 200, body = ref("#/components/schemas/LeaseAnswer")),
        (status = 409, description = "range.exhausted", body = ref("#/components/schemas/Failure"))),
    security(("station" = [])))]
pub(super) async fn leases(
    State(app): State<App>,
    caller: Caller,
    Json(request): Json<LeaseRequest>,
) -> Response {
    answer(app.platform.lease(&caller, &request).await)
}

#[derive(Deserialize)]
pub(super) struct AfterEdition {
    #[serde(default)]
    after: u32,
}

/// The newest edition of the catalogue, if it is newer.
#[utoipa::path(get, path = "/v1/catalogue", tag = "sync",
    params(("after" = u32, Query, description = "version that the station has")),
    responses((status = 200, body = ref("#/components/schemas/CatalogueAnswer"))),
    security(("station" = [])))]
pub(super) async fn catalogue(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<AfterEdition>,
) -> Response {
    answer(app.platform.catalogue(&caller, query.after).await)
}
