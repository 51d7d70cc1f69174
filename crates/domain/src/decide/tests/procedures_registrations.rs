//! P2 经营主体登记, P3 不动产登记 and P8 备案 from 收件 to 送达 on the calendar of 2026 (市场主体登记管理
//! 条例 arts. 19–21; 不动产登记暂行条例 arts. 14–22; clerk-notes E1).

use super::proceeding::{extend, step, step_end, terminate};
use super::way::Way;
use super::world::{DEED, FILING, REGISTRATION, World, clerk, reject};
use crate::action::{Action, DeclineGround};
use crate::application::Outcome;
use crate::catalogue::item::Limit;
use crate::clocks::Lamp;
use crate::procedure::{Approver, StepKind};
use crate::proceeding::TerminationGround;

/// Registered on the spot on a working Saturday before 春节; there is nothing to accept.
#[test]
fn p2_registered_on_the_spot() {
    let mut way = Way::received(REGISTRATION, "2026-02-14");
    assert_eq!(way.terms("2026-02-14"), "02-26 02-24 02-26", "three working days after 春节");
    let acceptance = way.acceptance("2026-02-14");
    way.refused("2026-02-14", &way.acceptor(), &acceptance, ("accept.no_step", "第十九条第一款"));
    way.granted("2026-02-14");
    assert_eq!(way.delivery("2026-02-14"), "-", "the licence is handed out, no term is set");
    way.delivered("2026-02-14", Outcome::Granted);
}

/// A complex case over 国庆节: three working days and three more by the head of the registrar.
#[test]
fn p2_extended_by_three_days_and_registered() {
    let mut way = Way::received(REGISTRATION, "2026-09-29");
    assert_eq!(way.terms("2026-09-29"), "10-09 09-30 10-09");
    let government = extend(Approver::GovernmentHead, "2026-10-13");
    way.refused("2026-10-09", &way.decider(), &government, ("extend.approver", "第十九条第一款"));
    way.does("2026-10-09", &way.decider(), &extend(Approver::OrganHead, "2026-10-13"));
    assert_eq!(way.terms("2026-10-09"), "10-09 10-13 10-13", "10-10 is a working Saturday");
    let again = extend(Approver::OrganHead, "2026-10-16");
    way.refused("2026-10-12", &way.decider(), &again, ("extend.twice", "第十九条第一款"));
    way.granted("2026-10-13");
    way.delivered("2026-10-14", Outcome::Granted);
}

/// Incomplete over 清明节: told once, the three days run again from what came; 不予登记.
#[test]
fn p2_told_once_corrected_and_rejected() {
    let mut way = Way::received(REGISTRATION, "2026-03-31");
    assert_eq!(way.terms("2026-03-31"), "04-03 04-01 04-03");
    let mut with_term = way.notice("2026-04-03", "id-card");
    if let Action::NotifyCorrection { correct_by, .. } = &mut with_term {
        *correct_by = Some("2026-05-06".parse().unwrap());
    }
    let examiner = way.examiner();
    way.refused("2026-04-03", &examiner, &with_term, ("correction.term", "第十九条第二款"));
    way.told("2026-04-03", "id-card");
    way.brought("2026-04-14", "id-card");
    assert_eq!(way.terms("2026-04-14"), "04-17 04-15 04-17");
    let again = way.notice("2026-04-15", "plan");
    way.refused("2026-04-15", &examiner, &again, ("correction.once", "第十九条第二款"));
    assert_eq!(way.deemed("2026-04-20"), None, "silence registers nobody");
    way.rejected("2026-04-17");
    way.delivered("2026-04-20", Outcome::Rejected);
}

/// Accepted at the counter on the eve of a working Saturday, registered within the promise.
#[test]
fn p3_accepted_at_the_counter_and_registered() {
    let mut way = Way::received(DEED, "2026-05-08");
    assert_eq!(way.terms("2026-05-08"), "05-08 - -", "the answer is due on the spot");
    let told = way.notice("2026-05-08", "id-card");
    way.refused("2026-05-08", &clerk(), &told, ("correction.not_foreseen", "第十七条第一款第三项"));
    way.accepted("2026-05-08", "2026-05-08");
    assert_eq!(way.terms("2026-05-08"), "05-08 05-14 06-18");
    way.examined("2026-05-11");
    way.granted("2026-05-14");
    way.delivered("2026-05-15", Outcome::Granted);
}

