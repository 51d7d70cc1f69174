//! The papers of what happens on the way by missing field (domain.md §9.3; clerk-notes E31).

use super::super::{DocumentKind as K, Nature, samples};
use super::lawful;
use super::tests::refused;
use serde_json::json;

/// What all six have: number, applicant, item, organ, date.
#[test]
fn every_paper_on_the_way_says_whose_it_is() {
    for (kind, voucher) in [
        (K::StepNotice, "第三十二条第二款"),
        (K::ExtensionNotice, "第三十二条第二款"),
        (K::DeferralNotice, "第三十二条第二款"),
        (K::TerminationNotice, "第三十二条第二款"),
        (K::AmendmentNotice, "第三十二条第二款"),
        (K::SiteCheckRecord, "第三十四条第三款"),
    ] {
        let table = "
            KIND | /head/number         | null  | document.no_number     | VOUCHER
            KIND | /head/number         | \" \" | document.no_number     | VOUCHER
            KIND | /head/date           | null  | document.no_date       | VOUCHER
            KIND | /body/applicant/name | \"\"  | document.no_applicant  | 第三十二条第二款
            KIND | /body/applicant/id_number | \"440104199003070017\" | document.id_not_masked | 个人信息
            KIND | /body/case/item      | \"\"  | document.no_item       | GB/T 9704";
        refused(&table.replace("KIND", kind.code()).replace("VOUCHER", voucher));
    }
}

