import type { FormField, IntakeView, MaterialPage, QueueView, SearchHit } from "../bindings";

const field = (element: string, label: string, value: string, more: Partial<FormField> = {}): FormField => ({
  element,
  label,
  kind: "text",
  unit: null,
  options: [],
  value,
  masked: null,
  source: "typed",
  source_text: null,
  required: true,
  error: null,
  note: null,
  wide: false,
  ...more,
});

const page = (name: string, n: number): MaterialPage => ({ hash: `${name}-${n}`, label: `第 ${n} 页` });

export const intake: IntakeView = {
  id: "0193",
  focus: "field:premises.area",
  banner: {
    ticket: "A027",
    name: "李建国",
    number_masked: "440106********0016",
    relation: "本人办理",
    title: "开办理发店（一件事 · 2 个事项）",
    started_at: "2026-11-20T10:36:00+08:00",
  },
  steps: [
    { id: "items", done: true, filled: null, total: null },
    { id: "applicant", done: true, filled: null, total: null },
    { id: "situation", done: true, filled: null, total: null },
    { id: "form", done: false, filled: 10, total: 11 },
    { id: "materials", done: false, filled: 4, total: 6 },
    { id: "receive", done: false, filled: null, total: null },
  ],
  items: [
    { code: "A", name: "个体工商户设立登记", department: "区市场监督管理局", by_theme: true, note: null },
    { code: "B", name: "公共场所卫生许可（新办·理发店）", department: "区疾病预防控制局", by_theme: true, note: null },
  ],
  theme: "开办理发店",
  relation: "self",
  applicant: [
    field("applicant.name", "姓名", "李建国", { source: "card" }),
    field("applicant.id_number", "居民身份证号", "440106198001010016", { source: "card", masked: "440106********0016" }),
    field("applicant.phone", "联系电话", "13800002210", { masked: "138****2210" }),
  ],
  warnings: [],
  questions: [
    { id: "premises", text: "经营场所是租的还是自有？", options: [{ value: "rent", label: "租赁" }, { value: "own", label: "自有" }, { value: "free", label: "无偿使用" }], answer: "own", answered_by: "不动产权证书", law: null },
    { id: "dye", text: "是否提供染发、烫发？", options: [{ value: "yes", label: "是" }, { value: "no", label: "否" }], answer: "yes", answered_by: null, law: null },
    { id: "air", text: "是否使用集中空调通风系统？", options: [{ value: "yes", label: "是" }, { value: "no", label: "否" }], answer: "no", answered_by: null, law: null },
    { id: "route", text: "卫生许可走哪条路线？", options: [{ value: "ordinary", label: "普通审批" }, { value: "promise", label: "告知承诺" }], answer: "ordinary", answered_by: null, law: null },
  ],
  merged_before: 19,
  merged_after: 10,
  materials_before: 9,
  groups: [
    {
      id: "business",
      title: "经营主体",
      fields: [
        field("business.name", "名称", "穗城区建国理发店"),
        field("business.operator", "经营者", "李建国", { source: "certificate" }),
        field("business.capital", "资金数额", "5", { unit: "万元" }),
        field("business.scope", "经营范围", "理发服务；生活美容服务", { wide: true }),
        field("business.staff", "从业人数", "3", { kind: "number" }),
      ],
    },
    {
      id: "premises",
      title: "经营场所",
      fields: [
        field("premises.address", "经营场所", "穗城区建设二马路 12 号 103 铺", { source: "certificate", source_text: "不动产权证书", wide: true }),
        field("premises.area", "经营面积", "0", { unit: "㎡", kind: "number", error: "面积应大于 0；不动产权证书写明 46.5" }),
        field("premises.seats", "理发座位数", "4", { kind: "number" }),
        field("premises.water", "供水方式", "1", { kind: "choice", options: [{ value: "1", label: "集中式" }, { value: "2", label: "二次" }, { value: "3", label: "自备" }] }),
        field("premises.opening", "拟开业日期", "2026-12-01", { kind: "date", required: false }),
      ],
    },
  ],
  materials: [
    { kind: "citizen-id", no: 1, name: "居民身份证", source: "电子证照 A", source_tone: "ok", pages: [page("id", 1)], used_by: "两事项", lamp: "green", check: "有效 · 持证人一致", guide: ["人证一致"], can_scan: true, can_certificate: true, can_print: false, original: "seen_returned", possible: false },
    { kind: "premises-deed", no: 2, name: "不动产权证书", source: "电子证照 A", source_tone: "ok", pages: [page("deed", 1), page("deed", 2)], used_by: "两事项", lamp: "green", check: "有效 · 持证人一致", guide: [], can_scan: true, can_certificate: true, can_print: false, original: "seen_returned", possible: false },
    { kind: "application-form", no: 3, name: "申请书（签字件）", source: "扫描 B 已核原件", source_tone: "brand", pages: [page("form", 1), page("form", 2)], used_by: "两事项", lamp: "green", check: "合格", guide: [], can_scan: true, can_certificate: false, can_print: true, original: "seen_returned", possible: false },
    { kind: "floor-plan", no: 4, name: "卫生设施平面布局图", source: "扫描 B", source_tone: "brand", pages: [page("plan", 1)], used_by: "卫生许可", lamp: "green", check: "合格", guide: [], can_scan: true, can_certificate: false, can_print: false, original: "seen_returned", possible: false },
    { kind: "hygiene-rules", no: 5, name: "卫生管理制度", source: "容缺", source_tone: "warn", pages: [], used_by: "卫生许可", lamp: "yellow", check: "11-23 17:30 前（含当日）", guide: [], can_scan: true, can_certificate: false, can_print: false, original: "seen_returned", possible: false },
    { kind: "hygiene-report", no: 6, name: "卫生检测报告", source: "未提交", source_tone: "none", pages: [], used_by: "卫生许可", lamp: "red", check: "缺", guide: ["检测机构具备资质", "一年内", "加盖公章"], can_scan: true, can_certificate: false, can_print: false, original: "seen_returned", possible: false },
  ],
  dropped: [{ name: "营业执照复印件", reason: "由同批办理的「个体工商户设立登记」产生" }],
  missing: [
    { focus: "field:premises.area", text: "经营面积应大于 0", place: "表单 · 经营场所" },
    { focus: "material:hygiene-report", text: "卫生检测报告", place: "材料 6 · 可扫描、可告知承诺" },
  ],
  limits: [
    { label: "① 登记", lines: ["市场监管局 · 当场"], strong: null, small: null },
    { label: "② 卫生许可", lines: ["疾控局 · 先照后证", "承诺 3 个工作日"], strong: "11 月 25 日前", small: "法定 20 个工作日，自受理起算" },
    { label: "容缺", lines: ["11 月 23 日 17:30 前"], strong: null, small: null },
    { label: "领取", lines: ["自取 · 短信通知"], strong: null, small: null },
    { label: "费用", lines: ["免费"], strong: null, small: null },
  ],
  papers: ["申请书（签字）· 收件凭证", "① 登记通知书、营业执照", "② 受理通知书 · 容缺通知书"],
  way_out: { act: "receive", available: false, reason: "还差 2 项，补齐，或改走容缺、告知承诺后可用" },
  saved_at: "10:42:07",
};

