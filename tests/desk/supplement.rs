//! Materials after 收件.

use std::collections::BTreeMap;

use domain::action::Role;
use workstation::view::ActRequest;

use super::{at_the_counter, at_the_office, bring, done, point, received, refused};

#[tokio::test]
async fn desk_a_correction_is_answered_with_what_came_since_the_notice() {
    let (_hall, _counter, desk) = at_the_counter().await;
    let case = received(&desk).await;
    let materials = desk.review(case.clone()).await.unwrap().materials;
    let kind = materials[0].kind.clone();
    assert_eq!(materials[0].note.as_deref(), Some("未交"), "what is missing can be asked for");
    let fault = materials[0].fault.clone().unwrap();
    assert_eq!(fault.problem, "未提交", "and is asked for without typing");
    assert!(fault.remedy.starts_with("补交"), "{fault:?}");
    let notice = ActRequest::NotifyCorrection {
        case: case.clone(),
        points: vec![point(&kind)],
        second_reason: None,
    };
    done(&desk, notice).await;
    let supply = |complete| ActRequest::SupplyCorrection {
        case: case.clone(),
        complete,
        values: BTreeMap::new(),
    };
    assert_eq!(refused(&desk, supply(true)).await, "supply.empty");

    // Something else came: the notice is not answered by it.
    let view = bring(&desk, &case, &materials[1].kind).await;
    assert!(!view.asked[0].came);
    assert_eq!(refused(&desk, supply(true)).await, "supply.incomplete");
    let view = bring(&desk, &case, &kind).await;
    assert!(view.asked[0].came);
    let brought = view.materials.iter().find(|row| row.kind == kind).unwrap();
    assert_eq!((brought.pages.len(), brought.level.as_str()), (1, "B"));
    done(&desk, supply(true)).await;
    let view = desk.review(case.clone()).await.unwrap();
    assert_eq!((view.stage.as_str(), view.asked.len()), ("已收件", 0));
    desk.engine().sync_once().await.unwrap();
    assert_eq!(desk.engine().outbox().await.unwrap().unsent, 0);
    assert_eq!(desk.engine().verify().await.unwrap().bad, None);
}

#[tokio::test]
async fn desk_a_page_is_checked_and_taken_out_and_history_keeps_it() {
    let (_hall, _counter, desk) = at_the_counter().await;
    let case = received(&desk).await;
    let kind = desk.review(case.clone()).await.unwrap().materials[0].kind.clone();
    let view = bring(&desk, &case, &kind).await;
    let page = view.materials[0].pages[0].hash.clone();
    let check = |problem: Option<&str>| ActRequest::CheckMaterial {
        case: case.clone(),
        kind: kind.as_str().into(),
        problem: problem.map(str::to_owned),
    };
    done(&desk, check(Some("缺公章"))).await;
    let view = desk.review(case.clone()).await.unwrap();
    assert_eq!(view.materials[0].note.as_deref(), Some("不合格：缺公章"));
    assert_eq!(view.materials[0].fault.clone().unwrap().problem, "缺公章");
    done(&desk, check(None)).await;
    let detach = |reason: &str| ActRequest::DetachPage {
        case: case.clone(),
        kind: kind.as_str().into(),
        page: page.as_str().into(),
        reason: reason.to_owned(),
    };
    assert_eq!(refused(&desk, detach(" ")).await, "material.reason");
    done(&desk, detach("扫描不清")).await;
    let view = desk.review(case.clone()).await.unwrap();
    assert!(view.materials[0].pages.is_empty());
    let told: Vec<&str> = view.history.iter().map(|row| row.text.as_str()).collect();
    assert!(told.iter().any(|text| text.starts_with("撤下一页")), "{told:?}");
}

#[tokio::test]
async fn desk_an_organ_sees_its_own_cases_and_looking_is_logged() {
    let (mut hall, _counter, desk) = at_the_counter().await;
    let case = received(&desk).await;
    let (mut office, examiner) = at_the_office(&mut hall).await;
    let view = examiner.review(case.clone()).await.unwrap();
    let field = view.fields.iter().find(|f| f.element.as_str() == "applicant.id_number").unwrap();
    // The intake of the test types no form: the field is known, nothing stands in it.
    let empty = examiner.reveal(&view.application, &field.label).await.unwrap_err();
    assert_eq!(empty.code, "reveal.nothing");
    assert_eq!(examiner.find(case.as_str()).await.unwrap().len(), 1);
    examiner.engine().close().await;
    drop(examiner);

    // A colleague of another organ sits at the same station.
    hall.add_user("zhou", "周民政", Role::Examiner, Some("civil-affairs")).await;
    let stranger = office.desk_as("zhou").await;
    assert_eq!(stranger.review(case.clone()).await.unwrap_err().code, "case.not_yours");
    assert!(stranger.find(case.as_str()).await.unwrap().is_empty());
    let seen = stranger.reveal(&view.application, &field.label).await;
    assert_eq!(seen.unwrap_err().code, "reveal.nothing");
}

#[tokio::test]
async fn desk_a_reveal_at_a_department_stands_in_the_case() {
    let (mut hall, _counter, desk) = at_the_counter().await;
    let mut content = tests::acts::intake(super::DRAINAGE);
    let number = domain::intake::FieldValue {
        text: "440104193602050010".to_owned(),
        ..domain::intake::FieldValue::default()
    };
    content.values.insert("applicant.id_number".into(), number);
    let stream = tests::acts::receive_with(desk.engine(), content).await.unwrap();
    desk.engine().sync_once().await.unwrap();
    let case = tests::acts::first_case(desk.engine(), &stream).await;
    let (_office, examiner) = at_the_office(&mut hall).await;
    let view = examiner.review(case.clone()).await.unwrap();
    let field = view.fields.iter().find(|f| f.element.as_str() == "applicant.id_number").unwrap();
    let shown = examiner.reveal(&view.application, &field.label).await.unwrap();
    assert_eq!(shown, "440104193602050010");
    let logged = examiner.review(case).await.unwrap().history;
    assert_eq!(logged[0].text, "查看个人信息");
    examiner.engine().sync_once().await.unwrap();
    let outbox = examiner.engine().outbox().await.unwrap();
    assert_eq!((outbox.unsent, outbox.received), (0, 0), "the platform takes the log");
    assert!(examiner.engine().work_items().await.unwrap().is_empty());
}
