//! What clerks type, and what they must find.

mod forms;

use std::collections::BTreeMap;

use domain::catalogue::{RowKind, SearchRow};

use super::{Hit, Search};

/// Code, kind, name, short name, department, aliases.
const LINES: &str = "\
open-barber-shop|t|开办理发店|理发店|区市场监管局|开发廊、美发店
open-restaurant|t|开办餐饮店|餐饮店|区市场监管局|开饭店
retire|t|退休一件事|退休|区人社局|
A001|i|个体工商户登记注册|个体户登记|区市场监管局|个体户营业执照
A002|i|公司设立登记注册|公司设立|区市场监管局|注册公司
A003|i|食品经营许可（新办）|食品经营许可|区市场监管局|食品证
A004|i|药品零售企业经营许可|药品零售许可|区市场监管局|开药店
B001|i|公共场所卫生许可（新办）|卫生许可|区疾控局|卫生证
B002|i|公共场所卫生许可（延续）|卫生许可延续|区疾控局|
C001|i|社会保障卡补领|社保卡补领|市人社局|社保卡丢了
C002|i|社会保障卡挂失与解挂|社保卡挂失|市人社局|
C003|i|工伤认定|工伤认定|市人社局|上班受伤
C004|i|失业保险金申领|失业金|市人社局|
C005|i|参保人员权益记录查询打印|参保证明|市人社局|社保清单
D001|i|不动产权证书换发|房产证换发|市规划和自然资源局|房产证换证
D002|i|国有建设用地使用权及房屋所有权转移登记（买卖）|二手房过户|市规划和自然资源局|
D003|i|不动产登记资料查询|查房|市规划和自然资源局|查档
E001|i|住房租赁合同备案|租赁备案|区住房建设局|租房备案
E002|i|存量房买卖合同网签备案|网签|区住房建设局|
F001|i|老年人福利补贴（高龄津贴）|高龄津贴|区民政局|敬老金
F002|i|最低生活保障审核确认|低保|区民政局|
F003|i|内地居民结婚登记|结婚登记|区民政局|领证
G001|i|出版物零售单位年度核验|出版物年度核验|区新闻出版局|书店年检
G002|i|出版物零售业务经营许可|出版物许可|区新闻出版局|开书店
H001|i|居民身份证补领|身份证补领|区公安分局|身份证丢了
H002|i|户口迁移审批|户口迁移|区公安分局|迁户口
H003|i|出生登记|出生登记|区公安分局|上户口
K001|i|城镇污水排入排水管网许可|排水许可|区水务局|
K002|i|5G基站设置备案|5G基站|区工信局|
11440106MB2C441010444012300200|i|医疗机构执业登记|医疗机构登记|区卫健局|开诊所
M001|i|绿化行道树迁移审批|移树|区城管局|
M002|i|重大行政处罚听证|听证|区司法局|
M003|i|音乐厅备案|音乐厅|区文旅局|";

fn rows() -> Vec<SearchRow> {
    let row = |line: &str| {
        let part: Vec<&str> = line.split('|').collect();
        let aliases = part[5].split('、').filter(|alias| !alias.is_empty());
        SearchRow {
            code: part[0].to_owned(),
            kind: if part[1] == "t" { RowKind::Theme } else { RowKind::Item },
            name: part[2].to_owned(),
            short_name: part[3].to_owned(),
            department: part[4].to_owned(),
            aliases: aliases.map(str::to_owned).collect(),
        }
    };
    LINES.lines().map(row).collect()
}

fn search() -> Search {
    let words = [
        ("饭店", vec!["餐饮店", "食品经营许可"]),
        ("剪头发", vec!["理发店"]),
        ("房产证", vec!["不动产权证书"]),
        ("营业执照", vec!["个体工商户登记注册", "公司设立登记注册"]),
        ("老人补贴", vec!["高龄津贴"]),
    ];
    let synonyms: BTreeMap<String, Vec<String>> = words
        .into_iter()
        .map(|(word, means)| (word.to_owned(), means.into_iter().map(str::to_owned).collect()))
        .collect();
    Search::build(rows(), &synonyms).unwrap()
}

fn first(search: &Search, typed: &str) -> Hit {
    let hits = search.search(typed, 10);
    hits.into_iter().next().unwrap_or_else(|| panic!("nothing for {typed}"))
}

