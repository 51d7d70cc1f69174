//! One row a rule: the paper, what is taken from it, the refusal and the article it rests on.

use super::super::{Body, DocumentKind as K, Nature, samples};
use super::lawful;
use serde_json::{Value, json};

/// Checks a table of `kind | place | JSON put there | code of the refusal | part of its article`.
pub(super) fn refused(table: &str) {
    let mut rows = 0;
    for row in table.lines().map(str::trim).filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [kind, place, value, code, article] = cells[..] else { panic!("{row}") };
        let kind = K::ALL.into_iter().find(|known| known.code() == kind).expect(row);
        let value: Value = serde_json::from_str(value).expect(row);
        let refusal = lawful(&samples::with(kind, place, value)).expect_err(row);
        assert_eq!(refusal.code, code, "{row}");
        let rests_on = refusal.article.expect(row);
        assert!(rests_on.contains(article), "{row}: {rests_on}");
        assert!(refusal.message.contains("不能"), "{row}: {}", refusal.message);
        rows += 1;
    }
    assert!(rows > 0, "an empty table checks nothing");
}

#[test]
fn every_sample_is_lawful() {
    for kind in K::ALL {
        let sample = samples::of(kind);
        assert_eq!(sample.kind(), kind);
        assert_eq!(lawful(&sample), Ok(()), "{kind:?}");
    }
}

#[test]
fn a_voucher_without_number_organ_date_or_seal_is_refused() {
    let vouchers =
        [K::Receipt, K::AcceptanceNotice, K::CorrectionNotice, K::DeclineNotice, K::Decision];
    for kind in vouchers.into_iter().chain([K::Rejection]) {
        let table = "
            KIND | /head/number    | null | document.no_number | 第三十二条第二款
            KIND | /head/number    | \" \"  | document.no_number | 第三十二条第二款
            KIND | /head/organ     | \"\"   | document.no_organ  | 第三十二条第二款
            KIND | /head/date      | null | document.no_date   | 第三十二条第二款
            KIND | /head/seal      | null | document.no_seal   | 第三十二条第二款
            KIND | /head/seal/name | \"\"   | document.no_seal   | 第三十二条第二款";
        refused(&table.replace("KIND", kind.code()));
    }
}

/// The hall is only the place: a paper on a case bears the name of the organ that deals with it
/// (clerk-notes E2, E28).
#[test]
fn a_paper_on_a_case_stands_in_the_name_of_its_organ() {
    let hall = "广州市越秀区政务服务中心";
    let permits = [
        K::AcceptanceNotice,
        K::CorrectionNotice,
        K::DeclineNotice,
        K::Decision,
        K::Rejection,
        K::StepNotice,
        K::ExtensionNotice,
        K::DeferralNotice,
        K::TerminationNotice,
        K::SiteCheckRecord,
        K::AmendmentNotice,
    ];
    for kind in permits {
        let table = format!(
            "KIND | /head/organ | \"{hall}\" | document.not_the_organ | 第二十四条第一款
             KIND | /body/case/organ | \"广州市越秀区城市管理局\" | document.not_the_organ | 第三十二条第二款
             KIND | /body/case/organ | \"\" | document.not_the_organ | 第三十二条第二款"
        );
        refused(&table.replace("KIND", kind.code()));
    }
    refused(&format!(
        "registration_notice | /head/organ | \"{hall}\" | document.not_the_organ | GB/T 9704"
    ));
    let told = lawful(&samples::with(K::Decision, "/head/organ", json!(hall))).unwrap_err();
    assert!(told.message.contains("实施机关「广州市越秀区疾病预防控制局」"), "{}", told.message);
}

#[test]
fn a_seal_is_wet_approved_or_verified() {
    refused(
        r#"
        receipt | /head/seal/mode | {"type":"e_seal","verification":""} | document.seal_not_verified | 第九条
        receipt | /head/seal/mode | {"type":"approved_print","approval":""} | document.seal_not_approved | 第九条
        "#,
    );
    let approved = json!({"type": "approved_print", "approval": "越府办函〔2026〕3号"});
    assert_eq!(lawful(&samples::with(K::Receipt, "/head/seal/mode", approved)), Ok(()));
}

