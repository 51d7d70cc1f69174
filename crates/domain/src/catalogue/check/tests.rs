//! Each rule of consistency, broken once in a copy of the shipped files.

use crate::catalogue::load::{Files, Problem, Severity, check_files};
use crate::catalogue::tests::shipped_files;
use crate::catalogue::{Catalogue, schema};

const HYGIENE: &str = "items/hygiene-permit-hairdressing.yaml";
const SIGN: &str = "items/shop-sign.yaml";
const WATER: &str = "items/water-account-transfer.yaml";
const QUESTIONS: &str = "questions.yaml";
const BARBER: &str = "themes/open-barber-shop.yaml";

fn broken(file: &str, from: &str, to: &str) -> Vec<Problem> {
    let mut files = shipped_files();
    let text = files.get_mut(file).unwrap_or_else(|| panic!("no {file}"));
    assert!(text.contains(from), "{file} has no {from}");
    *text = text.replacen(from, to, 1);
    check_files(&files)
}

/// The number of the first line of the shipped file that holds the text.
fn line(file: &str, needle: &str) -> u32 {
    let files = shipped_files();
    let lines = files[file].lines().position(|line| line.contains(needle));
    u32::try_from(lines.expect("there") + 1).expect("short")
}

/// File, text, what stands there instead, and words of the message.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    (HYGIENE, "department: disease-control", "department: disease", "没有部门 disease"),
    (HYGIENE, "procedure: P1", "procedure: P99", "没有程序 P99"),
    (HYGIENE, "kind: floor-plan", "kind: flor-plan", "材料字典里没有 flor-plan"),
    (
        HYGIENE,
        "element: premises.area,",
        "element: premises.aera,",
        "数据元字典里没有 premises.aera",
    ),
    (
        HYGIENE,
        "central_air, hygiene_route]",
        "central_air]",
        "没有列在 questions 里的 hygiene_route",
    ),
    (
        HYGIENE,
        "central_air, hygiene_route]",
        "central_air, hygiene_route, route]",
        "没有问题 route",
    ),
    (HYGIENE, r#"tenure == "rented""#, r#"tenure == "leased""#, r#"tenure 不可能是 "leased""#),
    (HYGIENE, "4000123020001", "9000123020001", "第 19 位"),
    (HYGIENE, "11440106MB2C44104H4", "11440106MB2C44104J4", "校验码"),
    (HYGIENE, "11440106MB2C44104H4", "11440106007492044D4", "前 18 位不是"),
    (HYGIENE, "promised: { days: 3,", "promised: { days: 0,", "即办件应当一致"),
    (HYGIENE, "promised: { days: 3,", "promised: { days: 21,", "长于法定时限"),
    (HYGIENE, "declaration: true", "declaration: true\n    deferral: true", "不能既走告知承诺"),
    (HYGIENE, "  checker: 卫生许可审核岗\n", "", "一审一核要写明授权文件"),
    (HYGIENE, ", 决定, 制证", ", 制证", "缺少「决定」"),
    (HYGIENE, "article: 第四条、第八条", "article: ''", "要写到条，或者写明待核"),
    (HYGIENE, "options: [hair, beauty, both]", "options: [hair, massage]", "没有选项 massage"),
    (SIGN, "    deferral: true\n", "", "无法容缺"),
    (SIGN, "questions: [tenure]", "questions: [tenure, grease]", "不改变任何东西"),
    (
        SIGN,
        "sign.height, required: true }",
        "sign.height, required: true, min: 9999 }",
        "上下限没有交集",
    ),
    (WATER, "by_agent, water_event]", "by_agent, water_event, water_event]", "写了两次"),
    (QUESTIONS, r#"when: licensed == "no""#, r#"when: entity == "company""#, "取决于自己"),
    (QUESTIONS, r#"when: tenure != "stall""#, r#"when: grease == "yes""#, "这里也要列出 grease"),
    (BARBER, r#"licensed == "no" && entity == "company""#, r#"operator == "mainland""#, "operator"),
    (BARBER, "11440106MB9107007T4441019012001", "shop-sign", "目录里没有事项 shop-sign"),
    ("departments.yaml", "11440106MB2C44104H", "11440106MB2C44104J", "校验码"),
    ("departments.yaml", "020-83012315", "020-83000111", "不能相同"),
    ("departments.yaml", "020-83012320", "83012320", "没有区号"),
    ("materials/business.yaml", "name: 营业执照\n", "name: 营业执照等相关材料\n", "兜底"),
    (
        "materials/business.yaml",
        "certificates: [business-licence]",
        "certificates: [licence]",
        "没有证照类型 licence",
    ),
    ("elements/business.yaml", "data: 坐落", "data: 地址", "没有数据项「地址」"),
    ("elements/business.yaml", "id: premises.floor", "id: shop.floor", "没有表单分组「shop」"),
    (
        "items/food-permit.yaml",
        "kind: food-permit",
        "kind: fire-safety-opinion",
        "没有事项用到这种材料",
    ),
    (
        "items/elder-courtesy-card.yaml",
        "no_questions: 已停止办理，只告知凭身份证享受优待\n",
        "",
        "没有情形问题",
    ),
    ("catalogue.yaml", "\"440106\"", "\"4401\"", "6 位数字"),
    ("calendar/2025.yaml", "year: 2025", "year: 2029", "2025"),
];

/// 10 of domain.md §11b among them: an item code with a wrong USCC or level, a promise beyond the law.
#[test]
fn scenario_10_every_rule_finds_its_fault_and_names_the_place() {
    for (file, from, to, words) in FAULTS {
        let problems = broken(file, from, to);
        assert!(
            problems.iter().any(|problem| problem.message.contains(words)),
            "{file}: {from} → {to}: {problems:#?}"
        );
        assert!(problems.iter().all(|p| p.line > 0 && !p.file.is_empty()), "{problems:#?}");
    }
}

#[test]
fn a_problem_stands_on_its_line() {
    let table = [
        (HYGIENE, "kind: floor-plan", "kind: flor-plan"),
        (HYGIENE, "element: premises.area,", "element: premises.aera,"),
        (HYGIENE, "when: hygiene_route == \"ordinary\"", "when: hygiene_rout == \"ordinary\""),
        (HYGIENE, "promised: { days: 3,", "promised: { dais: 3,"),
        (QUESTIONS, "order: 45", "ordre: 45"),
    ];
    for (file, from, to) in table {
        let problems = broken(file, from, to);
        let expected = line(file, from);
        let here = |p: &Problem| p.file == file && p.line.abs_diff(expected) <= 1;
        assert!(problems.iter().any(here), "{from}: line {expected}: {problems:#?}");
    }
}

#[test]
fn text_that_is_no_catalogue_is_refused_in_chinese() {
    let table = [
        ("name: 户外招牌设施设置", "nam: 户外招牌设施设置", "不认识的字段「nam」"),
        ("name: 户外招牌设施设置\n", "", "缺少字段「name」"),
        ("acceptance: department_accepts", "acceptance: yes", "不能写「yes」"),
        ("when: tenure == \"owned\"", "when: tenure == owned", "比较的右边"),
        ("fields:", "fields: [", "读不懂"),
        ("name: 户外招牌设施设置", "name: 甲\nname: 乙", "读不懂"),
    ];
    for (from, to, words) in table {
        let problems = broken(SIGN, from, to);
        assert_eq!(problems.len(), 1, "{problems:#?}");
        assert!(problems[0].message.contains(words), "{words}: {problems:#?}");
        assert!(problems[0].line > 1 && problems[0].severity == Severity::Error);
    }
    let mut files = shipped_files();
    files.insert("items/copy.yaml".to_owned(), files[SIGN].clone());
    files.insert("other/odd.yaml".to_owned(), String::new());
    let problems = Catalogue::parse(&files).expect_err("two faults");
    assert!(problems.iter().any(|p| p.message.contains("定义了两次") && p.line == 2));
    assert!(problems.iter().any(|p| p.message.contains("不认识的目录文件")));
    let nothing = Catalogue::parse(&Files::new()).expect_err("no head");
    assert!(nothing[0].message.contains("catalogue.yaml"));
}

/// The schemas that editors use are those of the types; `make generate` rewrites them.
#[test]
fn drift_schemas() {
    let folder = crate::catalogue::tests::forms().join("schema");
    let update = std::env::var_os("UPDATE_GENERATED").is_some();
    for (name, schema) in schema::schemas() {
        let path = folder.join(format!("{name}.json"));
        let text = serde_json::to_string_pretty(&schema).expect("serialises") + "\n";
        if update {
            std::fs::create_dir_all(&folder).expect("forms/schema");
            std::fs::write(&path, &text).expect("writes");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, text, "{}: run `make generate`", path.display());
    }
}