/// What is typed, and the code that must come first.
const FIRST: &[(&str, &str)] = &[
    // names, parts of names, colloquial names
    ("开办理发店", "open-barber-shop"),
    ("理发店", "open-barber-shop"),
    ("理发", "open-barber-shop"),
    ("美发店", "open-barber-shop"),
    ("餐饮", "open-restaurant"),
    ("卫生许可", "B001"),
    ("公共场所卫生许可（延续）", "B002"),
    ("社保卡补领", "C001"),
    ("社保卡丢了", "C001"),
    ("工伤", "C003"),
    ("敬老金", "F001"),
    ("高龄", "F001"),
    ("二手房", "D002"),
    ("书店年检", "G001"),
    ("开书店", "G002"),
    ("低保", "F002"),
    ("5G", "K002"),
    ("5g基站", "K002"),
    ("ＫＴＶ５Ｇ基站", "K002"),
    // codes
    ("C001", "C001"),
    ("c001", "C001"),
    ("11440106MB2C44", "11440106MB2C441010444012300200"),
    ("012300200", "11440106MB2C441010444012300200"),
    // initials
    ("lfd", "open-barber-shop"),
    ("kblfd", "open-barber-shop"),
    ("sbkbl", "C001"),
    ("gsrd", "C003"),
    ("gljt", "F001"),
    ("hkqy", "H002"),
    ("LFD", "open-barber-shop"),
    // pinyin in full, begun, mixed, with several readings
    ("lifadian", "open-barber-shop"),
    ("lifad", "open-barber-shop"),
    ("lifadi", "open-barber-shop"),
    ("gongshangrending", "C003"),
    ("lfdian", "open-barber-shop"),
    ("gaolingjintie", "F001"),
    ("lvhua", "M001"),
    ("hangdaoshu", "M001"),
    ("xingdaoshu", "M001"),
    ("zhongda", "M002"),
    ("yinyueting", "M003"),
    ("社保kabl", "C001"),
    // one wrong, missing or extra character, or one that sounds the same
    ("身分证补领", "H001"),
    ("身份证补办", "H001"),
    ("理法店", "open-barber-shop"),
    ("户口千移", "H002"),
    ("工商认定", "C003"),
    ("高岭津贴", "F001"),
    ("不动产证书换发", "D001"),
    ("住房租凭合同备案", "E001"),
    // synonyms and ways of asking
    ("我要开饭店", "open-restaurant"),
    ("剪头发", "open-barber-shop"),
    ("房产证换发", "D001"),
    ("怎么办理营业执照", "A001"),
    ("老人补贴", "F001"),
    ("我要开理发店", "open-barber-shop"),
    ("fandian", "open-restaurant"),
    ("请问社保卡挂失怎么办", "C002"),
];

#[test]
fn what_is_meant_comes_first() {
    let search = search();
    let mut wrong = Vec::new();
    for (typed, code) in FIRST {
        let hits = search.search(typed, 5);
        if hits.first().map(|hit| hit.code.as_str()) != Some(*code) {
            let found: Vec<_> = hits.iter().map(|hit| (&hit.name, hit.score)).collect();
            wrong.push(format!("{typed}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_single_character_of_every_name_finds_its_row() {
    let search = search();
    for row in rows() {
        for letter in row.name.chars().filter(|letter| letter.is_alphanumeric()) {
            let hits = search.search(&letter.to_string(), 100);
            assert!(hits.iter().any(|hit| hit.code == row.code), "{letter} for {}", row.name);
        }
    }
}

#[test]
fn every_part_of_a_name_finds_all_that_hold_it() {
    let search = search();
    let rows = rows();
    for row in &rows {
        let letters = super::text::normal(&row.name);
        for length in 2..=letters.len().min(6) {
            for part in letters.windows(length) {
                let typed: String = part.iter().collect();
                let hits = search.search(&typed, rows.len());
                for other in &rows {
                    let holds = super::text::find(&super::text::normal(&other.name), part);
                    let found = hits.iter().any(|hit| hit.code == other.code);
                    assert!(holds.is_none() || found, "{typed} for {}", other.name);
                }
            }
        }
    }
}

#[test]
fn a_whole_name_beats_a_part_and_a_part_beats_a_mistake() {
    let search = search();
    let whole = first(&search, "工伤认定").score;
    let begun = first(&search, "工伤").score;
    let inside = first(&search, "转移登记").score;
    let sound = first(&search, "工商认定").score;
    let wrong = first(&search, "工作认定").score;
    assert_eq!(whole, 1000);
    assert!(whole > begun && begun > inside && inside > sound && sound > wrong);
}

#[test]
fn a_hit_says_what_it_is_and_whose() {
    let search = search();
    let theme = first(&search, "开办餐饮店");
    assert_eq!((theme.kind, theme.department.as_str()), (RowKind::Theme, "区市场监管局"));
    let item = first(&search, "卫生证");
    assert_eq!((item.kind, item.department.as_str()), (RowKind::Item, "区疾控局"));
}

#[test]
fn nothing_typed_or_nothing_like_it_finds_nothing() {
    let search = search();
    assert!(search.search(" 　，", 10).is_empty());
    assert!(search.search("理发", 0).is_empty());
    assert!(search.search("qqqq", 10).is_empty());
    assert!(search.search("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", 10).is_empty());
    assert!(search.search("魑魅魍魉", 10).is_empty());
    assert_eq!(search.search("登记", 2).len(), 2);
    assert!(Search::build(Vec::new(), &BTreeMap::new()).unwrap().search("理发", 5).is_empty());
}
