//! Papers that decide nothing: what may be printed when, and what stands on them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::action::{Finding, OpinionStep, Proposal, Role};
use domain::document::DocumentKind;
use domain::ids::CaseNo;
use domain::intake::DeliveryWay;
use tests::acts::ALLOWANCE;
use tests::devices::{qr_code_of, text_of};
use tests::hall::{Hall, Station};
use tests::order::{permit, serve};
use workstation::clock::{Clock as _, legal_date};
use workstation::desk::Workstation;
use workstation::view::{ActOutcome, ActRequest, DraftEdit, PaperState, SlipRequest};

use super::{at_the_counter, bring, done, point, received};

/// 公共场所卫生许可 belongs to this department.
const HEALTH: &str = "disease-control";

/// What stands on the one paper of that title that left the printer.
fn printed(home: &Path, title: &str) -> String {
    text_of(&file(home, title)).unwrap()
}

fn file(home: &Path, title: &str) -> PathBuf {
    let folder = std::fs::read_dir(home.join("printed")).unwrap();
    let mut files = folder.map(|entry| entry.unwrap().path());
    files.find(|file| file.display().to_string().contains(title)).unwrap()
}

fn says(text: &str, parts: &[&str]) {
    for part in parts {
        let squeezed: String = part.split_whitespace().collect();
        assert!(text.contains(&squeezed), "「{part}」 is not in {text}");
    }
}

async fn slip(desk: &Workstation, request: SlipRequest) -> ActOutcome {
    desk.print_slip(request).await.unwrap()
}

/// A hygiene permit, received and accepted with both papers printed.
async fn accepted(hall: &Hall, counter: &Station, desk: &Workstation) -> (CaseNo, ActOutcome) {
    let file = counter.home.join("page.jpg");
    std::fs::copy(super::page(), &file).unwrap();
    // without the network a scanned licence does for the certificate
    counter.wire.cut();
    desk.engine().sync_once().await.unwrap_err();
    let outcome = serve(desk, &permit(), file.to_str().unwrap()).await;
    counter.wire.join(&hall.platform);
    desk.engine().sync_once().await.unwrap();
    (outcome.cases[0].as_str().into(), outcome)
}

/// A case with a 补正告知 for its first material; the material is there.
async fn answered(desk: &Workstation) -> (CaseNo, String, String) {
    let case = received(desk).await;
    let material = &desk.review(case.clone()).await.unwrap().materials[0];
    let (kind, name) = (material.kind.clone(), material.name.clone());
    let notice = ActRequest::NotifyCorrection {
        case: case.clone(),
        points: vec![point(&kind)],
        second_reason: None,
    };
    let number = done(desk, notice).await.papers[0].number.clone();
    bring(desk, &case, &kind).await;
    (case, number, name)
}

#[tokio::test]
async fn desk_what_answers_a_correction_is_receipted() {
    let (_hall, _counter, desk) = at_the_counter().await;
    let (case, notice, material) = answered(&desk).await;
    let supply = ActRequest::SupplyCorrection {
        case: case.clone(),
        complete: true,
        values: BTreeMap::new(),
    };
    let outcome = done(&desk, supply).await;
    let paper = &outcome.papers[0];
    assert_eq!((paper.kind, paper.state), (DocumentKind::SupplementReceipt, PaperState::Printed));
    let pdf = desk.pdf(&paper.stream, &paper.number).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("receipt.pdf");
    std::fs::write(&file, pdf).unwrap();
    let text = text_of(&file).unwrap();
    says(&text, &["补交材料收件凭证", case.as_str(), &notice, &material, "刘德明", "王晓雨"]);
    says(&text, &["告知书要求的内容已全部交来", &paper.number]);
    let history = desk.review(case).await.unwrap().history;
    assert!(history.iter().any(|row| row.text == "打印补交凭证"), "{history:?}");
}

