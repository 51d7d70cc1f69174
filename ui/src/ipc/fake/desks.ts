export const inbox = {
  tabs: [
    { id: "mine", count: 9 },
    { id: "section", count: 23 },
    { id: "paused", count: 2 },
    { id: "done", count: 41 },
  ],
  rows: [
    ["公共场所卫生许可（理发店）", "李建国 · 03 号窗 10:57 受理", "green", "3 天", "容缺 1", "gray"],
    ["公共场所卫生许可（新办）", "和平宾馆 · 现场核查未安排", "red", "超 1 天", "已催办", "gray"],
    ["放射诊疗许可", "康宁诊所 · 检测 11-18 至 11-25", "paused", "暂停", "不计时", "gray"],
    ["公共场所卫生许可（延续）", "清韵泳馆 · 容缺材料已补 2 份", "green", "3 天", "新到", "brand"],
    ["饮用水供水单位卫生许可", "城北水厂", "green", "12 天", null, "gray"],
    ["公共场所卫生许可（理发店）", "剪艺工作室", "yellow", "1 天", "同址另有办件", "warn"],
    ["放射诊疗许可", "区第二医院", "green", "15 天", null, "gray"],
  ].map(([item, who, lamp, lamp_text, mark, mark_tone], index) => ({
    case_no: index === 0 ? "44010603202611200017" : `4401060320261119000${index}`,
    item,
    who,
    lamp,
    lamp_text,
    mark,
    mark_tone,
  })),
};

const page = (name: string, n: number) => ({ hash: `${name}-${n}`, label: `第 ${n} 页` });

export const review = {
  case_no: "44010603202611200017",
  item: "公共场所卫生许可（理发店）",
  theme: "一件事 · 开办理发店",
  applicant: "李建国",
  lamp: "green",
  lamp_text: "剩 3 个工作日",
  due_text: "承诺 11-25 · 法定 12-18",
  claimed_by: "赵敏",
  mine: true,
  groups: [
    { title: "申请人", rows: [{ label: "姓名", value: "李建国" }, { label: "居民身份证号", value: "440106********0016" }] },
    { title: "经营场所", rows: [{ label: "经营场所", value: "穗城区建设二马路 12 号 103 铺" }, { label: "经营面积（㎡）", value: "46.5" }] },
  ],
  answers: [
    { question: "经营场所是租的还是自有？", answer: "自有", law: null },
    { question: "是否提供染发、烫发？", answer: "是", law: "公共场所卫生管理条例实施细则第十三条" },
  ],
  materials: [
    { kind: "citizen-id", no: 1, name: "居民身份证", level: "A", level_tone: "ok", note: null, checked: null, pages: [page("id", 1)] },
    { kind: "premises-deed", no: 2, name: "不动产权证书", level: "B", level_tone: "brand", note: "3 页", checked: "B = 窗口已核原件，核验 03 号窗 10:38", pages: [page("deed", 1), page("deed", 2), page("deed", 3)] },
    { kind: "floor-plan", no: 3, name: "平面图", level: "B", level_tone: "brand", note: null, checked: null, pages: [page("plan", 1)] },
    { kind: "report", no: 4, name: "卫生检测报告", level: "B", level_tone: "brand", note: null, checked: null, pages: [page("report", 1)] },
    { kind: "licence", no: 5, name: "营业执照", level: "A", level_tone: "ok", note: "同批产生", checked: null, pages: [page("licence", 1)] },
    { kind: "rules", no: 6, name: "卫生管理制度", level: "容缺 11-23", level_tone: "warn", note: null, checked: null, pages: [] },
  ],
  points: [
    { id: "site", text: "选址、平面布局符合要求", state: "met" },
    { id: "disinfection", text: "消毒设施与面积相称", state: "met" },
    { id: "report", text: "检测报告在有效期内", state: "automatic" },
    { id: "dye", text: "染烫区独立通风", state: "open" },
  ],
  points_note: "现场核查：2 人，11-23 上午",
  others: [{ department: "市场监督管理局", item: "个体工商户设立登记", lamp: "green", text: "已登记" }],
  history: [
    { at: "10:58", text: "送达本科室", detail: null },
    { at: "10:57", text: "受理，承诺 3 个工作日", detail: "03 号窗 · 行政许可法 32 条一款五项" },
    { at: "10:55", text: "营业执照由登记环节产生", detail: null },
    { at: "10:44", text: "收件 6 份", detail: null },
  ],
  acts: [
    { id: "propose_approve", available: true, reason: null },
    { id: "propose_reject", available: true, reason: null },
    { id: "return", available: true, reason: null },
  ],
  status: "还有 1 个要点未审、1 份容缺未补，决定岗暂不能作出决定",
  opinions: [],
};

