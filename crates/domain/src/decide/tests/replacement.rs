//! 事项更正: the wrong item after receipt or acceptance.

use std::collections::BTreeMap;

use super::acts::Scene;
use super::world::{
    DRAIN, FUND, HEALTH, REGISTRATION, WATER, World, app, case, clerk, day, decider, examiner,
    paper,
};
use crate::action::{Action, Opening};
use crate::application::{Outcome, Stage, Stream};
use crate::clocks::{deemed_as_of, receive_due};
use crate::decide::new_terms;
use crate::document::DocumentKind;
use crate::proceeding::Proceeding;

/// The right item in place of the one that was taken.
pub(super) fn replace(scene: &Scene<'_>) -> Action {
    let item = if scene.item == WATER { FUND } else { WATER };
    let papers = scene.state.application().map_or(0, |app| app.papers.len());
    to(scene.world, scene.state, scene.no, item, &format!("{}-{papers}", scene.no))
}

fn to(world: &World, state: &Stream, no: &str, item: &str, new: &str) -> Action {
    let none = (&BTreeMap::new(), &BTreeMap::new());
    let intake = state.application().map(|app| app.intake.clone()).unwrap_or_default();
    let of = (&world.catalogue, day("2026-05-06"));
    let terms = new_terms(&intake, &item.into(), none, of).unwrap();
    let proceeding = Proceeding::Replacement {
        opening: Opening {
            case: new.into(),
            item: item.into(),
            item_version: 1,
            department: format!("{item}-organ").as_str().into(),
            depends_on: Vec::new(),
        },
        terms: Box::new(terms),
        answers: BTreeMap::new(),
        values: BTreeMap::new(),
        reason: "名称相近，选错事项；以申请书为准".into(),
        paper: paper(DocumentKind::AmendmentNotice, &format!("更事{new}")),
    };
    Action::Proceed { case: no.into(), proceeding }
}

/// Five working days after 6 May end on 12 May, for 9 May is worked.
#[test]
fn the_right_item_goes_on_from_the_day_of_receipt() {
    let world = World::new();
    let state = world.accepted(HEALTH, "2026-05-06");
    let wrong = to(&world, &state, "1", DRAIN, "2");
    let state = world.act(&state, &clerk(), "2026-05-11", &wrong).unwrap();
    let (old, new) = (case(&state, "1"), case(&state, "2"));
    assert_eq!((old.stage, old.outcome), (Stage::Closed, Some(Outcome::Replaced)));
    let on = old.course.replaced_by.as_ref().map(|(_, to, _)| to.as_str());
    assert_eq!((on, new.replaces.as_ref().map(|no| no.as_str())), (Some("2"), Some("1")));
    assert_eq!((new.stage, new.received_on), (Stage::Received, day("2026-05-06")));
    assert!(app(&state).evidence(&"plan".into()).is_some(), "what was handed in stays");
    assert_eq!(app(&state).intake.choice.items, [DRAIN.into()]);

    // the organ has what is left of the five days, and silence counts from receipt
    let procedure = &world.catalogue.procedures[&new.terms.procedure];
    assert_eq!(receive_due(new, procedure, &world.calendar).date, day("2026-05-12"));
    let silent = deemed_as_of(new, procedure, &world.calendar, day("2026-05-13"));
    assert_eq!(silent, Some(day("2026-05-06")));
}

#[test]
fn what_cannot_be_put_right_says_why() {
    let world = World::new();
    let today = "2026-05-06";
    let state = world.accepted(HEALTH, today);
    let good = to(&world, &state, "1", DRAIN, "2");
    let code = |action: &Action| world.code(&state, &clerk(), today, action);
    let changed = |change: fn(&mut Proceeding)| {
        let mut action = good.clone();
        if let Action::Proceed { proceeding, .. } = &mut action {
            change(proceeding);
        }
        action
    };
    assert_eq!(code(&good), "ok");
    assert_eq!(code(&to(&world, &state, "1", HEALTH, "2")), "replace.same");
    assert_eq!(code(&to(&world, &state, "1", DRAIN, "1")), "form.opening_twice");
    type Change = fn(&mut Proceeding);
    let table: [(&str, Change); 4] = [
        ("replace.reason", |p| {
            if let Proceeding::Replacement { reason, .. } = p {
                reason.clear();
            }
        }),
        ("form.terms", |p| {
            if let Proceeding::Replacement { terms, .. } = p {
                terms.needs.clear();
            }
        }),
        ("form.department", |p| {
            if let Proceeding::Replacement { opening, .. } = p {
                opening.department = "elsewhere".into();
            }
        }),
        ("form.paper_kind", |p| {
            if let Proceeding::Replacement { paper, .. } = p {
                paper.kind = DocumentKind::Decision;
            }
        }),
    ];
    for (wanted, change) in table {
        assert_eq!(code(&changed(change)), wanted);
    }
    let organ = world.code(&state, &examiner(HEALTH), today, &good);
    assert_eq!(organ, "authority.replace");
    let both = world.received(&[REGISTRATION, HEALTH], today);
    for no in ["1", "2"] {
        let linked = to(&world, &both, no, DRAIN, "3");
        assert_eq!(world.code(&both, &clerk(), today, &linked), "replace.linked");
    }
    let two = world.received(&[HEALTH, DRAIN], today);
    let there = to(&world, &two, "1", DRAIN, "3");
    assert_eq!(world.code(&two, &clerk(), today, &there), "replace.there");
    let decided = super::result::granted(&world);
    assert_eq!(world.code(&decided, &clerk(), today, &good), "case.decided");
    assert_ne!(decider(HEALTH).user, clerk().user);
}
