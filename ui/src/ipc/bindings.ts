import { invoke as __TAURI_INVOKE } from "@tauri-apps/api/core";
import * as __TAURI_EVENT from "@tauri-apps/api/event";

export const commands = {
  entry: () =>
    typedError<EntryView, Fault>(__TAURI_INVOKE("entry")),
  enrol: (address: string, code: string) =>
    typedError<EntryView, Fault>(__TAURI_INVOKE("enrol", { address, code })),
  signIn: (user: string, password: string) =>
    typedError<EntryView, Fault>(__TAURI_INVOKE("sign_in", { user, password })),
  unlock: (password: string) =>
    typedError<EntryView, Fault>(__TAURI_INVOKE("unlock", { password })),
  lock: () =>
    typedError<EntryView, Fault>(__TAURI_INVOKE("lock")),
  signOut: () =>
    typedError<EntryView, Fault>(__TAURI_INVOKE("sign_out")),
  tourSeen: () =>
    typedError<null, Fault>(__TAURI_INVOKE("tour_seen")),
  syncNow: () =>
    typedError<SyncState, Fault>(__TAURI_INVOKE("sync_now")),
  queue: () =>
    typedError<QueueView, Fault>(__TAURI_INVOKE("queue")),
  nextTicket: () =>
    typedError<IntakeView, Fault>(__TAURI_INVOKE("next_ticket")),
  start: (ticket: string) =>
    typedError<IntakeView, Fault>(__TAURI_INVOKE("start", { ticket })),
  current: () =>
    typedError<IntakeView | null, Fault>(__TAURI_INVOKE("current")),
  recall: (draft: string) =>
    typedError<IntakeView, Fault>(__TAURI_INVOKE("recall", { draft })),
  park: (draft: string) =>
    typedError<QueueView, Fault>(__TAURI_INVOKE("park", { draft })),
  discard: (draft: string) =>
    typedError<QueueView, Fault>(__TAURI_INVOKE("discard", { draft })),
  edit: (draft: string, edit: DraftEdit, focus: string | null) =>
    typedError<IntakeView, Fault>(__TAURI_INVOKE("edit", { draft, edit, focus })),
  search: (text: string) =>
    typedError<SearchHit[], Fault>(__TAURI_INVOKE("search", { text })),
  readCard: (draft: string) =>
    typedError<IntakeView, Fault>(__TAURI_INVOKE("read_card", { draft })),
  codeScanned: (draft: string | null, text: string) =>
    typedError<ScanTarget, Fault>(__TAURI_INVOKE("code_scanned", { draft, text })),
  reveal: (about: string, field: string) =>
    typedError<string, Fault>(__TAURI_INVOKE("reveal", { about, field })),
  certificates: (draft: string, kind: KindId | null) =>
    typedError<CertificateOffer[], Fault>(__TAURI_INVOKE("certificates", { draft, kind })),
  takeCertificate: (draft: string, kind: KindId, identifier: string) =>
    typedError<IntakeView, Fault>(__TAURI_INVOKE("take_certificate", { draft, kind, identifier })),
  scan: (draft: string, kind: KindId, feeder: boolean) =>
    typedError<IntakeView, Fault>(__TAURI_INVOKE("scan", { draft, kind, feeder })),
  cancelScan: () =>
    typedError<null, Fault>(__TAURI_INVOKE("cancel_scan")),
  import: (draft: string, kind: KindId) =>
    typedError<IntakeView | null, Fault>(__TAURI_INVOKE("import", { draft, kind })),
  printForm: (draft: string, kind: KindId) =>
    typedError<ActOutcome, Fault>(__TAURI_INVOKE("print_form", { draft, kind })),
  guidance: (draft: string) =>
    typedError<ActOutcome, Fault>(__TAURI_INVOKE("guidance", { draft })),
  receive: (draft: string, asIs: boolean) =>
    typedError<ActOutcome, Fault>(__TAURI_INVOKE("receive", { draft, asIs })),
  act: (request: ActRequest) =>
    typedError<ActOutcome, Fault>(__TAURI_INVOKE("act", { request })),
  inbox: (tab: InboxTab) =>
    typedError<InboxView, Fault>(__TAURI_INVOKE("inbox", { tab })),
  review: (caseNo: CaseNo) =>
    typedError<ReviewView, Fault>(__TAURI_INVOKE("review", { caseNo })),
  issuanceList: () =>
    typedError<ReadyRow[], Fault>(__TAURI_INVOKE("issuance_list")),
  issuance: (application: ApplicationId) =>
    typedError<IssuanceView, Fault>(__TAURI_INVOKE("issuance", { application })),
  find: (text: string) =>
    typedError<FoundCase[], Fault>(__TAURI_INVOKE("find", { text })),
  papers: (stream: string) =>
    typedError<PaperRow[], Fault>(__TAURI_INVOKE("papers", { stream })),
  duty: () =>
    typedError<DutyView, Fault>(__TAURI_INVOKE("duty")),
  admin: () =>
    typedError<AdminView, Fault>(__TAURI_INVOKE("admin")),
};