#[tokio::test]
async fn desk_materials_go_back_by_a_list_when_a_case_ends_without_a_decision() {
    let (_hall, counter, desk) = at_the_counter().await;
    let case = received(&desk).await;
    let view = desk.review(case.clone()).await.unwrap();
    let kind = view.materials[0].kind.clone();
    let offers = |kinds: &[workstation::view::SlipOffer]| -> Vec<DocumentKind> {
        kinds.iter().map(|offer| offer.kind).collect()
    };
    assert!(!offers(&view.slips).contains(&DocumentKind::ReturnList), "the case goes on");
    bring(&desk, &case, &kind).await;
    let list =
        |taker: &str| SlipRequest::ReturnList { case: case.clone(), taker: taker.to_owned() };
    let early = slip(&desk, list("刘德明")).await.refusal.unwrap();
    assert_eq!(early.code, "slip.not_ended");
    let reason = "申请人改变主意".to_owned();
    done(&desk, ActRequest::Withdraw { case: case.clone(), reason }).await;
    let view = desk.review(case.clone()).await.unwrap();
    let offer = view.slips.iter().find(|offer| offer.kind == DocumentKind::ReturnList).unwrap();
    assert_eq!((offer.reason.as_deref(), offer.taker.as_deref()), (None, Some("刘德明")));
    let nobody = slip(&desk, list(" ")).await.refusal.unwrap();
    assert_eq!(nobody.code, "document.no_handover_party");
    assert!(nobody.article.unwrap().contains("交接"));
    let outcome = slip(&desk, list("何桂兰")).await;
    assert_eq!(outcome.refusal, None);
    assert_eq!(outcome.papers[0].state, PaperState::Printed);
    let text = printed(&counter.home, "材料退还清单");
    says(&text, &["材料退还清单", "申请人撤回", case.as_str(), &view.materials[0].name]);
    says(&text, &["领取人：何桂兰", "退还人：王晓雨", &outcome.papers[0].number]);
    let history = desk.review(case).await.unwrap().history;
    let issued = history.iter().find(|row| row.text == "出具材料退还清单").unwrap();
    assert!(issued.detail.as_deref().unwrap().contains("何桂兰"), "{issued:?}");
    desk.engine().sync_once().await.unwrap();
    assert_eq!(desk.engine().outbox().await.unwrap().unsent, 0);
    assert_eq!(desk.engine().verify().await.unwrap().bad, None);
}

#[tokio::test]
async fn desk_the_approval_form_has_the_opinions_and_is_the_organs_own() {
    let (mut hall, counter, desk) = at_the_counter().await;
    let (case, _) = accepted(&hall, &counter, &desk).await;
    let counters = desk.review(case.clone()).await.unwrap().slips;
    assert!(counters.iter().all(|offer| offer.kind != DocumentKind::ApprovalForm));
    hall.add_user("feng", "冯洁", Role::Examiner, Some(HEALTH)).await;
    let mut office = hall.department(&[HEALTH]).await;
    let examiner = office.desk_as("feng").await;
    examiner.engine().sync_once().await.unwrap();
    let form = || SlipRequest::ApprovalForm { case: case.clone() };
    let offer = examiner.review(case.clone()).await.unwrap().slips.remove(0);
    assert_eq!(offer.kind, DocumentKind::ApprovalForm);
    assert!(offer.reason.unwrap().contains("还没有意见"));
    let silent = slip(&examiner, form()).await.refusal.unwrap();
    assert_eq!(silent.code, "document.no_opinion");
    assert!(silent.article.unwrap().contains("第三十四条"));
    done(&examiner, ActRequest::Claim { case: case.clone() }).await;
    let points = examiner.review(case.clone()).await.unwrap().points;
    let findings = points.into_iter().map(|point| (point.id, Finding::Met)).collect();
    done(&examiner, ActRequest::Examine { case: case.clone(), findings }).await;
    let opinion = ActRequest::GiveOpinion {
        case: case.clone(),
        step: OpinionStep::Examine,
        proposal: Proposal::Reject,
        text: "消毒间面积不符合要求".to_owned(),
    };
    done(&examiner, opinion).await;
    assert_eq!(examiner.review(case.clone()).await.unwrap().slips[0].reason, None);
    assert_eq!(slip(&examiner, form()).await.refusal, None);
    let text = printed(&office.home, "审批表");
    says(&text, &["行政许可审批表", case.as_str(), "袁莉", "承办意见", "决定意见", "冯洁"]);
    says(&text, &["拟不予：消毒间面积不符合要求", "不交申请人", "符合"]);
    assert!(!text.contains("44010619871011008X"), "the number is masked: {text}");
}

#[tokio::test]
async fn desk_a_pick_up_slip_says_when_where_and_with_what() {
    let (hall, counter, desk) = at_the_counter().await;
    let early = received(&desk).await;
    let offer = desk.review(early).await.unwrap().slips.remove(0);
    assert_eq!(offer.kind, DocumentKind::PickupSlip);
    assert!(offer.reason.unwrap().contains("受理后"));
    let (case, _) = accepted(&hall, &counter, &desk).await;
    assert_eq!(desk.review(case.clone()).await.unwrap().slips[0].reason, None);
    let outcome = slip(&desk, SlipRequest::PickupSlip { case: case.clone() }).await;
    assert_eq!(outcome.papers[0].state, PaperState::Printed);
    let text = printed(&counter.home, "领取凭证");
    says(&text, &["结果领取凭证", case.as_str(), "出件窗口", "前作出决定", "身份证件原件"]);
    says(&text, &["公共场所卫生许可证", "查询码"]);
    for personal in ["13800002129", "44010619871011008X"] {
        assert!(!text.contains(personal), "masked: {text}");
    }
    let code = qr_code_of(&file(&counter.home, "领取凭证")).unwrap();
    let read = domain::document::parse_receipt_code(&code).unwrap();
    assert_eq!((read.case_no, read.query_code.map(|code| code.len())), (case, Some(8)));
}

