//! Drafts, tickets and editions of the catalogue.

use domain::ids::{ApplicationId, CounterNo, HallId, UserId};
use domain::wire::desk::{Draft, Edition, Ticket, TicketState};
use jiff::civil::Date;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::small;
use crate::clock::from_millis;
use crate::error::{PlatformError, Result};

/// A draft as stored: gone ones keep their version, so that a late write is turned away.
pub(crate) enum DraftRow {
    Here(Box<Draft>),
    Gone,
}

fn read_draft(row: &SqliteRow) -> Result<DraftRow> {
    let Some(body) = row.try_get::<Option<String>, _>("body")? else {
        return Ok(DraftRow::Gone);
    };
    Ok(DraftRow::Here(Box::new(Draft {
        id: ApplicationId(row.try_get("id")?),
        version: small(row.try_get("version")?),
        hall: HallId(row.try_get("hall")?),
        owner: UserId(row.try_get("owner")?),
        owner_name: row.try_get("owner_name")?,
        counter: row.try_get::<Option<String>, _>("counter")?.map(CounterNo),
        summary: row.try_get("summary")?,
        body,
        pages: serde_json::from_str(row.try_get("pages")?)?,
        changed: from_millis(row.try_get("changed")?),
    })))
}

pub(crate) async fn draft(
    tx: &mut SqliteConnection,
    id: &ApplicationId,
) -> Result<Option<DraftRow>> {
    let row = sqlx::query("SELECT * FROM draft WHERE id = ?")
        .bind(id.as_str())
        .fetch_optional(tx)
        .await?;
    row.as_ref().map(read_draft).transpose()
}

pub(crate) async fn drafts(tx: &mut SqliteConnection, hall: &HallId) -> Result<Vec<Draft>> {
    let rows = sqlx::query(
        "SELECT * FROM draft WHERE hall = ? AND body IS NOT NULL ORDER BY changed DESC, id",
    )
    .bind(hall.as_str())
    .fetch_all(tx)
    .await?;
    let mut drafts = Vec::with_capacity(rows.len());
    for row in &rows {
        if let DraftRow::Here(draft) = read_draft(row)? {
            drafts.push(*draft);
        }
    }
    Ok(drafts)
}

