//! What belongs to a counter's day, and so to another stream than the applications.

use domain::action::{Action, HandOverRow, ShiftCounts, ShiftSide};
use domain::document::DocumentKind;
use domain::ids::{ApplicationId, CaseNo, CounterNo, DepartmentId, DocumentNo, HallId};
use domain::wire::StreamId;
use workstation::clock::legal_date;
use workstation::engine::EngineError;

use super::acts::{Make, papered, plain, submit};
use super::hall::{HALL, HALL_WORD};
use super::world::World;

/// Papers that a jammed printer eats at once.
const PAD: u32 = 20;

/// The day of a counter, by that desk's clock.
pub(super) fn stream(world: &World, desk: usize, counter: &str) -> StreamId {
    let today = legal_date(world.desks[desk].engine().clock().now());
    StreamId::counter_day(&HallId::from(HALL), &CounterNo::from(counter), today)
}

/// Something happens at a counter that is about no application, or a department confirms what it got.
pub(super) async fn something(world: &mut World, desk: usize) -> Result<(), EngineError> {
    let counters = ["01", "02"];
    let Some(counter) = counters.get(desk) else {
        return confirm(world, desk, counters[desk % 2]).await;
    };
    let id = stream(world, desk, counter);
    let ticket = format!("A{:03}", world.chance.below(1000));
    let make = match world.chance.below(6) {
        0 => plain(Action::CallTicket { ticket, matter: "排水".to_owned() }),
        1 => plain(Action::EndVisit { ticket, received: true, seconds: 60 }),
        2 => papered(DocumentKind::GuidanceNotice, HALL_WORD, |_, paper| Action::GiveGuidance {
            ticket,
            applicant: "王芳".to_owned(),
            matter: "排水".to_owned(),
            paper,
        }),
        3 => hand_over(world),
        4 => plain(Action::SignShift {
            side: *world.chance.pick(&[ShiftSide::Leaving, ShiftSide::Arriving]),
            counts: ShiftCounts::default(),
            remarks: String::new(),
            paper: None,
        }),
        _ => pad(),
    };
    submit(world, desk, &id, make).await.map(|_| ())
}

/// A list of papers for a department: its partition joins the day late.
fn hand_over(world: &mut World) -> Make {
    let to = DepartmentId::from(*world.chance.pick(&["water", "city"]));
    papered(DocumentKind::HandoverList, HALL_WORD, move |_, paper| {
        let row = HandOverRow {
            application: ApplicationId::from("a"),
            case: CaseNo::from("c"),
            applicant: "王芳".to_owned(),
            item: "排水许可".to_owned(),
            material: "平面图".to_owned(),
            copies: 1,
            pages: 1,
            original: false,
        };
        let list = DocumentNo(paper.number.0.clone());
        Action::HandOver { list, to, rows: vec![row], paper }
    })
}

/// A printer eats a pad of papers: their numbers are gone.
fn pad() -> Make {
    Box::new(|pen| {
        for _ in 1..PAD {
            pen.document_no(HALL_WORD)?;
        }
        let paper = super::acts::paper(pen, DocumentKind::Receipt, HALL_WORD)?;
        Ok(Action::VoidPaper { paper, reason: "卡纸".to_owned() })
    })
}

async fn confirm(world: &mut World, desk: usize, counter: &str) -> Result<(), EngineError> {
    let id = stream(world, desk, counter);
    let view = world.desks[desk].engine().stream(&id).await?;
    let lists = view.counter_day().into_iter().flat_map(|day| day.hand_overs.iter());
    let open = lists.into_iter().find(|(_, list)| list.confirmed.is_none());
    let Some(list) = open.map(|(number, _)| DocumentNo(number.clone())) else {
        return Ok(());
    };
    let missing = if world.chance.happens(300) { vec![0] } else { Vec::new() };
    let make = plain(Action::ConfirmHandOver { list, missing });
    submit(world, desk, &id, make).await.map(|_| ())
}
