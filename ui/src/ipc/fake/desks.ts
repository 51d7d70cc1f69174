import type {
  AdminView,
  AttentionItem,
  DutyView,
  FoundCase,
  HandOverView,
  InboxRow,
  InboxView,
  IssuanceView,
  MaterialPage,
  PaperRow,
  ReadyRow,
  ReviewView,
} from "../bindings";

export const inbox: InboxView = {
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
  })) as InboxRow[],
};

const page = (name: string, n: number): MaterialPage => ({ hash: `${name}-${n}`, label: `第 ${n} 页` });

export const review: ReviewView = {
  case_no: "44010603202611200017",
  application: "0193",
  item: "公共场所卫生许可（理发店）",
  theme: "一件事 · 开办理发店",
  applicant: "李建国",
  lamp: "green",
  lamp_text: "剩 3 个工作日",
  due_text: "承诺 11-25 · 法定 12-18",
  claimed_by: "赵敏",
  stage: "审查中",
  mine: true,
  grounds: ["公共场所卫生管理条例第四条", "公共场所卫生管理条例实施细则第二十二条"],
  registration: false,
  course: {
    fees: { open: [], due: "2026-12-05", notices: [], unpaid: null, refundable: null, cash: false },
    today: "2026-11-20",
    steps: [
      { kind: "expert_review", name: "专家评审", stops: true, article: "《行政许可法》第四十五条" },
      { kind: "site_survey", name: "现场勘验", stops: false, article: "《行政许可法》第四十五条（列举的八种以外）" },
    ],
    open_step: null,
    extension: {
      term: "10 个工作日",
      level: "本行政机关负责人",
      before: "2026-12-18",
      due: "2027-01-04",
      article: "《行政许可法》第四十二条第一款",
    },
    deferrable: [],
    defer_until: "2026-11-25",
    deferred: [],
    lapsed: null,
    site_due: false,
    place: "穗城区政通路 18 号",
    fields: [{ element: "premises.area", label: "经营面积（平方米）", value: "68" }],
  },
  slips: [
    { kind: "approval_form", title: "审批表", reason: "还没有意见，签署意见后才能打印", taker: null },
    { kind: "pickup_slip", title: "领取凭证", reason: null, taker: null },
  ],
  sync_text: "已生效",
  groups: [
    { title: "申请人", rows: [{ label: "姓名", value: "李建国" }, { label: "居民身份证号", value: "440106********0016" }] },
    { title: "经营场所", rows: [{ label: "经营场所", value: "穗城区建设二马路 12 号 103 铺" }, { label: "经营面积（㎡）", value: "46.5" }] },
  ],
  fields: [{ element: "premises.area", label: "经营面积" }],
  asked: [],
  answers: [
    { question: "经营场所是租的还是自有？", answer: "自有", law: null },
    { question: "是否提供染发、烫发？", answer: "是", law: "公共场所卫生管理条例实施细则第十三条" },
  ],
  materials: [
    { kind: "citizen-id", no: 1, name: "居民身份证", level: "A", level_tone: "ok", note: null, fault: null, checked: null, watermark: "", pages_missing: 0, pages: [page("id", 1)] },
    { kind: "premises-deed", no: 2, name: "不动产权证书", level: "B", level_tone: "brand", note: "3 页", fault: null, checked: "B = 窗口已核原件，核验 03 号窗 10:38", watermark: "此件经与原件核对无误，仅供办理政务服务事项时使用　有效期至 2026-12-31", pages_missing: 0, pages: [page("deed", 1), page("deed", 2), page("deed", 3)] },
    { kind: "floor-plan", no: 3, name: "平面图", level: "B", level_tone: "brand", note: null, fault: null, checked: null, watermark: "", pages_missing: 0, pages: [page("plan", 1)] },
    { kind: "report", no: 4, name: "卫生检测报告", level: "B", level_tone: "brand", note: null, fault: null, checked: null, watermark: "", pages_missing: 0, pages: [page("report", 1)] },
    { kind: "licence", no: 5, name: "营业执照", level: "A", level_tone: "ok", note: "同批产生", fault: null, checked: null, watermark: "", pages_missing: 0, pages: [page("licence", 1)] },
    { kind: "rules", no: 6, name: "卫生管理制度", level: "容缺 11-23", level_tone: "warn", note: null, fault: null, checked: null, watermark: "", pages_missing: 0, pages: [] },
  ],
  points: [
    { id: "site", text: "选址、平面布局符合要求", state: "met" },
    { id: "disinfection", text: "消毒设施与面积相称", state: "met" },
    { id: "report", text: "检测报告在有效期内", state: "met" },
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
    { act: "examine", available: true, told: false, reason: null, article: null },
    { act: "give_opinion", available: true, told: false, reason: null, article: null },
    { act: "return_to_counter", available: true, told: false, reason: null, article: null },
    { act: "approve", available: false, told: false, reason: "承办人不能作出决定", article: null },
  ],
  status: "还有 1 个要点未审、1 份容缺未补，决定岗暂不能作出决定",
  opinions: [],
  decline_proposal: null,
};