#[test]
fn no_number_of_a_citizen_stands_unmasked_on_a_paper() {
    refused(
        r#"
        receipt  | /body/applicant/id_number | "440104199003070017" | document.id_not_masked | 个人信息
        decision | /body/applicant/id_number | "44010419900307001X" | document.id_not_masked | 个人信息
        delivery_receipt | /body/recipient/id_number | "440106198002290016" | document.id_not_masked | 个人信息
        receipt  | /body/applicant/agent/id_number | "440106198002290016" | document.id_not_masked | 个人信息
        "#,
    );
    let company = json!("91440101MA5ABCDE52");
    let paper = samples::with(K::Receipt, "/body/applicant/id_number", company);
    assert_eq!(lawful(&paper), Ok(()), "a company's code is public");
}

#[test]
fn each_notice_says_what_its_article_asks() {
    refused(
        r#"
        application_form  | /body/applicant/name | ""   | document.no_applicant     | 第二十九条
        application_form  | /body/cases          | []   | document.no_item          | 第二十九条
        guidance_notice   | /body/cases          | []   | document.no_item          | 第三十条
        guidance_notice   | /body/materials      | []   | document.no_materials     | 第三十条
        guidance_notice   | /body/clerk          | ""   | document.no_clerk         | 第三十条
        guidance_notice   | /head/date           | null | document.no_date          | 第三十条
        receipt           | /body/applicant/name | ""   | document.no_applicant     | 第三十二条第二款
        receipt           | /body/received_at    | null | document.no_received_time | 第一款第四项
        receipt           | /body/materials      | []   | document.no_materials     | 第三十二条第二款
        receipt           | /body/receiver       | ""   | document.no_receiver      | 第三十二条第二款
        receipt           | /body/cases          | []   | document.no_item          | GB/T 9704
        acceptance_notice | /body/applied_on     | null | document.no_accept_date   | 第三十二条第二款
        acceptance_notice | /body/accepted_on    | null | document.no_accept_date   | 第三十二条第二款
        acceptance_notice | /body/accepted_on | "2026-11-19" | document.accepted_before_applied | 第三十二条
        acceptance_notice | /body/decide_by      | null | document.no_decision_date | 第四十二条
        acceptance_notice | /body/limit          | ""   | document.no_decision_date | 第四十二条
        acceptance_notice | /body/basis          | []   | document.no_basis         | 第三十八条
        decision          | /body/grants         | []   | document.no_grant         | 第三十八条第一款
        rejection         | /body/reason         | " "  | document.no_reason        | 第三十八条第二款
        registration_notice | /body/registered   | []   | document.no_grant         | 第二十一条
        "#,
    );
}

#[test]
fn a_correction_is_told_once_in_time_and_whole() {
    refused(
        r#"
        correction_notice | /body/received_on   | null | document.no_received_time | 第一款第四项
        correction_notice | /body/rows          | []   | document.no_corrections   | 第一款第四项
        correction_notice | /body/rows/1/remedy | ""   | document.no_corrections   | 第一款第四项
        correction_notice | /head/contacts/phone | ""  | document.no_contact       | 第一款第四项
        correction_notice | /head/date | "2026-11-26" | document.correction_too_late | 第一款第四项
        correction_notice | /body/second | {"earlier":"补〔2026〕4号","first_received":[],"reason":"漏看"} | document.second_correction | 第七十二条第四项
        "#,
    );
    let last_day = samples::with(K::CorrectionNotice, "/head/date", json!("2026-11-25"));
    assert_eq!(lawful(&last_day), Ok(()), "the last day is in time");
}

#[test]
fn a_second_correction_is_lawful_for_what_came_with_the_first() {
    let fresh = ["公共场所卫生检测或者评价报告", "卫生设施平面布局图"];
    let second = |materials: &[&str], reason: &str| {
        let second =
            json!({"earlier": "补〔2026〕4号", "first_received": materials, "reason": reason});
        lawful(&samples::with(K::CorrectionNotice, "/body/second", second))
    };
    assert_eq!(second(&fresh, "报告在补正时首次提交，缺少检测项目"), Ok(()));
    let silent = second(&fresh, "").unwrap_err();
    let partly = second(&fresh[..1], "报告在补正时首次提交").unwrap_err();
    assert_eq!([silent.code, partly.code], ["document.second_correction"; 2]);
}

