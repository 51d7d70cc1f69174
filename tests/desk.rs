//! The desk after 收件, over real stations and the real platform in one process.

mod attention;
mod fees;
mod hand_over;
mod slips;
mod supplement;
mod visit;

use std::path::PathBuf;

use domain::action::{CorrectionPoint, Role};
use domain::ids::CaseNo;
use tests::acts::{first_case, intake, receive_with};
use tests::hall::{Hall, Station, WORD};
use workstation::desk::Workstation;
use workstation::view::{ActOutcome, ActRequest, ReviewView};

/// 城镇污水排入排水管网许可, accepted at the counter.
const DRAINAGE: &str = "11440106MB9110003K4000119045001";
const WATER: &str = "water-affairs";

/// A hall, and the desk of its counter 07.
async fn at_the_counter() -> (Hall, Station, Workstation) {
    at_a_counter_with(serde_json::json!({})).await
}

/// The same, with devices.
async fn at_a_counter_with(devices: serde_json::Value) -> (Hall, Station, Workstation) {
    let mut hall = Hall::new(21).await;
    let mut counter = hall.counter("07").await;
    std::fs::write(counter.home.join("desk.json"), devices.to_string()).unwrap();
    let desk = counter.desk_as("wangxy").await;
    desk.engine().need_words(&[WORD.to_owned()]).await.unwrap();
    desk.engine().sync_once().await.unwrap();
    (hall, counter, desk)
}

/// The desk of an examiner of the water office.
async fn at_the_office(hall: &mut Hall) -> (Station, Workstation) {
    hall.add_user("chen", "陈审查", Role::Examiner, Some(WATER)).await;
    let mut office = hall.department(&[WATER, "civil-affairs"]).await;
    let desk = office.desk_as("chen").await;
    desk.engine().sync_once().await.unwrap();
    (office, desk)
}

/// One case, received as it is with nothing handed in.
async fn received(desk: &Workstation) -> CaseNo {
    let stream = receive_with(desk.engine(), intake(DRAINAGE)).await.unwrap();
    desk.engine().sync_once().await.unwrap();
    first_case(desk.engine(), &stream).await
}

/// An act that no rule refuses.
async fn done(desk: &Workstation, request: ActRequest) -> ActOutcome {
    let outcome = desk.act(request).await.unwrap();
    assert_eq!(outcome.refusal, None);
    outcome
}

/// The code of the refusal of an act.
async fn refused(desk: &Workstation, request: ActRequest) -> String {
    desk.act(request).await.unwrap().refusal.unwrap().code
}

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/page.jpg")
}

/// A file that becomes a page of a material.
async fn bring(desk: &Workstation, case: &CaseNo, kind: &str) -> ReviewView {
    let original = domain::intake::OriginalState::Kept;
    let path = page().display().to_string();
    desk.import_more(case.clone(), kind.into(), original, &path).await.unwrap()
}

fn point(kind: &str) -> CorrectionPoint {
    CorrectionPoint {
        material: Some(kind.into()),
        element: None,
        name: "补交的材料".to_owned(),
        problem: "未提交".to_owned(),
        remedy: "补交一份".to_owned(),
    }
}
