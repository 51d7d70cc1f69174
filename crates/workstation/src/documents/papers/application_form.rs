//! 申请书: the form for the applicant's signature.

use super::super::blocks::{form_title, heading, signatures};
use super::super::sheet::{Align, Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::{Words, case_rows, material_rows, pair, party_pairs};
use domain::document::{ApplicationForm, DeliveryChoice};

const SIZE: f32 = 10.5;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, form: &ApplicationForm) {
    form_title(sheet, words.head, words.title());
    let mut organs: Vec<&str> = form.cases.iter().map(|case| case.organ.as_str()).collect();
    organs.dedup();
    sheet.paragraph(&format!("致：{}", organs.join("、")), regular(11.5), 20.0, 0.0);
    heading(sheet, "一、申请人");
    pairs(sheet, &party_pairs(&form.applicant, "申请人"), SIZE);
    heading(sheet, "二、申请事项");
    let columns =
        [centre("序号", 1.4), left("事项名称", 6.0), left("事项编码", 6.0), left("实施机关", 5.0)];
    table(sheet, &columns, &case_rows(&form.cases), SIZE);
    if !form.sections.is_empty() {
        heading(sheet, "三、申请内容");
    }
    for section in &form.sections {
        sheet.keep(44.0);
        sheet.line(&format!("（{}）", section.title), regular(SIZE), 18.0, Align::Left);
        pairs(sheet, &section.rows, SIZE);
        sheet.gap(3.0);
    }
    if !form.materials.is_empty() {
        materials(sheet, form);
    }
    if let Some(choice) = &form.delivery {
        delivery(sheet, words, choice);
    }
    promises(sheet, words, form);
}

fn materials(sheet: &mut Sheet<'_>, form: &ApplicationForm) {
    heading(sheet, "四、申请材料");
    let columns = [
        centre("序号", 1.4),
        left("材料名称", 7.0),
        centre("原件", 1.4),
        centre("复印件", 1.8),
        centre("页数", 1.4),
        centre("介质", 2.1),
        centre("处置", 2.1),
        left("备注", 3.0),
    ];
    table(sheet, &columns, &material_rows(&form.materials), SIZE);
}

fn delivery(sheet: &mut Sheet<'_>, words: &Words<'_>, choice: &DeliveryChoice) {
    heading(sheet, "五、送达地址与方式确认");
    let consent = if choice.electronic_consent { "同意" } else { "不同意" };
    let rows = [
        pair("领取方式", choice.method.clone()),
        pair("收件人", choice.recipient.clone()),
        pair("联系电话", choice.phone.clone()),
        pair("电子送达", consent),
        pair("送达地址", choice.address.clone()),
    ];
    pairs(sheet, &rows, SIZE);
    sheet.gap(2.0);
    sheet.paragraphs(&words.say("delivery", &[]), regular(SIZE), 16.0);
}

fn promises(sheet: &mut Sheet<'_>, words: &Words<'_>, form: &ApplicationForm) {
    let title = match (form.delivery.is_some(), form.sections.is_empty()) {
        (true, _) => "六、申请人承诺",
        (false, false) => "五、申请人承诺",
        (false, true) => "三、承诺和执行的内容",
    };
    heading(sheet, title);
    sheet.paragraphs(&words.say("promise", &[]), regular(SIZE), 16.0);
    for promise in &form.promises {
        sheet.paragraphs(promise, regular(SIZE), 16.0);
    }
    sheet.keep(70.0);
    let day = "日期：　　　　年　　月　　日";
    if form.enterprise {
        signatures(sheet, &["申请人（盖章）：", "法定代表人（签名）：", day], 11.0);
    } else {
        signatures(sheet, &["申请人（签名）：", day], 11.0);
    }
    if form.applicant.agent.is_some() {
        signatures(sheet, &["代理人（签名）：", day], 11.0);
    }
}
