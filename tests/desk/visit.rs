//! What belongs to a visit beside its cases: the rating on the applicant's device, its repair, and
//! the wrong item put right.

use std::collections::BTreeMap;

use domain::action::{Grade, Role};
use domain::ids::ApplicationId;
use domain::rating::{RepairFinding, RepairStep};
use neighbours::{Fault as Trouble, Neighbours, Ports, Pressed, Service};
use serde_json::json;
use tests::acts::ALLOWANCE;
use workstation::view::{ActRequest, CourseRequest};

use super::{DRAINAGE, at_a_counter_with, done, received, refused};

fn stars(stars: u8, option: &str) -> Pressed {
    Pressed::Stars { stars, options: vec![option.to_owned()], comment: "跑了三趟".to_owned() }
}

#[tokio::test]
async fn desk_the_applicant_rates_on_the_device_or_not_at_all() {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let control = neighbours.control();
    let devices = json!({ "rating_terminal": neighbours.addresses().rating_terminal });
    let (_hall, _counter, desk) = at_a_counter_with(devices).await;
    let case = received(&desk).await;
    let application = desk.review(case.clone()).await.unwrap().application;
    let application = ApplicationId::from(application.as_str());
    let ask = || ActRequest::Rate { case: case.clone() };

    control.set_wait(20);
    let outcome = done(&desk, ask()).await;
    assert_eq!(outcome.message, "申请人没有评价，记为未评价");
    let rated = async || desk.issuance(application.clone()).await.unwrap().rated;
    assert!(!rated().await, "never a good rating by default");
    for (trouble, code) in
        [(Trouble::Down, "rating_terminal_absent"), (Trouble::Rubbish, "rating_terminal_garbled")]
    {
        control.set_fault(Service::RatingTerminal, trouble);
        assert_eq!(desk.act(ask()).await.unwrap_err().code, code);
    }
    control.set_fault(Service::RatingTerminal, Trouble::Ok);
    control.set_wait(10_000);
    control.press(stars(2, "213"));
    done(&desk, ask()).await;
    assert!(rated().await);
    assert_eq!(refused(&desk, ask()).await, "rate.closed");
    let view = desk.engine().case(&case).await.unwrap();
    let rating = view.application().unwrap().rating.clone().unwrap();
    assert_eq!((rating.grade, rating.options), (Grade::Dissatisfied, vec!["213".to_owned()]));
}

#[tokio::test]
async fn desk_a_bad_rating_is_repaired_by_the_supervisor_before_the_clerk_reads_it() {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let devices = json!({ "rating_terminal": neighbours.addresses().rating_terminal });
    let (hall, mut counter, desk) = at_a_counter_with(devices).await;
    let case = received(&desk).await;
    let application = desk.review(case.clone()).await.unwrap().application;
    let application = ApplicationId::from(application.as_str());
    neighbours.control().press(stars(1, "113"));
    done(&desk, ActRequest::Rate { case: case.clone() }).await;
    let told = async |desk: &workstation::desk::Workstation| {
        let rows = desk.review(case.clone()).await.unwrap().history;
        rows.into_iter().any(|row| row.detail.is_some_and(|detail| detail.contains("跑了三趟")))
    };
    assert!(!told(&desk).await, "the rated clerk reads nothing before it is closed");
    let repair = |step| ActRequest::RepairRating { application: application.clone(), step };
    let contact =
        repair(RepairStep::Contact { text: "电话核实，确实跑了三趟".to_owned() });
    assert_eq!(refused(&desk, contact.clone()).await, "authority.repair");
    desk.engine().sync_once().await.unwrap();
    desk.engine().close().await;
    drop(desk);

    hall.add_user("zheng", "郑值班", Role::Supervisor, None).await;
    let duty = counter.desk_as("zheng").await;
    duty.engine().sync_once().await.unwrap();
    assert!(told(&duty).await);
    let tasks = duty.duty().await.unwrap().tasks;
    assert!(tasks.iter().any(|task| task.text == "差评待整改 1 件"), "{tasks:?}");
    assert_eq!(duty.find("list:check:repair").await.unwrap().len(), 1);
    done(&duty, contact).await;
    let close = RepairStep::Close {
        finding: RepairFinding::Repaired,
        measures: "改为一次告知".to_owned(),
        callback: "表示满意".to_owned(),
    };
    done(&duty, repair(close)).await;
    assert!(duty.duty().await.unwrap().tasks.iter().all(|task| task.id != "repair"));
    duty.engine().sync_once().await.unwrap();
    duty.engine().close().await;
    drop(duty);
    let desk = counter.desk_as("wangxy").await;
    assert!(told(&desk).await, "afterwards the clerk learns from it");
}

#[tokio::test]
async fn desk_the_right_item_goes_on_from_the_day_of_receipt() {
    let (_hall, _counter, desk) = super::at_the_counter().await;
    let case = received(&desk).await;
    let wanted = desk.replacement(&case, &ALLOWANCE.into(), BTreeMap::new()).await.unwrap();
    assert!(!wanted.questions.is_empty() || !wanted.fields.is_empty(), "{wanted:?}");
    let mut answers = BTreeMap::new();
    loop {
        let asked = desk.replacement(&case, &ALLOWANCE.into(), answers.clone()).await.unwrap();
        let Some(open) = asked.questions.iter().find(|question| question.answer.is_none()) else {
            break;
        };
        answers.insert(open.id.clone(), open.options[0].value.clone());
    }
    let replace = |reason: &str| ActRequest::Proceed {
        case: case.clone(),
        request: CourseRequest::Replacement {
            item: ALLOWANCE.into(),
            answers: answers.clone(),
            values: BTreeMap::new(),
            reason: reason.to_owned(),
        },
    };
    assert_eq!(refused(&desk, replace(" ")).await, "replace.reason");
    let outcome = done(&desk, replace("窗口选错事项")).await;
    assert_eq!(outcome.papers.len(), 1);
    let view = desk.engine().case(&case).await.unwrap();
    let app = view.application().unwrap();
    let new = app.cases.values().find(|other| other.replaces.is_some()).unwrap();
    assert_eq!((new.item.as_str(), new.received_on), (ALLOWANCE, app.received_on));
    assert!(app.cases[&case].item.as_str() == DRAINAGE && app.cases.len() == 2);
    let both = desk.review(new.no.clone()).await.unwrap();
    assert_eq!(both.stage, "已收件");
    assert_eq!(desk.review(case.clone()).await.unwrap().stage, "办结（作废，事项已更正）");
    desk.engine().sync_once().await.unwrap();
    assert_eq!(desk.engine().outbox().await.unwrap().unsent, 0);
    assert_eq!(desk.engine().verify().await.unwrap().bad, None);
}