export const duty: DutyView = {
  title: "今日 11 月 20 日 · 上午班",
  subtitle: "12 个综合窗口 · 10 在岗",
  signed: [],
  sign_reason: null,
  kpis: (
    [
      ["tickets", "取号 / 在等", "143 / 11", null, "none"],
      ["received", "收件 / 受理", "131 / 117", null, "none"],
      ["on_site", "平均现场用时", "9:40", "目标 ≤15", "none"],
      ["instant", "即办", "48", "41%", "none"],
      ["notices", "今日 一次性告知 / 容缺", "9 / 3", null, "none"],
      ["yellow", "黄灯", "5", null, "yellow"],
      ["red", "红灯", "2", null, "red"],
      ["ratings", "评价 / 差评", "88 / 1", null, "none"],
    ] as const
  ).map(([id, label, value, note, lamp]) => ({ id, label, value, note, lamp })),
  counters: (
    [
    ["01", "办理 04:10", "企业开办", "plain"], ["02", "办理 11:52", "不动产转移", "plain"],
    ["03", "办理 06:12", "开办理发店", "plain"], ["04", "16:30", "二手房十件事", "warn"],
    ["05", "空闲", "", "plain"], ["06", "办理 02:05", "社保卡", "plain"],
    ["07", "离线 18 分", "待发 4 件", "warn"], ["08", "办理 08:41", "高龄津贴", "plain"],
    ["09", "暂停", "", "off"], ["10", "办理 01:12", "", "plain"],
    ["11", "办理 05:50", "", "plain"], ["12", "未上岗", "", "off"],
    ] as const
  ).map(([no, state, detail, tone]) => ({ no, state, detail, tone, lamp: tone === "warn" ? "yellow" : "none" })),
  half_hours: [
    { from: "8:30", received: 12, accepted: 9 }, { from: "9:00", received: 24, accepted: 18 },
    { from: "9:30", received: 36, accepted: 29 }, { from: "10:00", received: 34, accepted: 22 },
    { from: "10:30", received: 11, accepted: 11 },
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
    { id: "open", name: "未办结申请", value: "4", lamp: "none" },
    { id: "papers", name: "已收未移交纸件", value: "7 份", lamp: "yellow" },
    { id: "deferred", name: "容缺待补存量（今日到期 1）", value: "6", lamp: "none" },
    { id: "ready", name: "待领证件", value: "23", lamp: "none" },
    { id: "fees", name: "缴款通知 / 已缴", value: "31 / 29", lamp: "none" },
    { id: "blank", name: "空白凭证 0041201–0041300", value: "余 38 · 作废 1", lamp: "none" },
    { id: "reprints", name: "补打", value: "2", lamp: "none" },
    { id: "unsent", name: "未同步（07 号窗）", value: "4", lamp: "yellow" },
    { id: "seals", name: "印章 3 枚 · 用印 64 次", value: "相符", lamp: "green" },
    { id: "devices", name: "设备故障", value: "读卡器 1", lamp: "none" },
  ],
  tasks: [
    { id: "1", stream: "app/0193", lamp: "red", text: "和平宾馆 卫生许可（新办）", detail: "疾控局 超承诺 1 天" },
    { id: "2", stream: "app/0193", lamp: "red", text: "差评 1 件：同样证明多次提交", detail: "1 个工作日内联系" },
    { id: "3", stream: "app/0193", lamp: "yellow", text: "容缺到期 1 件", detail: "今日 17:30 前" },
  ],
};

export const paper = (title: string, number: string, more: Partial<PaperRow> = {}): PaperRow => ({
  stream: "0193",
  kind: "receipt",
  title,
  number,
  state: "printed",
  message: null,
  reprints: 0,
  ...more,
});

export const ready: ReadyRow[] = [
  { application: "0193", who: "李建国", title: "开办理发店", ready: 2, total: 2, since: "11-23 15:20", lamp: "green", lamp_text: "今日" },
  { application: "0188", who: "陈慧", title: "社会保障卡补领", ready: 1, total: 1, since: "11-20 09:12", lamp: "yellow", lamp_text: "3 天" },
];

