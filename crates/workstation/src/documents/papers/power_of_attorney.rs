//! 授权委托书: for signature by the principal and the agent.

use super::super::blocks::{form_title, signatures};
use super::super::sheet::{Sheet, regular};
use super::super::table::{centre, left, pairs, table};
use super::{BODY, LEADING, Words, body, case_rows, pair};
use domain::document::PowerOfAttorney;

const SIZE: f32 = 11.5;

pub(super) fn draw(sheet: &mut Sheet<'_>, words: &Words<'_>, power: &PowerOfAttorney) {
    form_title(sheet, words.head, words.title());
    let principal = &power.principal;
    let mut rows = vec![
        pair("委托人", principal.name.clone()),
        pair("联系电话", principal.phone.clone()),
        pair("证件类型", principal.id_kind.clone()),
        pair("证件号码", principal.id_number.clone()),
    ];
    if let Some(representative) = &power.representative {
        rows.push(pair("法定代表人", representative.clone()));
    }
    rows.push(pair("代理人", power.agent.name.clone()));
    rows.push(pair("代理人电话", power.agent.phone.clone()));
    rows.push(pair("代理人证件", power.agent_id_kind.clone()));
    rows.push(pair("代理人证号", power.agent.id_number.clone()));
    pairs(sheet, &rows, SIZE);
    sheet.gap(8.0);
    let values = [("principal", principal.name.as_str()), ("agent", &power.agent.name)];
    body(sheet, &words.say("opening", &values));
    sheet.gap(4.0);
    let columns =
        [centre("序号", 1.4), left("事项名称", 6.0), left("事项编码", 6.0), left("办理机关", 5.0)];
    table(sheet, &columns, &case_rows(&power.matters), SIZE);
    sheet.gap(8.0);
    body(sheet, "委托权限：");
    for (n, line) in power.powers.iter().enumerate() {
        let end = if n + 1 == power.powers.len() { "。" } else { "；" };
        sheet.paragraph(&format!("{}．{line}{end}", n + 1), regular(BODY), LEADING, BODY * 2.0);
    }
    body(sheet, &words.say("term", &[("term", &power.term)]));
    body(sheet, &words.say("note", &[]));
    sheet.gap(8.0);
    let day = "日期：　　　　年　　月　　日";
    if power.enterprise {
        signatures(sheet, &["委托人（盖章）：", "法定代表人（签名）："], 11.5);
        signatures(sheet, &[day], 11.5);
    } else {
        signatures(sheet, &["委托人（签名）：", day], 11.5);
    }
    signatures(sheet, &["代理人（签名）：", day], 11.5);
}
