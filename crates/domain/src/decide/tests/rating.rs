//! 好差评 and 差评整改.

use super::world::{HEALTH, World, actor, app, clerk, day, examiner, supervisor};
use crate::action::{Action, Grade, Role};
use crate::application::Stream;
use crate::rating::{Rated, RepairFinding, RepairStep, RepairTerms, options};

/// A rating as the device records it, with one option.
pub(super) fn rate(grade: Grade, option: &str) -> Action {
    Action::Rate(Rated {
        grade,
        options: vec![option.into()],
        comment: String::new(),
        record: "P0001".into(),
    })
}

pub(super) fn contact() -> Action {
    Action::RepairRating {
        repair: RepairStep::Contact { text: "电话核实，确有多跑".into() }
    }
}

pub(super) fn close() -> Action {
    repaired(RepairFinding::Repaired, "已培训", "表示满意")
}

fn repaired(finding: RepairFinding, measures: &str, callback: &str) -> Action {
    let (measures, callback) = (measures.into(), callback.into());
    Action::RepairRating { repair: RepairStep::Close { finding, measures, callback } }
}

const FRIDAY: &str = "2026-05-08";

fn rated(world: &World, grade: Grade, option: &str) -> Stream {
    let state = world.received(&[HEALTH], FRIDAY);
    world.act(&state, &clerk(), FRIDAY, &rate(grade, option)).unwrap()
}

#[test]
fn only_the_applicants_device_rates_and_with_options_of_its_grade() {
    let world = World::new();
    let state = world.received(&[HEALTH], FRIDAY);
    let code = |action: &Action| world.code(&state, &clerk(), FRIDAY, action);
    let mut typed = rate(Grade::VerySatisfied, "510");
    if let Action::Rate(rated) = &mut typed {
        rated.record.clear();
    }
    assert_eq!(code(&typed), "rate.device");
    assert_eq!(code(&rate(Grade::VerySatisfied, "108")), "rate.option");
    assert_eq!(code(&rate(Grade::VerySatisfied, "510")), "ok");
    let elsewhere = world.code(&state, &examiner(HEALTH), FRIDAY, &rate(Grade::Satisfied, "406"));
    assert_eq!(elsewhere, "authority.rate");
}

#[test]
fn both_codes_of_a_grade_run_against_each_other() {
    for (grade, stars, national) in [
        (Grade::VerySatisfied, 5, 1),
        (Grade::Satisfied, 4, 2),
        (Grade::FairlySatisfied, 3, 3),
        (Grade::Dissatisfied, 2, 4),
        (Grade::VeryDissatisfied, 1, 5),
    ] {
        assert_eq!((grade.stars(), grade.national()), (stars, national));
        assert_eq!(Grade::of_stars(i32::from(stars)), Some(grade));
        assert_eq!(options(grade).count(), 8);
        assert!(options(grade).all(|o| o.code.starts_with(&stars.to_string())));
    }
    // 未评价 of a device is no grade
    for unanswered in [-2, 0, 6] {
        assert_eq!(Grade::of_stars(unanswered), None);
    }
}

#[test]
fn a_bad_rating_is_heard_repaired_and_called_back_by_somebody_else() {
    let world = World::new();
    let state = rated(&world, Grade::VeryDissatisfied, "113");
    let code = |who, action: &Action| world.code(&state, who, FRIDAY, action);
    let (clerk, supervisor) = (clerk(), supervisor());
    assert_eq!(code(&clerk, &contact()), "authority.repair");
    let mut rated_one = clerk.clone();
    rated_one.roles.push(Role::Supervisor);
    assert_eq!(code(&rated_one, &contact()), "repair.own");
    assert_eq!(code(&supervisor, &close()), "repair.contact_first");
    let unsaid = Action::RepairRating { repair: RepairStep::Contact { text: " ".into() } };
    assert_eq!(code(&supervisor, &unsaid), "repair.contact");

    let state = world.act(&state, &supervisor, FRIDAY, &contact()).unwrap();
    let code = |action: &Action| world.code(&state, &supervisor, FRIDAY, action);
    let finding = RepairFinding::Repaired;
    assert_eq!(code(&repaired(finding, "", "满意")), "repair.measures");
    assert_eq!(code(&repaired(finding, "已培训", "")), "repair.callback");
    let closed = world.act(&state, &supervisor, FRIDAY, &close()).unwrap();
    assert_eq!(world.code(&closed, &supervisor, FRIDAY, &contact()), "repair.closed");
    assert!(app(&closed).rating.as_ref().unwrap().counts());
    let good = rated(&world, Grade::Satisfied, "406");
    assert_eq!(world.code(&good, &supervisor, FRIDAY, &contact()), "repair.none");
}

#[test]
fn the_rated_clerk_sees_nothing_before_it_is_closed() {
    let world = World::new();
    let state = rated(&world, Grade::Dissatisfied, "213");
    let shown = |state: &Stream, user: &str| {
        let app = app(state);
        app.rating.as_ref().unwrap().shown_to(&user.into(), &app.received)
    };
    assert!(!shown(&state, "clerk"));
    assert!(shown(&state, "supervisor"));
    let state = world.act(&state, &supervisor(), FRIDAY, &contact()).unwrap();
    let state = world.act(&state, &supervisor(), FRIDAY, &close()).unwrap();
    assert!(shown(&state, "clerk"));
    let good = rated(&world, Grade::Satisfied, "406");
    assert!(shown(&good, "clerk"));
}

#[test]
fn a_mistake_or_malice_that_is_proven_is_not_counted() {
    let world = World::new();
    for finding in [RepairFinding::Mistaken, RepairFinding::Malicious] {
        let state = rated(&world, Grade::Dissatisfied, "213");
        let state = world.act(&state, &supervisor(), FRIDAY, &contact()).unwrap();
        let done = repaired(finding, "监控显示未到本窗口", "承认误按");
        let state = world.act(&state, &supervisor(), FRIDAY, &done).unwrap();
        assert!(!app(&state).rating.as_ref().unwrap().counts());
    }
}

/// Friday, then Saturday 9 May which is a working day in exchange for the holiday.
#[test]
fn contact_within_one_and_repair_within_fifteen_working_days() {
    let world = World::new();
    let state = rated(&world, Grade::Dissatisfied, "213");
    let rating = app(&state).rating.as_ref().unwrap();
    let (contact, repair) = rating.due(RepairTerms::default(), &world.calendar);
    assert_eq!((contact.date, repair.date), (day("2026-05-09"), day("2026-05-28")));
    let other = actor("elsewhere", Role::Supervisor, None);
    assert_eq!(world.code(&state, &other, FRIDAY, &super::rating::contact()), "ok");
}