pub(crate) async fn save_draft(tx: &mut SqliteConnection, draft: &Draft) -> Result<()> {
    sqlx::query(
        "INSERT INTO draft VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET version = ?2, owner = ?4, owner_name = ?5, counter = ?6,
             summary = ?7, body = ?8, pages = ?9, changed = ?10",
    )
    .bind(draft.id.as_str())
    .bind(draft.version)
    .bind(draft.hall.as_str())
    .bind(draft.owner.as_str())
    .bind(&draft.owner_name)
    .bind(draft.counter.as_ref().map(CounterNo::as_str))
    .bind(&draft.summary)
    .bind(&draft.body)
    .bind(serde_json::to_string(&draft.pages)?)
    .bind(draft.changed.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties a draft; a row without content stays.
pub(crate) async fn drop_draft(
    tx: &mut SqliteConnection,
    id: &ApplicationId,
    hall: &HallId,
    now: i64,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO draft VALUES (?1, 0, ?2, '', '', NULL, '', NULL, '[]', ?3)
         ON CONFLICT (id) DO UPDATE SET summary = '', body = NULL, pages = '[]', changed = ?3",
    )
    .bind(id.as_str())
    .bind(hall.as_str())
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties drafts that nobody has touched since a time, and returns how many.
pub(crate) async fn expire_drafts(tx: &mut SqliteConnection, before: i64, now: i64) -> Result<u64> {
    let done = sqlx::query(
        "UPDATE draft SET summary = '', body = NULL, pages = '[]', changed = ?
         WHERE body IS NOT NULL AND changed < ?",
    )
    .bind(now)
    .bind(before)
    .execute(tx)
    .await?;
    Ok(done.rows_affected())
}

fn state_name(state: TicketState) -> &'static str {
    match state {
        TicketState::Waiting => "waiting",
        TicketState::Called => "called",
        TicketState::Dropped => "dropped",
    }
}

fn read_ticket(row: &SqliteRow) -> Result<Ticket> {
    let date: String = row.try_get("date")?;
    Ok(Ticket {
        number: row.try_get("number")?,
        date: date
            .parse::<Date>()
            .map_err(|e| PlatformError::Internal(format!("ticket date: {e}")))?,
        matter: row.try_get("matter")?,
        priority: row.try_get("priority")?,
        taken: from_millis(row.try_get("taken")?),
        state: match row.try_get::<String, _>("state")?.as_str() {
            "waiting" => TicketState::Waiting,
            "called" => TicketState::Called,
            _ => TicketState::Dropped,
        },
        counter: row.try_get::<Option<String>, _>("counter")?.map(CounterNo),
    })
}

/// Adds a ticket; one with the same number on the day stays as it is.
pub(crate) async fn add_ticket(
    tx: &mut SqliteConnection,
    hall: &HallId,
    ticket: &Ticket,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO ticket (hall, date, number, matter, priority, taken, state)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(hall.as_str())
    .bind(ticket.date.to_string())
    .bind(&ticket.number)
    .bind(&ticket.matter)
    .bind(ticket.priority)
    .bind(ticket.taken.as_millisecond())
    .bind(state_name(ticket.state))
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes a waiting ticket out of the queue.
pub(crate) async fn drop_ticket(
    tx: &mut SqliteConnection,
    hall: &HallId,
    date: Date,
    number: &str,
) -> Result<()> {
    sqlx::query(
        "UPDATE ticket SET state = 'dropped'
         WHERE hall = ? AND date = ? AND number = ? AND state = 'waiting'",
    )
    .bind(hall.as_str())
    .bind(date.to_string())
    .bind(number)
    .execute(tx)
    .await?;
    Ok(())
}

/// A ticket by its number.
pub(crate) async fn ticket(
    tx: &mut SqliteConnection,
    hall: &HallId,
    date: Date,
    number: &str,
) -> Result<Option<Ticket>> {
    let row = sqlx::query("SELECT * FROM ticket WHERE hall = ? AND date = ? AND number = ?")
        .bind(hall.as_str())
        .bind(date.to_string())
        .bind(number)
        .fetch_optional(tx)
        .await?;
    row.as_ref().map(read_ticket).transpose()
}

/// Calls the next waiting ticket for a counter; the same call gets the same ticket again.
pub(crate) async fn call_ticket(
    tx: &mut SqliteConnection,
    hall: &HallId,
    date: Date,
    counter: Option<&CounterNo>,
    request: &str,
) -> Result<Option<Ticket>> {
    let known = sqlx::query("SELECT * FROM ticket WHERE request = ?")
        .bind(request)
        .fetch_optional(&mut *tx)
        .await?;
    if let Some(row) = known {
        return read_ticket(&row).map(Some);
    }
    let row = sqlx::query(
        "UPDATE ticket SET state = 'called', counter = ?3, request = ?4 WHERE id = (
             SELECT id FROM ticket WHERE hall = ?1 AND date = ?2 AND state = 'waiting'
             ORDER BY priority DESC, id LIMIT 1)
         RETURNING *",
    )
    .bind(hall.as_str())
    .bind(date.to_string())
    .bind(counter.map(CounterNo::as_str))
    .bind(request)
    .fetch_optional(tx)
    .await?;
    row.as_ref().map(read_ticket).transpose()
}

pub(crate) async fn tickets(
    tx: &mut SqliteConnection,
    hall: &HallId,
    date: Date,
) -> Result<Vec<Ticket>> {
    let rows = sqlx::query("SELECT * FROM ticket WHERE hall = ? AND date = ? ORDER BY id")
        .bind(hall.as_str())
        .bind(date.to_string())
        .fetch_all(tx)
        .await?;
    rows.iter().map(read_ticket).collect()
}

/// How many tickets wait.
pub(crate) async fn waiting(tx: &mut SqliteConnection, hall: &HallId, date: Date) -> Result<u32> {
    let row = sqlx::query(
        "SELECT count(*) FROM ticket WHERE hall = ? AND date = ? AND state = 'waiting'",
    )
    .bind(hall.as_str())
    .bind(date.to_string())
    .fetch_one(tx)
    .await?;
    Ok(small(row.try_get(0)?))
}

/// Publishes an edition.
pub(crate) async fn publish(tx: &mut SqliteConnection, edition: &Edition, now: i64) -> Result<()> {
    sqlx::query("INSERT INTO edition VALUES (?, ?, ?, ?)")
        .bind(edition.number)
        .bind(&edition.hash)
        .bind(&edition.catalogue)
        .bind(now)
        .execute(tx)
        .await?;
    Ok(())
}

/// Number and hash of the newest edition.
pub(crate) async fn newest_edition(tx: &mut SqliteConnection) -> Result<Option<(u32, String)>> {
    let row = sqlx::query("SELECT number, hash FROM edition ORDER BY number DESC LIMIT 1")
        .fetch_optional(tx)
        .await?;
    row.map(|row| Ok((small(row.try_get(0)?), row.try_get(1)?))).transpose()
}

/// An edition with its text.
pub(crate) async fn edition(tx: &mut SqliteConnection, number: u32) -> Result<Option<Edition>> {
    let row = sqlx::query("SELECT hash, catalogue FROM edition WHERE number = ?")
        .bind(number)
        .fetch_optional(tx)
        .await?;
    row.map(|row| Ok(Edition { number, catalogue: row.try_get(1)?, hash: row.try_get(0)? }))
        .transpose()
}
