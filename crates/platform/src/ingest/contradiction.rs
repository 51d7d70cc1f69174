//! What only the platform can see: numbers used twice, the same matter at two counters. What was
//! handed over binds, so each opens a task for a person (design §4).

use domain::action::{Actor, Paper, Role};
use domain::event::{Event, Fact};
use domain::ids::{CaseNo, StationId, UserId};
use domain::wire::{Envelope, PLATFORM_DEVICE, StreamId, sm3_hex};
use jiff::Timestamp;
use sqlx::SqliteConnection;

use crate::error::Result;
use crate::store::stream;

/// What a contradiction is looked for in.
pub(super) struct Seen<'a> {
    pub(super) stream: &'a StreamId,
    pub(super) envelope: &'a Envelope,
    pub(super) now: Timestamp,
}

/// One contradiction.
struct Found {
    case: Option<CaseNo>,
    code: &'static str,
    message: String,
}

/// The platform as an actor (系统).
pub(crate) fn system_actor(hall: &domain::ids::HallId) -> Actor {
    Actor {
        user: UserId::from("system"),
        name: "系统".to_owned(),
        staff_no: String::new(),
        roles: vec![Role::System],
        department: None,
        hall: hall.clone(),
        station: StationId::from(PLATFORM_DEVICE),
        counter: None,
    }
}

/// Whose a case is, without keeping the number itself.
pub(super) fn applicant_key(application: &domain::intake::Intake) -> String {
    application.applicant.as_ref().map_or_else(String::new, |party| {
        let number = party.id_number.trim().to_ascii_uppercase();
        sm3_hex(format!("{:?}:{number}", party.id_kind).as_bytes())
    })
}

/// Events that raise what contradicts the decided ones.
pub(super) async fn find(
    tx: &mut SqliteConnection,
    seen: &Seen<'_>,
    events: &[Event],
) -> Result<Vec<Event>> {
    let mut found = Vec::new();
    for event in events {
        opened_twice(tx, seen, &event.fact, &mut found).await?;
        if let Some(paper) = event.fact.paper() {
            numbered_twice(tx, seen, paper, &mut found).await?;
        }
    }
    let key = format!("{}-{}", seen.envelope.device, seen.envelope.seq);
    Ok(found
        .into_iter()
        .enumerate()
        .map(|(i, found)| Event {
            by: system_actor(&seen.envelope.actor.hall),
            at: seen.now,
            offline: false,
            fact: Fact::ContradictionRaised {
                task: format!("platform-{key}-{}-{}", seen.envelope.epoch, i + 1),
                case: found.case,
                code: found.code.to_owned(),
                message: found.message,
            },
        })
        .collect())
}

/// A case number that another application bears; an open case for the same matter that the counter
/// could not know of.
async fn opened_twice(
    tx: &mut SqliteConnection,
    seen: &Seen<'_>,
    fact: &Fact,
    found: &mut Vec<Found>,
) -> Result<()> {
    let applicant = match fact {
        Fact::ApplicationReceived { intake, .. } => applicant_key(intake),
        // a case that goes on from another of the same application is no second matter
        _ => String::new(),
    };
    for opening in fact.openings() {
        if stream::same_number(tx, seen.stream, opening.case.as_str()).await?.is_some() {
            found.push(Found {
                case: Some(opening.case.clone()),
                code: "number.case_twice",
                message: format!(
                    "办件编号 {} 已被另一申办使用。请核对两件，向申请人换发凭证并作废其中一份",
                    opening.case
                ),
            });
        }
        let item = opening.item.as_str();
        let position = seen.envelope.seen;
        let other = match applicant.as_str() {
            "" => None,
            key => stream::same_matter(tx, seen.stream, key, item, position).await?,
        };
        if let Some(other) = other {
            found.push(Found {
                case: Some(opening.case.clone()),
                code: "application.twice",
                message: format!(
                    "同一申请人的同一事项已有在办件 {other}（收件时两窗口互不知情）。请联系申请人，撤回其中一件"
                ),
            });
        }
    }
    Ok(())
}

/// A paper number that another paper bears.
async fn numbered_twice(
    tx: &mut SqliteConnection,
    seen: &Seen<'_>,
    paper: &Paper,
    found: &mut Vec<Found>,
) -> Result<()> {
    if stream::number_taken(tx, paper.number.as_str(), seen.stream, &paper.hash).await? {
        found.push(Found {
            case: None,
            code: "number.paper_twice",
            message: format!(
                "文书编号 {} 已用于另一份文书。请核对两份，更正其中一份并重新送达",
                paper.number
            ),
        });
    }
    Ok(())
}
