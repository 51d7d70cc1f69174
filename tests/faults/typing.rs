//! Numbers that cannot be right: said beside the field, kept as typed, never received unseen.

use serde_json::json;

use super::{Desk, field, hall};

#[tokio::test]
async fn faults_a_wrong_number_is_told_beside_the_field_and_stays_as_typed() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let view = desk.begin_allowance().await;
    for (typed, told) in [
        (
            "440104193602050011",
            "公民身份号码校验码不符，至少有一位输错，请对照证件逐位核对或改用读卡",
        ),
        ("440104193602300014", "公民身份号码中的出生日期「19360230」不存在，请对照证件重新输入"),
        ("440104203602050014", "公民身份号码中的出生日期「20360205」晚于今天，请对照证件重新输入"),
        ("4401041936020500", "公民身份号码应为 18 位，现为 16 位，请对照证件补全"),
    ] {
        let shown = desk.fill(&view.id, "applicant.id_number", typed).await;
        let number = field(&shown, "applicant.id_number");
        assert_eq!(number.error.as_deref(), Some(told));
        assert_eq!((number.value.as_str(), &number.masked), (typed, &None));
        assert!(!shown.way_out.available, "{}", shown.way_out.reason);
        let jump = shown.missing.iter().find(|line| line.focus == "field:applicant.id_number");
        assert_eq!(jump.map(|line| line.text.as_str()), Some(told));
    }
    let desk = desk.restart().await;
    let again = desk.current().await.unwrap().unwrap();
    assert_eq!(again.focus.as_deref(), Some("field:applicant.id_number"));
    assert_eq!(field(&again, "applicant.id_number").value, "4401041936020500");
    assert_eq!(field(&again, "applicant.name").value, "刘德明");
}