export const events = {
  changed: makeEvent<Changed>("changed"),
  working: makeEvent<Working>("working"),
};

export type Act =
  | "receive"
  | "accept"
  | "notify_correction"
  | "supply_correction"
  | "propose_decline"
  | "decline"
  | "withdraw"
  | "claim"
  | "examine"
  | "give_opinion"
  | "return_to_counter"
  | "answer_return"
  | "approve"
  | "reject"
  | "make_result"
  | "deliver"
  | "rate"
  | "check_material"
  | "detach_material"
  | "resolve_task"
  | "deem_accepted"
  | "hand_over"
  | "confirm_hand_over"
  | "sign_shift";

export type ActOutcome = {
  refusal: Refusal | null;
  cases: string[];
  papers: PaperRow[];
  message: string;
};

export type ActRequest =
  | { type: "accept"; case: CaseNo }
  | { type: "notify_correction"; case: CaseNo; points: CorrectionPoint[]; second_reason: string | null }
  | { type: "supply_correction"; case: CaseNo; complete: boolean }
  | { type: "propose_decline"; case: CaseNo; ground: DeclineGround; reason: string }
  | { type: "decline"; case: CaseNo; ground: DeclineGround; reason: string }
  | { type: "withdraw"; case: CaseNo; reason: string }
  | { type: "claim"; case: CaseNo }
  | { type: "examine"; case: CaseNo; findings: { [key in string]: Finding } }
  | { type: "give_opinion"; case: CaseNo; step: OpinionStep; proposal: Proposal; text: string }
  | { type: "return_to_counter"; case: CaseNo; reason: ReturnReason; text: string }
  | { type: "answer_return"; case: CaseNo; text: string }
  | { type: "approve"; case: CaseNo; ground: string; text: string }
  | { type: "reject"; case: CaseNo; ground: string; reason: string }
  | { type: "deliver"; application: ApplicationId; cases: CaseNo[]; way: ServiceWay; recipient: string; recipient_id: string; on_behalf: string | null }
  | { type: "rate"; application: ApplicationId; grade: Grade; options: string[] }
  | { type: "hand_over"; to: DepartmentId }
  | { type: "confirm_hand_over"; list: DocumentNo; missing: number[] }
  | { type: "sign_shift"; side: ShiftSide; remarks: string }
  | { type: "print"; stream: string; number: DocumentNo; reason: string | null }
  | { type: "void_paper"; stream: string; number: DocumentNo; reason: string }
  | { type: "resolve_task"; stream: string; task: string; text: string };

export type ActRow = {
  act: Act;
  available: boolean;
  reason: string | null;
  article: string | null;
};

export type AdminView = {
  users: UserRow[];
  stations: StationRow[];
  sync: SyncRow[];
  catalogue: CatalogueRow[];
};

export type AnswerRow = {
  question: string;
  answer: string;
  law: string | null;
};

export type ApplicantKind =
  | "person"
  | "individual_business"
  | "enterprise"
  | "institution"
  | "social_organisation"
  | "government_body";

export type ApplicationId = string;

export type AttentionTask = {
  id: string;
  application: string | null;
  lamp: LampColour;
  text: string;
  detail: string;
};

export type Banner = {
  ticket: string | null;
  name: string | null;
  number_masked: string | null;
  relation: string | null;
  title: string | null;
  started_at: string;
};

export type BlobHash = string;

export type CaseNo = string;

export type CatalogueRow = {
  id: string;
  name: string;
  value: string;
};

export type CertificateOffer = {
  kind: KindId;
  identifier: string;
  name: string;
  number: string;
  holder: string;
  role: string;
  valid_to: string | null;
  usable: boolean;
  reason: string | null;
};

export type Changed = {
  sync: SyncState;
  lists: boolean;
};

