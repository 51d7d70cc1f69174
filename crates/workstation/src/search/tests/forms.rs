//! What applicants say at the counter, over the catalogue that the program ships.

use domain::catalogue::Catalogue;

use crate::forms;
use crate::search::Search;

/// What is typed, and a part of the name that must come first.
const FIRST: &[(&str, &str)] = &[
    // as it is called
    ("开办理发店", "开办理发店"),
    ("理发店", "开办理发店"),
    ("开办餐饮店", "开办餐饮店"),
    ("餐饮店", "开办餐饮店"),
    ("工伤认定", "工伤认定"),
    ("工伤", "工伤认定"),
    ("高龄津贴", "高龄津贴"),
    ("住房租赁合同备案", "住房租赁合同备案"),
    ("社保卡补领", "社会保障卡补领"),
    ("不动产权证书换发", "不动产权证书换发"),
    ("排水许可", "城镇污水排入排水管网许可"),
    ("失业保险金", "失业保险金申领"),
    ("公积金提取", "住房公积金提取"),
    ("消防安全检查", "公众聚集场所投入使用、营业前消防安全检查"),
    ("年度核验", "年度核验"),
    ("最低生活保障", "最低生活保障审核确认"),
    // as people say it
    ("剪头发", "开办理发店"),
    ("发廊", "开办理发店"),
    ("我要开饭店", "开办餐饮店"),
    ("奶茶店", "开办餐饮店"),
    ("开书店", "出版物零售业务经营许可"),
    ("书店年检", "年度核验"),
    ("注册公司", "公司设立登记注册"),
    ("低保", "最低生活保障"),
    ("老人津贴", "高龄津贴"),
    ("社保卡丢了", "社会保障卡补领"),
    ("房产证换新", "不动产权证书换发"),
    ("房本丢了", "不动产权证书换发"),
    ("租房备案", "住房租赁合同备案"),
    ("水表过户", "自来水用户更名"),
    ("身份证丢了怎么办", "居民身份证申领"),
    ("失业金", "失业保险金申领"),
    ("招牌", "户外招牌设施设置"),
    ("卫生证", "公共场所卫生许可"),
    ("给员工买社保", "企业职工参保登记"),
    ("便利店食品备案", "仅销售预包装食品备案"),
    // by code
    ("11440106MB9104009B4000714011001", "工伤认定"),
    ("open-barber-shop", "开办理发店"),
    ("0714011001", "工伤认定"),
    // by sound
    ("lfd", "开办理发店"),
    ("gsrd", "工伤认定"),
    ("gljt", "高龄津贴"),
    ("sbkbl", "社会保障卡补领"),
    ("lifadian", "开办理发店"),
    ("canyin", "开办餐饮店"),
    ("gongshang", "工伤认定"),
    ("gaolingj", "高龄津贴"),
    ("zulinbeian", "住房租赁合同备案"),
    ("paishuixuke", "城镇污水排入排水管网许可"),
    ("gongjijin", "住房公积金提取"),
    // with a mistake
    ("理法店", "开办理发店"),
    ("工商认定", "工伤认定"),
    ("高令津贴", "高龄津贴"),
    ("住房租凭合同备案", "住房租赁合同备案"),
    ("社会保章卡", "社会保障卡补领"),
    ("不动产证书换发", "不动产权证书换发"),
    ("失业保险今", "失业保险金申领"),
];

fn shipped() -> (Catalogue, Search) {
    let catalogue = Catalogue::parse(&forms::compiled_in()).unwrap();
    let search = Search::build(catalogue.search_rows(), &catalogue.synonyms).unwrap();
    (catalogue, search)
}

#[test]
fn what_applicants_say_comes_first() {
    let (_, search) = shipped();
    let mut wrong = Vec::new();
    for (typed, name) in FIRST {
        let hits = search.search(typed, 3);
        if !hits.first().is_some_and(|hit| hit.name.contains(name)) {
            let found: Vec<_> = hits.iter().map(|hit| (&hit.name, hit.score)).collect();
            wrong.push(format!("{typed}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_name_alias_and_code_finds_its_own_row_with_full_score() {
    let (catalogue, search) = shipped();
    for row in catalogue.search_rows() {
        let names = [&row.name, &row.short_name, &row.code];
        for typed in names.into_iter().chain(&row.aliases).filter(|name| !name.is_empty()) {
            let hits = search.search(typed, 5);
            let own = hits.iter().find(|hit| hit.code == row.code);
            let own = own.unwrap_or_else(|| panic!("{typed} does not find {}", row.name));
            assert!(own.score >= 970, "{typed}: {}", own.score);
            assert!(!own.department.is_empty(), "{}", row.name);
        }
    }
}

#[test]
fn every_synonym_leads_somewhere() {
    let (catalogue, search) = shipped();
    for word in catalogue.synonyms.keys() {
        let best = search.search(word, 1).first().map_or(0, |hit| hit.score);
        assert!(best >= 700, "{word}: {best}");
    }
}