#[test]
fn a_decline_names_reason_competent_body_and_remedies() {
    refused(
        r#"
        decline_notice | /body/reason | "" | document.no_reason | 第七十二条第六项
        decline_notice | /body/ground/competent_body | "" | document.no_competent_body | 第一款第二项
        decline_notice | /body/ground | {"type":"incomplete","rows":[]} | document.decline_incomplete | 第四项
        decline_notice | /body/remedies | null | document.no_remedies | 行政复议法
        decline_notice | /body/remedies/court | "" | document.no_remedies | 行政复议法
        decline_notice | /body/remedies/review_body | "" | document.no_remedies | 行政复议法
        rejection | /body/remedies | null | document.no_remedies | 第三十八条第二款
        rejection | /body/remedies/review_days | 0 | document.no_remedies | 第三十八条第二款
        rejection | /body/remedies/lawsuit_months | 0 | document.no_remedies | 第三十八条第二款
        "#,
    );
}

#[test]
fn the_licensing_law_is_not_cited_outside_permits() {
    let mut paper = samples::with(K::Rejection, "/body/remedies", Value::Null);
    paper.head.nature = Nature::OtherAct;
    let article = lawful(&paper).unwrap_err().article.unwrap();
    assert!(article.contains("行政复议法"), "{article}");
    paper.head.nature = Nature::Service;
    assert_eq!(lawful(&paper), Ok(()), "a utility's paper carries no remedies");
}

#[test]
fn delivery_handover_shift_and_licence_name_their_people() {
    refused(
        r#"
        delivery_receipt | /head/seal      | null | document.no_seal | 第八十七条
        delivery_receipt | /head/date      | null | document.no_date | 第八十七条
        delivery_receipt | /body/documents | []   | document.nothing_served | 第八十七条
        delivery_receipt | /body/documents/0/copies | 0 | document.nothing_served | 第八十七条
        delivery_receipt | /body/deliverer | ""   | document.no_deliverer | 第八十七条
        delivery_receipt | /body/method    | "left" | document.no_witness | 第八十九条
        delivery_receipt | /body/proxy | {"label":"何桂兰","value":""} | document.no_proxy_reason | 第八十八条
        handover_list    | /head/number    | null | document.no_number | 交接
        handover_list    | /body/rows      | []   | document.no_materials | 交接
        handover_list    | /body/at        | null | document.no_date | 交接
        handover_list    | /body/to        | ""   | document.no_handover_party | 交接
        shift_report     | /head/date      | null | document.no_date | 交接
        shift_report     | /body/from      | ""   | document.no_handover_party | 交接
        licence          | /head/seal      | null | document.no_seal | 第三十九条
        licence          | /head/date      | null | document.no_date | 第三十九条
        licence          | /body/number    | ""   | document.no_number | 第三十九条
        licence          | /body/valid_to  | "2026-11-25" | document.licence_term | 第三十九条
        "#,
    );
}

