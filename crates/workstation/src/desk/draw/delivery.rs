//! 领取方式: drawn like any other input of the applicant, kept apart in the draft.

use domain::ids::ElementId;
use domain::intake::{DeliveryWay, Intake, ValueSource};

use crate::view::{Choice, FieldKind, FormField};

/// How the results reach the applicant: 自取, 邮寄 with an address, 电子; and 短信 or not.
pub(super) fn delivery_fields(intake: &Intake) -> Vec<FormField> {
    let delivery = &intake.delivery;
    let way = match delivery.way {
        DeliveryWay::PickUp => "pick_up",
        DeliveryWay::Post => "post",
        DeliveryWay::Electronic => "electronic",
    };
    let ways = [("pick_up", "自取"), ("post", "邮寄"), ("electronic", "电子")];
    let sms = if delivery.sms { "yes" } else { "no" };
    let mut fields = vec![
        choice("delivery.way", "领取方式", way, &ways),
        choice("delivery.sms", "短信通知", sms, &[("yes", "同意"), ("no", "不用")]),
    ];
    if delivery.way == DeliveryWay::Post {
        fields.push(FormField {
            kind: FieldKind::Text,
            options: Vec::new(),
            value: delivery.address.clone(),
            wide: true,
            ..choice("delivery.address", "邮寄地址", "", &[])
        });
    }
    fields
}

fn choice(element: &str, label: &str, value: &str, options: &[(&str, &str)]) -> FormField {
    FormField {
        element: ElementId::from(element),
        label: label.to_owned(),
        kind: FieldKind::Choice,
        unit: None,
        options: options
            .iter()
            .map(|(value, label)| Choice { value: (*value).to_owned(), label: (*label).to_owned() })
            .collect(),
        value: value.to_owned(),
        masked: None,
        source: ValueSource::Typed,
        source_text: None,
        required: false,
        error: None,
        note: None,
        wide: false,
    }
}
