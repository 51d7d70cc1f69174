//! The papers that the demo's applicants bring, as the scanner gives them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};
use neighbours::brought::{Brought, draw};

/// What is written on a paper, by a part of its name.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "租赁",
        &[
            "出租方（甲方）：陈慧芳",
            "承租方（乙方）：见申请书",
            "一、甲方将位于穗城区建设二马路的房屋出租给乙方，",
            "　　建筑面积 46.50 平方米。",
            "二、租赁期自2026年11月1日起至2029年10月31日止。",
            "三、租金每月人民币叁仟贰佰元整，按月支付。",
            "四、乙方不得擅自改变房屋结构和用途。",
            "五、本合同一式两份，双方各执一份。",
        ],
    ),
    ("平面图", &["营业区", "消毒间", "卫生间", "接待、等候区"]),
    ("布局", &["操作区", "专间", "仓库", "就餐区"]),
    (
        "检测",
        &[
            "委托单位：见申请书　　检测类别：委托检测",
            "检测项目　　　　　　　结果　　　　限值　　　判定",
            "空气温度　　　　　　　22.4 ℃　　　 —　　　　合格",
            "二氧化碳　　　　　　　0.06 %　　　≤0.10　　合格",
            "空气细菌总数　　　　　820 cfu　　 ≤4000　　合格",
            "毛巾大肠菌群　　　　　未检出　　　不得检出　合格",
            "结论：所检项目符合 GB 37488 要求。",
        ],
    ),
    (
        "制度",
        &[
            "一、负责人为本单位第一责任人，设专人管理。",
            "二、公共用品用具一客一换一消毒，消毒有记录。",
            "三、每日营业前后清洁地面、台面，定时通风。",
            "四、从业人员每年健康检查，持证上岗。",
            "五、发现异常立即停止使用，并向主管部门报告。",
        ],
    ),
    (
        "诊断",
        &[
            "姓名：罗浩　　科别：骨科",
            "主诉：右前臂挤压伤两小时",
            "诊断：右尺骨骨折",
            "处理：石膏固定，休息六周",
        ],
    ),
    (
        "劳动",
        &[
            "甲方：穗城市恒通物流有限公司",
            "乙方：罗浩",
            "一、合同期限三年，自2025年3月1日起。",
            "二、乙方从事仓库管理员工作。",
            "三、甲方依法为乙方缴纳社会保险费。",
        ],
    ),
];
const OTHERS: &[&str] =
    &["兹证明所载情况属实，与原件一致。", "本件用于办理政务服务事项。", "日期：2026年11月2日"];

/// The page of a material as a picture in a folder; the same name is drawn once.
pub(crate) fn page(folder: &Path, name: &str) -> Result<PathBuf> {
    let seed = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31) ^ u32::from(byte));
    let stem = folder.join(format!("scan-{seed:08x}"));
    let picture = stem.with_extension("jpg");
    if picture.is_file() {
        return Ok(picture);
    }
    std::fs::create_dir_all(folder)?;
    let title = name.split('（').next().unwrap_or(name);
    let known = TEXTS.iter().find(|(part, _)| name.contains(part));
    let lines = known.map_or(OTHERS, |(_, lines)| lines);
    let drawing = name.contains("平面图") || name.contains("布局");
    let sealed = (!drawing).then_some("（签章）");
    let pdf = stem.with_extension("pdf");
    std::fs::write(&pdf, draw(&Brought { title, lines, sealed, drawing })?)?;
    let mut scanner = Command::new("pdftoppm");
    scanner.args(["-r", "100", "-jpeg", "-singlefile"]).arg(&pdf).arg(&stem);
    ensure!(scanner.status()?.success(), "pdftoppm (Debian: poppler-utils)");
    Ok(picture)
}
