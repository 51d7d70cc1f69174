//! P1 行政许可 from 收件 to 送达 on the calendar of 2026 (行政许可法; domain.md §1.1, §5).

use super::proceeding::{defer, extend, site_check, step, step_end, supply_deferred};
use super::review::{claim, opinion};
use super::way::Way;
use super::world::{DRAIN, HEALTH, clerk, reject};
use crate::action::{DeclineGround, OpinionStep};
use crate::application::Outcome;
use crate::clocks::Lamp;
use crate::procedure::{Approver, StepKind};

/// Received on the eve of 春节, told on the fifth working day, corrected, granted, delivered on the
/// tenth working day after 清明节.
#[test]
fn p1_corrected_over_the_spring_festival_and_granted() {
    let mut way = Way::received(HEALTH, "2026-02-12");
    assert_eq!(way.terms("2026-02-12"), "02-26 - -", "02-14 is a working Saturday");
    let late = way.notice("2026-02-27", "plan");
    way.refused("2026-02-27", &clerk(), &late, ("correction.late", "第三十二条第一款第四项"));
    way.told("2026-02-26", "plan");
    assert_eq!(way.correction("2026-02-26"), "03-30", "thirty days end on a Saturday");
    assert_eq!(way.lamp("2026-03-19"), Lamp::Paused, "the applicant's days are nobody's fault");
    way.brought("2026-03-20", "plan");
    assert_eq!(way.terms("2026-03-20"), "03-27 - -");
    let misdated = way.acceptance("2026-03-23");
    way.refused("2026-03-23", &clerk(), &misdated, ("accept.date", "第三十二条第一款第五项"));
    way.accepted("2026-03-23", "2026-03-20");
    assert_eq!(way.terms("2026-03-23"), "03-27 04-03 04-20", "twenty days pass 清明节");
    way.examined("2026-04-01");
    way.granted("2026-04-02");
    assert_eq!(way.delivery("2026-04-02"), "04-17");
    way.delivered("2026-04-17", Outcome::Granted);
}

/// 专家评审 stops the clock, 现场勘验 does not; one extension by the head of the organ; rejected.
#[test]
fn p1_reviewed_by_experts_extended_once_and_rejected() {
    let mut way = Way::received(DRAIN, "2026-04-28");
    assert_eq!(way.terms("2026-04-28"), "05-08 - -");
    way.accepted("2026-04-29", "2026-04-29");
    assert_eq!(way.terms("2026-04-29"), "05-08 05-22 05-29", "05-09 is a working Saturday");
    let survey = step(StepKind::SiteSurvey, true, "2026-05-11", "2026-05-15");
    way.refused("2026-05-08", &way.examiner(), &survey, ("step.stops", "第四十五条"));
    let experts = step(StepKind::ExpertReview, true, "2026-05-11", "2026-05-15");
    way.does("2026-05-08", &way.examiner(), &experts);
    assert_eq!(way.lamp("2026-05-12"), Lamp::Paused);
    way.does("2026-05-15", &way.examiner(), &step_end());
    assert_eq!(way.terms("2026-05-18"), "05-08 05-29 06-05", "five days were not counted");
    let government = extend(Approver::GovernmentHead, "2026-06-22");
    way.refused("2026-06-05", &way.decider(), &government, ("extend.approver", "第四十二条第一款"));
    way.does("2026-06-05", &way.decider(), &extend(Approver::OrganHead, "2026-06-22"));
    assert_eq!(way.terms("2026-06-05"), "05-08 06-22 06-22", "ten more, past 端午节");
    let again = extend(Approver::OrganHead, "2026-07-06");
    way.refused("2026-06-18", &way.decider(), &again, ("extend.twice", "第四十二条第一款"));
    way.examined("2026-06-18");
    way.rejected("2026-06-22");
    assert_eq!(way.delivery("2026-06-22"), "07-06");
    way.delivered("2026-06-24", Outcome::Rejected);
}

/// 容缺: due two working days before a promise that passes 国庆节; nothing is decided before it came.
#[test]
fn p1_accepted_with_a_material_to_follow_and_granted_when_it_came() {
    let mut way = Way::without_plan("2026-09-17");
    assert_eq!(way.terms("2026-09-17"), "09-23 - -");
    let near = defer(&["plan"], "2026-09-30");
    way.refused("2026-09-17", &clerk(), &near, ("defer.due", "第三十二条"));
    way.does("2026-09-17", &clerk(), &defer(&["plan"], "2026-09-29"));
    way.accepted("2026-09-17", "2026-09-17");
    assert_eq!(way.terms("2026-09-17"), "09-23 10-08 10-21", "09-20 is a working Sunday");
    let who = way.examiner();
    way.does("2026-09-18", &who, &claim());
    way.does("2026-09-21", &who, &site_check("2026-09-21"));
    way.does("2026-09-21", &who, &opinion(OpinionStep::Examine, "拟准予"));
    let early = way.approval("2026-09-22");
    way.refused("2026-09-22", &way.decider(), &early, ("decide.deferred", "容缺受理规则"));
    way.does("2026-09-29", &clerk(), &supply_deferred(&["plan"]));
    way.granted("2026-10-08");
    assert_eq!(way.delivery("2026-10-08"), "10-21");
    way.delivered("2026-10-09", Outcome::Granted);
}

/// Silence until the working Saturday 10-10 accepts as of receipt; then it is too late to decline.
#[test]
fn p1_accepted_by_silence_and_rejected_on_the_last_day() {
    let mut way = Way::received(DRAIN, "2026-09-28");
    assert_eq!(way.terms("2026-09-28"), "10-10 - -");
    assert_eq!((way.deemed("2026-10-10"), way.lamp("2026-10-10")), (None, Lamp::Yellow));
    assert_eq!(way.deemed("2026-10-11").as_deref(), Some("2026-09-28"), "not as of 10-11");
    let late = way.notice("2026-10-12", "plan");
    way.refused("2026-10-12", &way.acceptor(), &late, ("correction.late", "第三十二条"));
    let other = DeclineGround::NotCompetent { competent_body: "区城管局".into() };
    let decline = Way::decline(other, "2026-10-12");
    way.refused("2026-10-12", &way.examiner(), &decline, ("decline.accepted", "第三十二条第一款"));
    way.examined("2026-10-12");
    assert_eq!(way.terms("2026-10-12"), "10-10 10-23 10-30", "counted from 09-28");
    way.refused(
        "2026-10-30",
        &way.examiner(),
        &reject("1", "2026-10-30"),
        ("authority.decide", "第二十四条"),
    );
    way.rejected("2026-10-30");
    assert_eq!(way.delivery("2026-10-30"), "11-13");
    way.delivered("2026-11-13", Outcome::Rejected);
}