export type CheckRow = {
  id: string;
  name: string;
  value: string;
  lamp: LampColour;
};

export type Choice = {
  value: string;
  label: string;
};

export type ChosenItem = {
  code: ItemCode;
  name: string;
  department: string;
  by_theme: boolean;
  note: string | null;
};

export type CorrectionPoint = {
  material: KindId | null;
  element: ElementId | null;
  name: string;
  problem: string;
  remedy: string;
};

export type CounterNo = string;

export type CounterTile = {
  no: string;
  lamp: LampColour;
  state: string;
  detail: string;
  tone: TileTone;
};

export type DeclineGround =
  | { type: "no_licence_needed" }
  | { type: "not_competent"; competent_body: string }
  | { type: "own_law"; article: string };

export type DeliveryWay =
  | "pick_up"
  | "post"
  | "electronic";

export type DepartmentId = string;

export type DepartmentRow = {
  name: string;
  open: number;
  yellow: number;
  red: number;
  average: string;
  on_time: string;
};

export type Desk =
  | "intake"
  | "review"
  | "issuance"
  | "duty"
  | "admin"
  | "find";

export type DeskCount = {
  id: Desk;
  count: number | null;
};

export type DeviceRow = {
  id: string;
  text: string;
  state: DeviceState;
};

export type DeviceState =
  | "ok"
  | "warn"
  | "bad"
  | "off";

export type DocumentKind =
  | "application_form"
  | "guidance_notice"
  | "receipt"
  | "acceptance_notice"
  | "correction_notice"
  | "decline_notice"
  | "decision"
  | "rejection"
  | "registration_notice"
  | "delivery_receipt"
  | "handover_list"
  | "shift_report"
  | "licence";

export type DocumentNo = string;

export type DraftEdit =
  | { type: "focus" }
  | { type: "ticket"; text: string }
  | { type: "party"; place: string; text: string }
  | { type: "applicant_kind"; kind: ApplicantKind }
  | { type: "id_kind"; who: string; kind: IdKind }
  | { type: "by_agent"; yes: boolean }
  | { type: "theme"; id: ThemeId | null }
  | { type: "add_item"; code: ItemCode }
  | { type: "remove_item"; code: ItemCode }
  | { type: "answer"; question: QuestionId; value: string | null }
  | { type: "field"; element: ElementId; text: string }
  | { type: "check"; kind: KindId; problem: string | null }
  | { type: "original"; kind: KindId; state: OriginalState }
  | { type: "remove_page"; kind: KindId; hash: string }
  | { type: "delivery"; way: DeliveryWay; address: string; sms: boolean };

export type Dropped = {
  name: string;
  reason: string;
};

export type DutyView = {
  title: string;
  subtitle: string;
  kpis: Kpi[];
  counters: CounterTile[];
  half_hours: HalfHour[];
  departments: DepartmentRow[];
  returns: ReturnCount[];
  checks: CheckRow[];
  tasks: AttentionTask[];
  signed: string[];
  sign_reason: string | null;
};

export type ElementId = string;

export type EntryView = {
  enrolled: boolean;
  place: string;
  counter: string | null;
  users: string[];
  locked: SessionView | null;
  session: SessionView | null;
  show_tour: boolean;
  demo: string | null;
};

export type Fault = {
  code: string;
  message: string;
  article: string | null;
};

export type FieldKind =
  | "text"
  | "number"
  | "date"
  | "choice"
  | "long";

export type Finding =
  | "open"
  | "met"
  | "not_met";

export type FormField = {
  element: ElementId;
  label: string;
  kind: FieldKind;
  unit: string | null;
  options: Choice[];
  value: string;
  masked: string | null;
  source: ValueSource;
  source_text: string | null;
  required: boolean;
  error: string | null;
  note: string | null;
  wide: boolean;
};

export type FormGroup = {
  id: string;
  title: string;
  fields: FormField[];
};

export type FoundCase = {
  case_no: string;
  application: string;
  item: string;
  who: string;
  department: string;
  lamp: LampColour;
  stage: string;
  since: string;
  next: string;
  sync_text: string;
};

export type Grade =
  | "very_satisfied"
  | "satisfied"
  | "fairly_satisfied"
  | "dissatisfied"
  | "very_dissatisfied";

export type GroupRows = {
  title: string;
  rows: LabelValue[];
};

export type HalfHour = {
  from: string;
  received: number;
  waiting: number;
};

