//! The options below each grade 评价选项 (national list; domain.md §7): the first digit is the stars.

use crate::action::Grade;

/// One option that the device offers below a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatingOption {
    /// Code.
    pub code: &'static str,
    /// Text.
    pub text: &'static str,
}

const fn option(code: &'static str, text: &'static str) -> RatingOption {
    RatingOption { code, text }
}

const ALL: [RatingOption; 40] = [
    option("510", "一窗受理一次办结"),
    option("511", "可先受理后补材料"),
    option("512", "不用提交证明"),
    option("513", "全程网办"),
    option("514", "手机办"),
    option("515", "就近办"),
    option("516", "无需材料"),
    option("517", "服务热情效率高"),
    option("406", "一张表单"),
    option("407", "在线提交窗口核验"),
    option("408", "一张清单"),
    option("409", "告知承诺减材料"),
    option("410", "在线预约"),
    option("411", "跑大厅一次"),
    option("412", "自助机"),
    option("413", "态度较好"),
    option("307", "一次告知补正"),
    option("308", "有样本"),
    option("309", "承诺时间内办结"),
    option("310", "指引准确"),
    option("311", "按指南即可办"),
    option("312", "快递送达"),
    option("313", "跑动次数与承诺一致"),
    option("314", "态度一般"),
    option("207", "没有样本"),
    option("208", "没有清单"),
    option("209", "未在承诺时间办结"),
    option("210", "同样证明多次提交"),
    option("211", "承诺网办却不能"),
    option("212", "预约后重复取号"),
    option("213", "业务不熟练"),
    option("214", "态度生硬"),
    option("108", "增加新条件"),
    option("109", "指南外材料"),
    option("110", "超法定时间"),
    option("111", "样本有错"),
    option("112", "承诺在线收取实际不能"),
    option("113", "多头跑"),
    option("114", "跑动次数不一致"),
    option("115", "态度差效率低"),
];

/// The options of a grade.
pub fn options(grade: Grade) -> impl Iterator<Item = &'static RatingOption> {
    let first = char::from(b'0' + grade.stars());
    ALL.iter().filter(move |option| option.code.starts_with(first))
}