export const duty = {
  title: "今日 11 月 20 日 · 上午班",
  subtitle: "12 个综合窗口 · 10 在岗",
  signed_off: null,
  kpis: [
    { id: "tickets", value: "143 / 11", note: null, lamps: [] },
    { id: "accepted", value: "117", note: null, lamps: [] },
    { id: "on_site", value: "9:40", note: "目标 ≤15", lamps: [] },
    { id: "instant", value: "48", note: "41%", lamps: [] },
    { id: "notices", value: "9 / 3", note: null, lamps: [] },
    { id: "lamps", value: "", note: null, lamps: [{ colour: "yellow", text: "5" }, { colour: "red", text: "2" }] },
    { id: "ratings", value: "88 / 1", note: null, lamps: [] },
  ],
  counters: [
    ["01", "办理 04:10", "企业开办", "plain"], ["02", "办理 11:52", "不动产转移", "plain"],
    ["03", "办理 06:12", "开办理发店", "plain"], ["04", "16:30", "二手房十件事", "warn"],
    ["05", "空闲", "", "plain"], ["06", "办理 02:05", "社保卡", "plain"],
    ["07", "离线 18 分", "待发 4 件", "warn"], ["08", "办理 08:41", "高龄津贴", "plain"],
    ["09", "暂停", "", "off"], ["10", "办理 01:12", "", "plain"],
    ["11", "办理 05:50", "", "plain"], ["12", "未上岗", "", "off"],
  ].map(([no, state, detail, tone]) => ({ no, state, detail, tone, lamp: tone === "warn" ? "yellow" : null })),
  half_hours: [
    { from: "8:30", accepted: 12, waiting: 9 }, { from: "9:00", accepted: 24, waiting: 18 },
    { from: "9:30", accepted: 36, waiting: 29 }, { from: "10:00", accepted: 34, waiting: 22 },
    { from: "10:30", accepted: 11, waiting: 11 },
  ],
  departments: [
    { name: "市场监管局", open: 61, yellow: 1, red: 0, average: "0.4 日", on_time: "100%" },
    { name: "疾病预防控制局", open: 23, yellow: 2, red: 1, average: "2.6 日", on_time: "96%" },
    { name: "规划和自然资源局", open: 48, yellow: 1, red: 1, average: "3.9 日", on_time: "97%" },
    { name: "人社局", open: 37, yellow: 1, red: 0, average: "1.2 日", on_time: "100%" },
  ],
  returns: [
    { reason: "扫描不清", count: 12 }, { reason: "情形选错", count: 7 },
    { reason: "材料过期", count: 5 }, { reason: "表单不一致", count: 3 },
  ],
  checks: [
    { id: "open", name: "未办结申请", value: "4", lamp: null },
    { id: "papers", name: "已收未移交纸件", value: "7 份", lamp: "yellow" },
    { id: "deferred", name: "容缺待补存量（今日到期 1）", value: "6", lamp: null },
    { id: "ready", name: "待领证件", value: "23", lamp: null },
    { id: "fees", name: "缴款通知 / 已缴", value: "31 / 29", lamp: null },
    { id: "blank", name: "空白凭证 0041201–0041300", value: "余 38 · 作废 1", lamp: null },
    { id: "reprints", name: "补打", value: "2", lamp: null },
    { id: "unsent", name: "未同步（07 号窗）", value: "4", lamp: "yellow" },
    { id: "seals", name: "印章 3 枚 · 用印 64 次", value: "相符", lamp: "green" },
    { id: "devices", name: "设备故障", value: "读卡器 1", lamp: null },
  ],
  tasks: [
    { id: "1", lamp: "red", text: "和平宾馆 卫生许可（新办）", detail: "疾控局 超承诺 1 天", act: "催办" },
    { id: "2", lamp: "red", text: "差评 1 件：同样证明多次提交", detail: "1 个工作日内联系", act: "派回访" },
    { id: "3", lamp: "yellow", text: "容缺到期 1 件", detail: "今日 17:30 前", act: "催补" },
  ],
};