/// All but the record bear the organ's seal and say on what they rest.
#[test]
fn every_notice_on_the_way_is_sealed_and_grounded() {
    for kind in [
        K::StepNotice,
        K::ExtensionNotice,
        K::DeferralNotice,
        K::TerminationNotice,
        K::AmendmentNotice,
    ] {
        let table = "
            KIND | /head/organ     | \"\"    | document.no_organ | 第三十二条第二款
            KIND | /head/seal      | null    | document.no_seal  | 第三十二条第二款
            KIND | /head/seal/name | \"\"    | document.no_seal  | 第三十二条第二款
            KIND | /body/basis     | []      | document.no_basis | 第三十八条第二款
            KIND | /body/basis     | [\" \"] | document.no_basis | 第三十八条第二款";
        refused(&table.replace("KIND", kind.code()));
    }
}

/// 特别程序告知书 (行政许可法 art. 45; DB4406/T 14 F).
#[test]
fn a_step_is_announced_with_its_kind_and_its_days() {
    refused(
        r#"
        step_notice | /body/matter/name      | ""   | document.no_step_time | 第四十五条
        step_notice | /body/matter/time      | " "  | document.no_step_time | 第四十五条
        step_notice | /body/matter/starts_on | null | document.no_step_time | 第四十五条
        step_notice | /body/matter/ends_by   | null | document.no_step_time | 第四十五条
        "#,
    );
}

/// 延长期限通知书 (art. 42; DB4406/T 14 G).
#[test]
fn an_extension_tells_both_terms_the_reason_and_who_approved() {
    refused(
        r#"
        extension_notice | /body/reason          | ""   | document.no_reason   | 第四十二条
        extension_notice | /body/matter/before   | null | document.no_new_due  | 第四十二条
        extension_notice | /body/matter/due      | null | document.no_new_due  | 第四十二条
        extension_notice | /body/matter/due      | "2026-12-18" | document.no_new_due | 第四十二条
        extension_notice | /body/matter/term     | ""   | document.no_new_due  | 第四十二条
        extension_notice | /body/matter/level    | ""   | document.no_approver | 第四十二条
        extension_notice | /body/matter/approval | " "  | document.no_approver | 第四十二条
        "#,
    );
}

/// 容缺受理通知书 (民政部门容缺受理办法; clerk-notes E16: the hour on the last day is told).
#[test]
fn a_deferral_tells_what_is_due_when_and_what_follows() {
    refused(
        r#"
        deferral_notice | /body/matter/materials         | []   | document.no_deferred | 第三十二条
        deferral_notice | /body/matter/materials/0/label | ""   | document.no_deferred | 第三十二条
        deferral_notice | /body/matter/materials/1/value | " "  | document.no_deferred | 第三十二条
        deferral_notice | /body/matter/due               | null | document.no_deferred | 第三十二条
        deferral_notice | /body/matter/hour              | ""   | document.no_deferred | 第三十二条
        deferral_notice | /body/matter/consequence       | ""   | document.no_deferred | 第三十二条
        "#,
    );
}

/// 终止办理通知书, with remedies (clerk-notes E14, E16).
#[test]
fn a_termination_gives_ground_reason_and_remedies() {
    refused(
        r#"
        termination_notice | /body/matter/ground   | ""   | document.no_reason   | 第三十八条第二款
        termination_notice | /body/reason          | " "  | document.no_reason   | 第三十八条第二款
        termination_notice | /body/matter/remedies | null | document.no_remedies | 第三十八条第二款
        termination_notice | /body/matter/remedies/review_body     | "" | document.no_remedies | 第三十八条第二款
        termination_notice | /body/matter/remedies/review_days     | 0  | document.no_remedies | 第三十八条第二款
        termination_notice | /body/matter/remedies/court           | "" | document.no_remedies | 第三十八条第二款
        termination_notice | /body/matter/remedies/lawsuit_months  | 0  | document.no_remedies | 第三十八条第二款
        "#,
    );
}

/// 现场核查笔录 (art. 34(3); clerk-notes E28: two officers with certificates, and the party).
#[test]
fn a_record_names_two_officers_what_they_saw_and_the_party() {
    refused(
        r#"
        site_check_record | /body/matter/officers         | []   | document.no_officers | 第三十四条第三款
        site_check_record | /body/matter/officers/0/label | ""   | document.no_officers | 第三十四条第三款
        site_check_record | /body/matter/officers/1/value | " "  | document.no_officers | 第三十四条第三款
        site_check_record | /body/matter/place            | ""   | document.no_findings | 第三十四条第三款
        site_check_record | /body/matter/checked_on       | null | document.no_findings | 第三十四条第三款
        site_check_record | /body/matter/findings         | ""   | document.no_findings | 第三十四条第三款
        site_check_record | /body/matter/party            | ""   | document.no_party    | 第三十四条第三款
        "#,
    );
    let sealed = samples::of(K::SiteCheckRecord);
    assert_eq!(sealed.head.seal, None, "officers and party sign it; it bears no seal");
}

/// 更正通知书 (clerk-notes E11).
#[test]
fn an_amendment_tells_before_after_and_why() {
    refused(
        r#"
        amendment_notice | /body/matter/rows         | []   | document.no_amendment | GB/T 9704
        amendment_notice | /body/matter/rows/0/label | ""   | document.no_amendment | GB/T 9704
        amendment_notice | /body/matter/rows/0/after | "68" | document.no_amendment | GB/T 9704
        amendment_notice | /body/reason              | ""   | document.no_reason    | GB/T 9704
        "#,
    );
}

/// Outside permits the same papers rest on other rules (clerk-notes E1).
#[test]
fn outside_permits_no_paper_on_the_way_cites_the_licensing_law() {
    for (kind, place, blank) in [
        (K::StepNotice, "/body/matter/time", json!("")),
        (K::ExtensionNotice, "/body/reason", json!("")),
        (K::DeferralNotice, "/body/matter/hour", json!("")),
        (K::TerminationNotice, "/body/matter/remedies", json!(null)),
        (K::SiteCheckRecord, "/body/matter/officers", json!([])),
        (K::AmendmentNotice, "/body/matter/rows", json!([])),
    ] {
        let mut paper = samples::with(kind, place, blank);
        paper.head.nature = Nature::OtherAct;
        let article = lawful(&paper).unwrap_err().article.unwrap();
        assert!(!article.contains("行政许可法"), "{kind:?}: {article}");
    }
}