#[tokio::test]
async fn desk_the_day_is_reported_from_the_counts_of_the_shift_and_each_stamp_is_registered() {
    let (hall, counter, desk) = at_the_counter().await;
    let (case, outcome) = accepted(&hall, &counter, &desk).await;
    let date = legal_date(counter.clock.now());
    let shift = desk.shift_report(date, None).await.unwrap();
    let day = desk.day_report(date, None).await.unwrap();
    assert_eq!(day.counts, shift.counts, "one counted truth");
    for row in &shift.rows {
        assert!(day.rows.contains(row), "{row:?} is not in {:?}", day.rows);
    }
    assert!(day.rows.contains(&("受理".to_owned(), 1)));
    assert!(day.rows.contains(&("超期在办".to_owned(), 0)));
    let done: Vec<_> = day.cases.iter().map(|row| (&row.case_no, row.done.as_str())).collect();
    assert_eq!(done, [(&case, "收件、受理")]);
    assert_eq!(slip(&desk, SlipRequest::DayReport).await.refusal, None);
    let text = printed(&counter.home, "当日办件日报");
    says(&text, &["当日办件日报", "袁莉", "收件、受理", "未评价", "王晓雨"]);
    assert_eq!(slip(&desk, SlipRequest::SealRegister).await.refusal, None);
    let text = printed(&counter.home, "用印登记簿");
    says(&text, &["用印登记簿", "收件专用章", "2 件 2 份"]);
    for paper in &outcome.papers {
        says(&text, &[&paper.number]);
    }
}

#[tokio::test]
async fn desk_power_of_attorney_and_address_are_printed_to_sign() {
    let (_hall, counter, desk) = at_the_counter().await;
    let draft = desk.start("A020").await.unwrap().id;
    let edit = |change: DraftEdit| {
        let (desk, draft) = (&desk, &draft);
        async move { desk.edit(draft, change, None).await.unwrap() }
    };
    edit(DraftEdit::AddItem { code: ALLOWANCE.into() }).await;
    let party = |place: &str, text: &str| DraftEdit::Party {
        place: place.to_owned(),
        text: text.to_owned(),
    };
    edit(party("applicant.id_number", "440104193602050010")).await;
    edit(party("applicant.name", "刘德明")).await;
    let power = || SlipRequest::PowerOfAttorney { draft: draft.clone() };
    let in_person = desk.print_slip(power()).await.unwrap_err();
    assert_eq!(in_person.code, "slip.no_agent");
    edit(DraftEdit::ByAgent { yes: true }).await;
    let nobody = slip(&desk, power()).await.refusal.unwrap();
    assert_eq!(nobody.code, "document.no_agent");
    assert!(nobody.article.unwrap().contains("第一百六十五条"));
    edit(party("agent.name", "何桂兰")).await;
    edit(party("agent.id_number", "440106198002290016")).await;
    assert_eq!(slip(&desk, power()).await.refusal.unwrap().code, "document.no_powers");
    edit(DraftEdit::Field { element: "agent.scope".into(), text: "submit".to_owned() }).await;
    assert_eq!(slip(&desk, power()).await.refusal, None);
    let text = printed(&counter.home, "授权委托书");
    says(&text, &["委托人刘德明现委托何桂兰为代理人", "440106198002290016", "委托期限"]);
    says(&text, &["1．代为提交材料；", "2．领取文书。", "委托人（签名）", "代理人（签名）"]);

    edit(DraftEdit::Delivery { way: DeliveryWay::Post, address: String::new(), sms: false }).await;
    let address = || SlipRequest::AddressConfirmation { draft: draft.clone() };
    edit(party("applicant.phone", "13800002210")).await;
    let nowhere = slip(&desk, address()).await.refusal.unwrap();
    assert_eq!(nowhere.code, "document.no_address");
    assert!(nowhere.article.unwrap().contains("第九十一条"));
    let to = "穗城区建设二马路12号".to_owned();
    edit(DraftEdit::Delivery { way: DeliveryWay::Post, address: to, sms: false }).await;
    assert_eq!(slip(&desk, address()).await.refusal, None);
    let text = printed(&counter.home, "送达地址确认书");
    says(&text, &["■邮寄送达", "穗城区建设二马路12号", "13800002210", "不同意", "刘德明"]);
}
