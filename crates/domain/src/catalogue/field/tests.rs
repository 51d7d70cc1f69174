use super::{Missing, Normalised, format_decimal, missing, parse_decimal, validate_field};
use crate::catalogue::element::{Element, ElementKind};
use crate::catalogue::resolve::{Inquiry, Values, resolve};
use crate::catalogue::tests::shipped;
use crate::ids::{ElementId, ItemCode};
use proptest::prelude::*;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

fn check(element: &str, text: &str) -> Result<Normalised, String> {
    let catalogue = shipped();
    let element: &Element = &catalogue.elements[&ElementId::from(element)];
    validate_field(element, text, TODAY).map_err(|error| error.message)
}

#[test]
fn good_values_take_their_normal_form() {
    let table = [
        ("premises.area", "46.5", "46.5", "46.5 ㎡"),
        ("premises.area", " 1,046.50㎡ ", "1046.5", "1046.5 ㎡"),
        ("premises.area", "４６．５", "46.5", "46.5 ㎡"),
        ("business.staff", "3", "3", "3 人"),
        ("applicant.phone", "138 0000 2210", "13800002210", "13800002210"),
        ("applicant.phone", "020-83000100", "02083000100", "02083000100"),
        ("applicant.id_number", "11010519491231002x", "11010519491231002X", "11010519491231002X"),
        ("applicant.id_number", "92440106MA7KL2QX30", "92440106MA7KL2QX30", "92440106MA7KL2QX30"),
        ("lease.end", "2027年1月5日", "2027-01-05", "2027年1月5日"),
        ("lease.start", "2026/11/1", "2026-11-01", "2026年11月1日"),
        ("hygiene.project", "理发", "hair", "理发"),
        ("hygiene.project", "both", "both", "理发、生活美容"),
        (
            "premises.address",
            "穗城区建设二马路 12 号",
            "穗城区建设二马路 12 号",
            "穗城区建设二马路 12 号",
        ),
        ("business.name", "", "", ""),
    ];
    for (element, typed, text, display) in table {
        let expected = Normalised { text: text.to_owned(), display: display.to_owned() };
        assert_eq!(check(element, typed), Ok(expected), "{element} {typed}");
    }
}

#[test]
fn bad_values_say_what_to_type_instead() {
    let table = [
        ("premises.area", "0", "大于 0"),
        ("premises.area", "46.555", "最多 2 位小数"),
        ("premises.area", "很大", "数字"),
        ("premises.area", "9999999.99", "不大于"),
        ("business.staff", "2.5", "整数"),
        ("applicant.phone", "12345", "11 位手机号"),
        ("applicant.phone", "10800002210", "11 位手机号"),
        ("applicant.id_number", "440104199003070018", "校验码"),
        ("injury.date", "2026-11-23", "不能晚于今天"),
        ("lease.end", "2026-11-21", "不能早于今天"),
        ("lease.start", "2026-02-30", "日期"),
        ("lease.start", "2026-11-01-3", "日期"),
        ("hygiene.project", "按摩", "列表"),
        ("premises.address", "一马路", "门牌号"),
        ("business.name", "ABC", "汉字"),
        ("business.name", "建国\u{7}理发店", "控制字符"),
    ];
    for (element, typed, words) in table {
        let message = check(element, typed).expect_err(typed);
        assert!(message.contains(words), "{element} {typed}: {message}");
    }
    let long = "长".repeat(81);
    assert!(check("business.name", &long).expect_err("too long").contains("最多 80 个字"));
}

#[test]
fn what_is_missing_is_listed_in_the_order_of_the_page() {
    let catalogue = shipped();
    let item = ItemCode::from("water-account-transfer");
    let mut ask = Inquiry { on: TODAY, ..Inquiry::default() };
    ask.selection.items = vec![item];
    let list = |ask: &Inquiry, values: &Values| -> Vec<String> {
        let resolved = resolve(&catalogue, ask).expect("resolves");
        let fault = |m: &super::ResolvedMaterial| m.signed.then(|| "还没有签字".to_owned());
        missing(&catalogue, &resolved, values, TODAY, &fault)
            .into_iter()
            .map(|line| match line {
                Missing::Question { id, .. } => id.to_string(),
                Missing::Field { message, .. } => message,
                Missing::Material { kind, message, .. } => format!("{kind} {message}"),
            })
            .collect()
    };
    let before = list(&ask, &Values::new());
    assert_eq!(before[..2], ["water_event", "请填写申请人姓名（名称）"]);
    ask.answers.insert("water_event".into(), "sale".to_owned());
    let mut values = Values::new();
    for (element, text) in [
        ("applicant.name", "李建国"),
        ("applicant.id_number", "440106198002290016"),
        ("applicant.phone", "13800002210"),
        ("water.account", "0042"),
        ("water.address", "穗城区建设二马路 12 号"),
        ("water.reading", "-1"),
    ] {
        values.insert(element.into(), text.to_owned());
    }
    let after = list(&ask, &values);
    assert_eq!(after, ["水表读数应不小于 0", "water-transfer-form 还没有签字"]);
}

proptest! {
    #[test]
    fn decimals_survive_writing_and_reading(value in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0..6_u32) {
        prop_assert_eq!(parse_decimal(&format_decimal(value, scale), scale), Some(value));
    }

    #[test]
    fn no_text_makes_validation_panic(text in "\\PC{0,40}") {
        let catalogue = shipped_once();
        for element in catalogue.elements.values() {
            if let Ok(good) = validate_field(element, &text, TODAY) {
                let again = validate_field(element, &good.text, TODAY);
                prop_assert_eq!(again.as_ref(), Ok(&good), "normal form is stable");
                let number = matches!(element.kind, ElementKind::Number { .. });
                prop_assert!(!number || good.text.is_empty() || good.display.starts_with(&good.text));
            }
        }
    }
}

fn shipped_once() -> &'static crate::catalogue::Catalogue {
    static CATALOGUE: std::sync::LazyLock<crate::catalogue::Catalogue> =
        std::sync::LazyLock::new(shipped);
    &CATALOGUE
}