export type HallId = string;

export type HistoryRow = {
  at: string;
  text: string;
  detail: string | null;
};

export type IdKind =
  | "citizen_id"
  | "uscc"
  | "residence_permit"
  | "permanent_resident_id"
  | "hk_macao_permit"
  | "taiwan_permit"
  | "passport"
  | "other";

export type InboxRow = {
  case_no: string;
  item: string;
  who: string;
  lamp: LampColour;
  lamp_text: string;
  mark: string | null;
  mark_tone: Tone;
};

export type InboxTab =
  | "mine"
  | "section"
  | "paused"
  | "done";

export type InboxTabCount = {
  id: InboxTab;
  count: number;
};

export type InboxView = {
  tabs: InboxTabCount[];
  rows: InboxRow[];
};

export type IntakeView = {
  id: string;
  focus: string | null;
  banner: Banner;
  steps: Step[];
  items: ChosenItem[];
  theme: string | null;
  applicant: FormField[];
  relation: string;
  questions: Question[];
  groups: FormGroup[];
  merged_before: number;
  merged_after: number;
  materials_before: number;
  materials: Material[];
  dropped: Dropped[];
  missing: Missing[];
  limits: Limit[];
  papers: string[];
  way_out: WayOut;
  warnings: string[];
  saved_at: string;
};

export type IssuanceView = {
  application: string;
  who: string;
  number_masked: string;
  phone_masked: string;
  title: string;
  method: DeliveryWay;
  address: string | null;
  results: ResultRow[];
  originals: OriginalRow[];
  papers: PaperRow[];
  owed: string[];
  deliverable: boolean;
  reason: string | null;
  acts: ActRow[];
  rated: boolean;
};

export type ItemCode = string;

export type KindId = string;

export type Kpi = {
  id: string;
  label: string;
  value: string;
  note: string | null;
  lamp: LampColour;
};

export type LabelValue = {
  label: string;
  value: string;
};

export type LampColour =
  | "green"
  | "yellow"
  | "red"
  | "black"
  | "paused"
  | "none";

export type Limit = {
  label: string;
  lines: string[];
  strong: string | null;
  small: string | null;
};

export type Material = {
  kind: KindId;
  no: number;
  name: string;
  source: string;
  source_tone: Tone;
  pages: MaterialPage[];
  used_by: string;
  lamp: LampColour;
  check: string;
  guide: string[];
  can_scan: boolean;
  can_certificate: boolean;
  can_print: boolean;
  original: OriginalState;
  possible: boolean;
};

export type MaterialPage = {
  hash: string;
  label: string;
};

export type Missing = {
  focus: string;
  text: string;
  place: string;
};

export type OpinionRow = {
  who: string;
  post: string;
  text: string;
  at: string;
};

export type OpinionStep =
  | "examine"
  | "review";

export type OriginalRow = {
  name: string;
  text: string;
};

export type OriginalState =
  | "not_shown"
  | "seen_returned"
  | "kept";

export type OtherCase = {
  department: string;
  item: string;
  lamp: LampColour;
  text: string;
};

export type PaperRow = {
  stream: string;
  kind: DocumentKind;
  title: string;
  number: string;
  state: PaperState;
  message: string | null;
  reprints: number;
};

export type PaperState =
  | "owed"
  | "printed"
  | "failed"
  | "voided";

export type ParkedDraft = {
  id: string;
  ticket: string | null;
  name: string;
  text: string;
  tone: Tone;
};

export type PointRow = {
  id: string;
  text: string;
  state: PointState;
};

export type PointState =
  | "open"
  | "met"
  | "not_met";

export type ProcedureId = string;

export type Progress = {
  work: string;
  text: string;
  percent: number | null;
  done: boolean;
};

export type Proposal =
  | "grant"
  | "reject";

export type Question = {
  id: QuestionId;
  text: string;
  options: Choice[];
  answer: string | null;
  answered_by: string | null;
  law: string | null;
};

export type QuestionId = string;

export type QueueView = {
  waiting: number;
  tickets: Ticket[];
  parked: ParkedDraft[];
  today: TodayCount[];
  online: boolean;
};

export type ReadyRow = {
  application: string;
  who: string;
  title: string;
  ready: number;
  total: number;
  since: string;
  lamp: LampColour;
  lamp_text: string;
};

export type Refusal = {
  code: string;
  message: string;
  article: string | null;
};