export const issuance: IssuanceView = {
  application: "0193",
  who: "李建国",
  number_masked: "440106********0016",
  phone_masked: "138****2210",
  title: "开办理发店（一件事 · 2 个事项）",
  method: "pick_up",
  address: null,
  results: [
    { case_no: "44010603202611200016", item: "个体工商户设立登记", department: "区市场监督管理局", outcome: "准予登记", result: "营业执照 92440106MA5K0001X1", lamp: "green", state: "待领", ready: true },
    { case_no: "44010603202611200017", item: "公共场所卫生许可（理发店）", department: "区疾病预防控制局", outcome: "准予许可", result: "卫生许可证 穗卫公证〔2026〕0117 号", lamp: "green", state: "待领", ready: true },
  ],
  originals: [{ name: "不动产权证书", text: "核后已退还" }],
  papers: [paper("登记通知书", "穗登〔2026〕0311 号"), paper("准予行政许可决定书", "穗卫准〔2026〕0117 号", { state: "failed", message: "打印机缺纸，装纸后点打印" })],
  owed: ["准予行政许可决定书 穗卫准〔2026〕0117 号"],
  deliverable: true,
  reason: null,
  acts: [],
  rated: false,
};

export const found: FoundCase[] = [
  { case_no: "44010603202611200017", application: "0193", item: "公共场所卫生许可（理发店）", who: "李建国 440106********0016", department: "区疾病预防控制局", lamp: "green", stage: "审查中", since: "11-20 10:57", next: "等现场核查（11-23 上午），无需申请人到场", sync_text: "已生效" },
  { case_no: "44010603202611200016", application: "0193", item: "个体工商户设立登记", who: "李建国 440106********0016", department: "区市场监督管理局", lamp: "green", stage: "待领", since: "11-20 10:55", next: "可在任一窗口领取营业执照", sync_text: "已生效" },
];

export const admin: AdminView = {
  users: [
    ["wangxy", "王晓燕", "综合窗口", "政务服务中心", "03"],
    ["zhaomin", "赵敏", "承办（审查）", "区疾病预防控制局", "121"],
    ["sunlei", "孙磊", "决定", "区疾病预防控制局", "102"],
    ["chenli", "陈立", "值班长", "政务服务中心", "01"],
  ].map(([id = "", name = "", role = "", department = "", staff_no = ""]) => ({ id, name, role, department, staff_no, active: true, last_sign_in: "11-20 08:25" })),
  stations: [
    { id: "st-03", name: "03 号窗", counter: "03", version: "0.1.0", last_seen: "10:42:05", pending: 0, oldest: "—", lamp: "green", text: "正常" },
    { id: "st-07", name: "07 号窗", counter: "07", version: "0.1.0", last_seen: "10:24:11", pending: 4, oldest: "18 分", lamp: "yellow", text: "离线" },
  ],
  sync: [
    { id: "position", name: "平台位置", value: "40 318", lamp: "green" },
    { id: "pending", name: "未裁定", value: "4", lamp: "yellow" },
    { id: "held", name: "缺依赖", value: "0", lamp: "green" },
  ],
  catalogue: [
    { id: "version", name: "目录版本", value: "2026-11-18" },
    { id: "items", name: "事项", value: "23" },
    { id: "themes", name: "一件事", value: "2" },
  ],
};

export const attention: AttentionItem[] = [
  {
    id: "1",
    stream: null,
    title: "「准予或登记」没有生效",
    about: "李建国 · 公共场所卫生许可（理发店） · 44010603202611200017",
    case_no: "44010603202611200017",
    reason: "别处已先办理，这项操作与现状不符：申请人已撤回。内容已全部保留，请对照现状更正、撤回或退回窗口。",
    article: null,
    at: "10:42",
    difference: [
      { label: "办理", asked: "准予或登记：孙磊 10:40（离线）", now: "办结（撤回）：申请人撤回 07 号窗 王晓燕 10:31" },
      { label: "文书", asked: "穗卫准〔2026〕0117 号", now: "" },
    ],
    next: ["打开办件，对照现状", "文书 穗卫准〔2026〕0117 号 已交给当事人的，收回并作废，或者送达更正通知"],
  },
];

export const handOvers: HandOverView = {
  to_hand: [
    {
      list: null,
      name: "区疾病预防控制局",
      department: "disease-control",
      organ: "区疾病预防控制局",
      at: "",
      rows: [
        { case_no: "44010603202611200017", applicant: "李建国", item: "公共场所卫生许可（理发店）", material: "平面布局图", pages: 1, original: false },
      ],
    },
  ],
  to_confirm: [],
};