export const queue: QueueView = {
  waiting: 11,
  tickets: [
    { no: "A027", text: "", state: "serving" },
    { no: "A028", text: "企业变更", state: "waiting" },
    { no: "B006 预约", text: "10:45", state: "booked" },
    { no: "A029", text: "不动产", state: "waiting" },
  ],
  parked: [
    { id: "1", ticket: "A021", name: "陈慧", text: "12 分", tone: "gray" },
    { id: "2", ticket: "A019", name: "周凯", text: "等材料", tone: "warn" },
  ],
  today: [
    { id: "received", value: "19 / 14" },
    { id: "papers", value: "4" },
    { id: "deferred", value: "2" },
  ],
  online: true,
};

export const hits: SearchHit[] = [
  { code: "open-barber-shop", name: "开办理发店", theme: true, department: "市场监管 · 疾控", note: "2 个事项" },
  { code: "B", name: "公共场所卫生许可（新办·理发店）", theme: false, department: "区疾病预防控制局", note: null },
  { code: "A", name: "个体工商户设立登记", theme: false, department: "区市场监督管理局", note: null },
];

/** A page for a person about whom nothing is known yet. */
export function emptyIntake(ticket: string): IntakeView {
  const name = { ...intake.applicant[0], value: "", source: "typed" } as FormField;
  return {
    ...intake,
    id: `draft-${ticket}`,
    focus: null,
    banner: { ...intake.banner, ticket: ticket === "" ? null : ticket, name: null, number_masked: null, relation: null, title: null },
    steps: intake.steps.map((step) => ({ ...step, done: false, filled: null, total: null })),
    items: [],
    theme: null,
    applicant: [
      name,
      { ...name, element: "applicant.id_number", label: "居民身份证号" },
      { ...name, element: "applicant.phone", label: "联系电话" },
    ],
    questions: [],
    groups: [],
    materials: [],
    dropped: [],
    missing: [
      { focus: "search", text: "选择事项", place: "事项" },
      { focus: "field:applicant.name", text: "姓名", place: "申请人" },
      { focus: "field:applicant.id_number", text: "居民身份证号", place: "申请人" },
    ],
    limits: [],
    papers: [],
    way_out: { act: "receive", available: false, reason: "先选择事项" },
  };
}