#[test]
fn slips_say_what_they_are_for() {
    refused(
        r#"
        approval_form | /body/applicant/name    | ""   | document.no_applicant | 第三十二条
        approval_form | /body/case/item         | ""   | document.no_item      | GB/T 9704
        approval_form | /body/case/case_no      | null | document.no_number    | 第三十四条
        approval_form | /body/received_on       | null | document.no_number    | 第三十四条
        approval_form | /head/organ             | ""   | document.no_number    | 第三十四条
        approval_form | /body/opinions          | []   | document.no_opinion   | 第三十四条
        approval_form | /body/opinions/0/text   | ""   | document.no_opinion   | 第三十四条
        approval_form | /body/opinions/1/by     | ""   | document.opinion_unsigned | 第三十四条
        approval_form | /body/opinions/2/on     | null | document.opinion_unsigned | 第三十四条
        return_list | /head/number              | null | document.no_number    | 交接
        return_list | /head/date                | null | document.no_date      | 交接
        return_list | /body/ended               | ""   | document.no_reason    | 交接
        return_list | /body/ended_on            | null | document.no_reason    | 交接
        return_list | /body/materials           | []   | document.no_materials | 交接
        return_list | /body/materials/1/copies  | 0    | document.no_materials | 交接
        return_list | /body/taker               | " "  | document.no_handover_party | 交接
        return_list | /body/giver               | ""   | document.no_handover_party | 交接
        supplement_receipt | /head/number       | null | document.no_number    | 第三十二条第二款
        supplement_receipt | /head/seal         | null | document.no_seal      | 第三十二条第二款
        supplement_receipt | /head/date         | null | document.no_date      | 第三十二条第二款
        supplement_receipt | /body/answers      | ""   | document.answers_nothing | 第一款第四项
        supplement_receipt | /body/received_at  | null | document.no_received_time | 第一款第四项
        supplement_receipt | /body/handed_in_by | ""   | document.no_receiver  | 第一款第四项
        supplement_receipt | /body/receiver     | ""   | document.no_receiver  | 第一款第四项
        pickup_slip | /body/recipient/name      | ""   | document.no_applicant | 第三十二条
        pickup_slip | /body/recipient/id_number | "440104199003070017" | document.id_not_masked | 个人信息
        pickup_slip | /body/rows                | []   | document.nothing_to_collect | 第四十四条
        pickup_slip | /body/rows/1/when         | ""   | document.nothing_to_collect | 第四十四条
        pickup_slip | /body/place               | ""   | document.no_pickup_place | 第四十四条
        pickup_slip | /body/hours               | ""   | document.no_pickup_place | 第四十四条
        pickup_slip | /body/bring               | []   | document.no_pickup_place | 第四十四条
        pickup_slip | /head/lookup              | null | document.no_lookup    | 第四十四条
        "#,
    );
    let mut empty = samples::with(K::SupplementReceipt, "/body/materials", json!([]));
    assert_eq!(lawful(&empty), Ok(()), "fields alone may be what was corrected");
    let Body::SupplementReceipt(receipt) = &mut empty.body else { panic!() };
    receipt.fields.clear();
    assert_eq!(lawful(&empty).unwrap_err().code, "document.no_materials");
}

#[test]
fn papers_to_sign_name_person_matter_power_and_address() {
    refused(
        r#"
        power_of_attorney | /body/principal/name  | ""  | document.no_agent  | 第一百六十五条
        power_of_attorney | /body/agent/name      | ""  | document.no_agent  | 第一百六十五条
        power_of_attorney | /body/agent/id_number | ""  | document.no_agent  | 第一百六十五条
        power_of_attorney | /body/matters         | []  | document.no_item   | 第一百六十五条
        power_of_attorney | /body/powers          | []  | document.no_powers | 第一百六十五条
        power_of_attorney | /body/term            | ""  | document.no_term   | 第一百六十五条
        address_confirmation | /body/applicant/name | "" | document.no_applicant | 第九十一条
        address_confirmation | /body/cases          | [] | document.no_item    | 第九十一条
        address_confirmation | /body/phone          | "" | document.no_contact | 第九十一条
        address_confirmation | /body/address        | "" | document.no_address | 第九十一条
        "#,
    );
    let mut electronic = samples::with(K::AddressConfirmation, "/body/method", json!("electronic"));
    assert_eq!(lawful(&electronic), Ok(()));
    let Body::AddressConfirmation(paper) = &mut electronic.body else { panic!() };
    paper.electronic_consent = false;
    let refusal = lawful(&electronic).unwrap_err();
    assert_eq!(refusal.code, "document.no_consent");
    assert!(refusal.article.unwrap().contains("第九十条"));
}

#[test]
fn papers_of_a_day_name_day_place_and_people() {
    refused(
        r#"
        day_report    | /head/date           | null | document.no_date   | 日报
        day_report    | /body/counter        | ""   | document.no_maker  | 日报
        day_report    | /body/maker          | ""   | document.no_maker  | 日报
        day_report    | /body/counts         | []   | document.no_counts | 日报
        day_report    | /body/ratings        | []   | document.no_counts | 日报
        seal_register | /head/date           | null | document.no_date   | 25号
        seal_register | /body/registrar      | ""   | document.no_maker  | 25号
        seal_register | /body/rows/0/seal    | ""   | document.seal_use  | 25号
        seal_register | /body/rows/0/copies  | 0    | document.seal_use  | 25号
        seal_register | /body/rows/1/asked_by | ""  | document.seal_use  | 25号
        seal_register | /body/rows/2/sealed_by | "" | document.seal_use  | 25号
        "#,
    );
    let quiet = samples::with(K::SealRegister, "/body/rows", json!([]));
    assert_eq!(lawful(&quiet), Ok(()), "a day without a stamp is a page that says so");
}