/// Not said in writing on the spot before 国庆节: accepted (art. 17), and no longer to be declined.
#[test]
fn p3_not_declined_on_the_spot_is_accepted() {
    let ground =
        || DeclineGround::OwnLaw { article: "条例第十七条第一款第三项".into() };
    let mut declined = Way::received(DEED, "2026-09-30");
    let examiner = declined.examiner();
    declined.does("2026-09-30", &examiner, &Way::decline(ground(), "2026-09-30"));
    assert_eq!(declined.case().outcome, Some(Outcome::Declined));
    let mut way = Way::received(DEED, "2026-09-30");
    assert_eq!(way.deemed("2026-10-01").as_deref(), Some("2026-09-30"));
    let late = Way::decline(ground(), "2026-10-08");
    way.refused("2026-10-08", &examiner, &late, ("decline.accepted", "第十七条第一款第三项"));
    way.examined("2026-10-08");
    assert_eq!(way.terms("2026-10-08"), "09-30 10-13 11-17", "counted from 09-30");
    way.granted("2026-10-13");
    way.delivered("2026-10-14", Outcome::Granted);
}

/// 公告 is counted in and nothing extends the thirty days; taken back only before 登簿.
#[test]
fn p3_announced_in_public_and_rejected() {
    let mut way = Way::received(DEED, "2026-06-17");
    way.accepted("2026-06-17", "2026-06-17");
    assert_eq!(way.terms("2026-06-17"), "06-17 06-25 07-30", "past 端午节");
    let examiner = way.examiner();
    let stopping = step(StepKind::PublicNotice, true, "2026-06-18", "2026-07-09");
    way.refused("2026-06-18", &examiner, &stopping, ("step.stops", "不动产登记暂行条例实施细则"));
    let posted = step(StepKind::PublicNotice, false, "2026-06-18", "2026-07-09");
    way.does("2026-06-18", &examiner, &posted);
    assert_eq!(way.terms("2026-07-01"), "06-17 06-25 07-30");
    way.examined("2026-07-09");
    way.refused(
        "2026-07-09",
        &way.decider(),
        &reject("1", "2026-07-09"),
        ("decide.step_open", "不动产登记暂行条例实施细则"),
    );
    way.does("2026-07-10", &examiner, &step_end());
    let longer = extend(Approver::OrganHead, "2026-09-10");
    way.refused("2026-07-10", &way.decider(), &longer, ("extend.none", "第二十条"));
    way.rejected("2026-07-30");
    let back = Action::Withdraw { case: "1".into(), reason: "不办了".into() };
    way.refused("2026-07-30", &clerk(), &back, ("withdraw.decided", "第十五条第二款"));
    way.delivered("2026-07-31", Outcome::Rejected);
}

/// Filed on the spot on a working Saturday; 备案 knows no 不予.
#[test]
fn p8_filed_on_the_spot() {
    let mut way = Way::received(FILING, "2026-05-09");
    assert_eq!(way.terms("2026-05-09"), "05-09 05-09 -");
    let no = reject("1", "2026-05-09");
    way.refused("2026-05-09", &way.decider(), &no, ("decide.ending", "没有准予或者不予"));
    way.granted("2026-05-09");
    way.delivered("2026-05-09", Outcome::Granted);
}

/// Incomplete on the eve of 端午节: told on the spot, filed when it came.
#[test]
fn p8_told_and_filed_when_it_came() {
    let mut way = Way::received(FILING, "2026-06-18");
    way.told("2026-06-18", "plan");
    let early = way.approval("2026-06-18");
    way.refused("2026-06-18", &way.decider(), &early, ("case.correcting", "一次性告知"));
    way.brought("2026-06-22", "plan");
    assert_eq!(way.terms("2026-06-22"), "06-22 06-22 -", "due again on the day it came");
    way.granted("2026-06-22");
    way.delivered("2026-06-22", Outcome::Granted);
}

/// A filing that is checked for five working days (年度核验), over 春节.
#[test]
fn p8_checked_for_five_days_and_filed() {
    let mut world = World::new();
    let item = world.catalogue.items.get_mut(&FILING.into()).unwrap();
    item.routes[0].promised = Limit { days: 5, ..item.routes[0].promised };
    let mut way = Way::in_hall(world, FILING, "2026-02-12");
    assert_eq!(way.terms("2026-02-12"), "02-12 02-26 -");
    let (decider, examiner) = (way.decider(), way.examiner());
    let longer = extend(Approver::OrganHead, "2026-03-05");
    way.refused("2026-02-26", &decider, &longer, ("extend.none", "备案期限"));
    let gone = terminate(TerminationGround::ApplicantGone);
    way.refused("2026-02-26", &examiner, &gone, ("terminate.none", "设定该备案"));
    assert_eq!(way.lamp("2026-02-27"), Lamp::Red, "past its promise, no statute broken");
    way.granted("2026-02-26");
    way.delivered("2026-02-26", Outcome::Granted);
}