export type ResultRow = {
  case_no: string;
  item: string;
  department: string;
  outcome: string;
  result: string;
  lamp: LampColour;
  state: string;
  ready: boolean;
};

export type ReturnCount = {
  reason: string;
  count: number;
};

export type ReturnReason =
  | "scan_unclear"
  | "wrong_situation"
  | "material_expired"
  | "form_inconsistent"
  | "other";

export type ReviewMaterial = {
  kind: string;
  no: number;
  name: string;
  level: string;
  level_tone: Tone;
  note: string | null;
  checked: string | null;
  watermark: string;
  pages: MaterialPage[];
  pages_missing: number;
};

export type ReviewView = {
  case_no: string;
  application: string;
  item: string;
  theme: string | null;
  applicant: string;
  lamp: LampColour;
  lamp_text: string;
  due_text: string;
  stage: string;
  claimed_by: string | null;
  mine: boolean;
  groups: GroupRows[];
  answers: AnswerRow[];
  materials: ReviewMaterial[];
  points: PointRow[];
  points_note: string | null;
  others: OtherCase[];
  history: HistoryRow[];
  acts: ActRow[];
  status: string;
  opinions: OpinionRow[];
  grounds: string[];
  registration: boolean;
  sync_text: string;
};

export type ScanTarget =
  | { type: "application"; application: string; case: string }
  | { type: "draft"; view: IntakeView }
  | { type: "unknown"; message: string };

export type SearchHit = {
  code: string;
  name: string;
  theme: boolean;
  department: string;
  note: string | null;
};

export type ServiceWay =
  | "in_person"
  | "post"
  | "electronic";

export type SessionView = {
  user: string;
  user_name: string;
  post: string;
  hall: string;
  desks: DeskCount[];
  training: boolean;
  offline_until: string | null;
  devices: DeviceRow[];
  sync: SyncState;
  now: string;
};

export type ShiftSide =
  | "leaving"
  | "arriving"
  | "witness";

export type StationId = string;

export type StationRow = {
  id: string;
  name: string;
  counter: string;
  version: string;
  last_seen: string;
  pending: number;
  oldest: string;
  lamp: LampColour;
  text: string;
};

export type Step = {
  id: StepId;
  done: boolean;
  filled: number | null;
  total: number | null;
};

export type StepId =
  | "items"
  | "applicant"
  | "situation"
  | "form"
  | "materials"
  | "receive";

export type SyncRow = {
  id: string;
  name: string;
  value: string;
  lamp: LampColour;
};

export type SyncState = {
  word: SyncWord;
  pending: number;
  oldest_minutes: number | null;
  blobs_done: number;
  blobs_total: number;
  attention: number;
  problem: string | null;
};

export type SyncWord =
  | "saved"
  | "delivered"
  | "effective"
  | "transferring"
  | "attention"
  | "offline";

export type ThemeId = string;

export type Ticket = {
  no: string;
  text: string;
  state: TicketState;
};

export type TicketState =
  | "serving"
  | "waiting"
  | "booked"
  | "called";

export type TileTone =
  | "plain"
  | "warn"
  | "off";

export type TodayCount = {
  id: string;
  value: string;
};

export type Tone =
  | "ok"
  | "brand"
  | "warn"
  | "gray"
  | "none";

export type UserId = string;

export type UserRow = {
  id: string;
  name: string;
  role: string;
  department: string;
  staff_no: string;
  active: boolean;
  last_sign_in: string;
};

export type ValueSource =
  | "typed"
  | "card"
  | "certificate"
  | "earlier"
  | "derived";

export type WayOut = {
  act: WayOutAct;
  available: boolean;
  reason: string;
};

export type WayOutAct =
  | "receive"
  | "accept";

export type Working = Progress;

async function typedError<T, E>(
  result: Promise<T>,
): Promise<{ status: "ok"; data: T } | { status: "error"; error: E }> {
  try {
    return { status: "ok", data: await result };
  } catch (e) {
    if (e instanceof Error) throw e;
    return { status: "error", error: e as E };
  }
}

function makeEvent<T>(name: string) {
  return {
    listen: (cb: __TAURI_EVENT.EventCallback<T>) => __TAURI_EVENT.listen(name, cb),
    once: (cb: __TAURI_EVENT.EventCallback<T>) => __TAURI_EVENT.once(name, cb),
    emit: (payload: T) => __TAURI_EVENT.emit(name, payload),
  };
}
