use super::rating::rate;
use super::review::examined;
use super::world::{
    DEED, HEALTH, REGISTRATION, World, actor, approve, case, clerk, day, decider, examiner, paper,
    reject,
};
use crate::action::{Action, Actor, Grade, ResultDocument, Role, ServiceWay};
use crate::application::{Outcome, Stage, Stream};
use crate::document::DocumentKind;
use crate::intake::Evidence;

const DAY: &str = "2026-05-07";

pub(super) fn permit(kind: &str) -> ResultDocument {
    ResultDocument {
        kind: kind.into(),
        name: "卫生许可证".into(),
        number: "粤卫公证字〔2026〕第1号".into(),
        valid_from: day(DAY),
        valid_to: Some(day("2030-05-06")),
        evidence: Evidence::default(),
    }
}

pub(super) fn make(no: &str, kind: &str) -> Action {
    Action::MakeResult { case: no.into(), result: permit(kind) }
}

pub(super) fn deliver(cases: &[&str], on: &str) -> Action {
    Action::Deliver {
        cases: cases.iter().map(|no| (*no).into()).collect(),
        way: ServiceWay::InPerson,
        recipient: "王芳".into(),
        recipient_id: "440106199912314560".into(),
        on_behalf: None,
        served_on: day(on),
        paper: paper(DocumentKind::DeliveryReceipt, "送1"),
    }
}

pub(super) fn granted(world: &World) -> Stream {
    let state = examined(world, HEALTH, &examiner(HEALTH));
    let grant = approve("1", DAY, DocumentKind::Decision);
    world.act(&state, &decider(HEALTH), DAY, &grant).unwrap()
}

#[test]
fn a_result_is_made_once_and_of_the_right_kind() {
    let world = World::new();
    let accepted = world.accepted(HEALTH, "2026-05-06");
    let act = make("1", "permit");
    assert_eq!(world.code(&accepted, &decider(HEALTH), DAY, &act), "result.not_granted");
    let state = granted(&world);
    type Change = fn(&mut ResultDocument);
    let table: [(&str, Change); 5] = [
        ("ok", |_| {}),
        ("result.number", |r| r.number.clear()),
        ("result.name", |r| r.name.clear()),
        ("result.validity", |r| r.valid_to = Some(day("2020-01-01"))),
        ("result.kind", |r| r.kind = "licence".into()),
    ];
    for (wanted, change) in table {
        let mut result = permit("permit");
        change(&mut result);
        let action = Action::MakeResult { case: "1".into(), result };
        assert_eq!(world.code(&state, &decider(HEALTH), DAY, &action), wanted);
    }
    let stranger = examiner(REGISTRATION);
    assert_eq!(world.code(&state, &stranger, DAY, &act), "authority.decide");
    let state = world.act(&state, &decider(HEALTH), DAY, &act).unwrap();
    assert_eq!(case(&state, "1").stage, Stage::Ready);
    assert_eq!(world.code(&state, &decider(HEALTH), DAY, &act), "result.twice");
}

/// Granted, with the permit made.
fn ready(world: &World) -> Stream {
    let made = make("1", "permit");
    world.act(&granted(world), &decider(HEALTH), DAY, &made).unwrap()
}

#[test]
fn delivered_once() {
    let world = World::new();
    let hand = deliver(&["1"], DAY);
    let code = |state: &Stream, who: &Actor| world.code(state, who, DAY, &hand);
    let undecided = world.accepted(HEALTH, "2026-05-06");
    assert_eq!(code(&undecided, &clerk()), "deliver.undecided");
    assert_eq!(code(&granted(&world), &clerk()), "deliver.no_result");
    let state = ready(&world);
    let auditor = actor("boss", Role::Supervisor, None);
    assert_eq!(code(&state, &auditor), "authority.deliver");
    let state = world.act(&state, &clerk(), DAY, &hand).unwrap();
    let closed = case(&state, "1");
    assert_eq!((closed.stage, closed.outcome), (Stage::Closed, Some(Outcome::Granted)));
    assert_eq!(code(&state, &clerk()), "deliver.twice");
}

#[test]
fn delivered_to_somebody_known() {
    let world = World::new();
    let state = ready(&world);
    for (who, id, behalf, wanted) in [
        ("王芳", "440106199912314560", None, "ok"),
        ("", "x", None, "deliver.recipient"),
        ("王芳", "", None, "deliver.recipient_id"),
        ("李强", "x", None, "deliver.on_behalf"),
        ("李强", "x", Some("配偶代收"), "ok"),
    ] {
        let mut action = deliver(&["1"], DAY);
        if let Action::Deliver { recipient, recipient_id, on_behalf, .. } = &mut action {
            (*recipient, *recipient_id) = (who.into(), id.into());
            *on_behalf = behalf.map(Into::into);
        }
        assert_eq!(world.code(&state, &clerk(), DAY, &action), wanted, "{who} {id}");
    }
}

#[test]
fn delivered_with_a_receipt_of_its_cases_and_day() {
    let world = World::new();
    let state = ready(&world);
    for (cases, on, kind, wanted) in [
        (&["1", "1"][..], DAY, DocumentKind::DeliveryReceipt, "form.case_twice"),
        (&[], DAY, DocumentKind::DeliveryReceipt, "form.deliver_nothing"),
        (&["1"], "2026-05-06", DocumentKind::DeliveryReceipt, "deliver.date"),
        (&["1"], "2026-05-08", DocumentKind::DeliveryReceipt, "deliver.date"),
        (&["1"], DAY, DocumentKind::Decision, "form.paper_kind"),
    ] {
        let mut action = deliver(cases, on);
        if let Action::Deliver { paper, .. } = &mut action {
            paper.kind = kind;
        }
        assert_eq!(world.code(&state, &clerk(), DAY, &action), wanted, "{cases:?} {on}");
    }
}

#[test]
fn a_rejection_and_an_item_without_certificate_are_delivered_as_papers() {
    let world = World::new();
    let state = examined(&world, HEALTH, &examiner(HEALTH));
    let state = world.act(&state, &decider(HEALTH), DAY, &reject("1", DAY)).unwrap();
    assert_eq!(
        world.code(&state, &decider(HEALTH), DAY, &make("1", "permit")),
        "result.not_granted"
    );
    assert_eq!(world.code(&state, &clerk(), DAY, &deliver(&["1"], DAY)), "ok");
    let state = examined(&world, DEED, &examiner(DEED));
    let notice = approve("1", DAY, DocumentKind::RegistrationNotice);
    let state = world.act(&state, &decider(DEED), DAY, &notice).unwrap();
    assert_eq!(world.code(&state, &decider(DEED), DAY, &make("1", "permit")), "result.none");
    assert_eq!(world.code(&state, &clerk(), DAY, &deliver(&["1"], DAY)), "ok");
}

#[test]
fn a_visit_is_rated_once_by_the_applicant() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let rate = rate(Grade::Satisfied, "406");
    assert_eq!(world.code(&state, &examiner(HEALTH), DAY, &rate), "authority.rate");
    let state = world.act(&state, &clerk(), DAY, &rate).unwrap();
    assert_eq!(world.code(&state, &clerk(), DAY, &rate), "rate.twice");
}
