import type { ActOutcome, ActRequest, DraftEdit, Fault, IntakeView, SlipRequest } from "../bindings";
import { paper } from "./desks";
import { emptyIntake, intake } from "./intake";

/** Refuses the way Rust does: what arrives is a plain object, not an Error. */
export function fail(code: string, message: string): never {
  const fault: Fault = { code, message, article: null };
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the shape that the bindings expect
  throw fault;
}

/** The draft of the in-memory desk: enough of the real one to walk through an intake. */
export class FakeDesk {
  draft: IntakeView | null = null;
  parked: IntakeView[] = [];
  edits: { edit: DraftEdit; focus: string | null }[] = [];
  /** slips that were printed */
  slips: SlipRequest[] = [];
  /** commands that fail until they are taken out, with what they answer */
  readonly faults = new Map<string, { code: string; message: string }>();
  private ticket = 27;

  start(ticket: string): IntakeView {
    this.draft = emptyIntake(ticket);
    return this.draft;
  }

  next(): IntakeView {
    return this.start(`A0${++this.ticket}`);
  }

  park(): void {
    if (this.draft !== null) this.parked.push(this.draft);
    this.draft = null;
  }

  recall(id: string): IntakeView {
    const kept = this.parked.find((each) => each.id === id);
    if (kept === undefined) fail("draft.gone", "这份暂存的申请已由同事接手");
    this.parked = this.parked.filter((each) => each !== kept);
    this.draft = kept;
    return kept;
  }

  edit(edit: DraftEdit, focus: string | null): IntakeView {
    const view = this.present();
    this.edits.push({ edit, focus });
    this.draft = { ...recount(changed(view, edit)), focus };
    return this.draft;
  }

  card(): IntakeView {
    const view = this.present();
    const applicant = intake.applicant.map((field) =>
      field.element === "applicant.phone" ? (view.applicant[2] ?? field) : field,
    );
    const banner = { ...view.banner, name: "李建国", number_masked: "440106********0016" };
    this.draft = recount({ ...view, applicant, banner });
    return this.draft;
  }

  attach(kind: string): IntakeView {
    const view = this.present();
    const materials = view.materials.map((row) =>
      row.kind === kind
        ? { ...row, pages: [...row.pages, { hash: `${kind}-${row.pages.length + 1}`, label: `第 ${row.pages.length + 1} 页` }], source: "扫描 B", source_tone: "brand" as const, lamp: "green" as const, check: "合格" }
        : row,
    );
    this.draft = recount({ ...view, materials });
    return this.draft;
  }

  receive(): ActOutcome {
    this.draft = null;
    return outcome("收件完成，收件凭证已打印", ["44010603202611200016", "44010603202611200017"]);
  }

  act(request: ActRequest): ActOutcome {
    return outcome(request.type === "claim" ? "已认领" : "已办理", []);
  }

  printSlip(request: SlipRequest): ActOutcome {
    this.slips.push(request);
    return outcome("单据已打印", []);
  }

  private present(): IntakeView {
    if (this.draft === null) fail("draft.none", "当前没有在办的申请");
    return this.draft;
  }
}

function outcome(message: string, cases: string[]): ActOutcome {
  const papers = cases.length === 0 ? [] : [paper("收件凭证", "穗政收〔2026〕031027 号"), paper("申请书", "—")];
  return { refusal: null, cases, papers, message };
}

function changed(view: IntakeView, edit: DraftEdit): IntakeView {
  switch (edit.type) {
    case "theme":
      return { ...intake, id: view.id, focus: null, banner: { ...view.banner, title: intake.banner.title }, applicant: view.applicant };
    case "answer":
      return {
        ...view,
        questions: view.questions.map((each) => (each.id === edit.question ? { ...each, answer: edit.value } : each)),
      };
    case "field":
      return {
        ...view,
        groups: view.groups.map((group) => ({
          ...group,
          fields: group.fields.map((each) =>
            each.element === edit.element ? { ...each, value: edit.text, source: "typed", error: errorOf(edit.element, edit.text) } : each,
          ),
        })),
      };
    case "party":
      return {
        ...view,
        applicant: view.applicant.map((each) => (each.element === edit.place ? { ...each, value: edit.text } : each)),
      };
    default:
      return view;
  }
}

function errorOf(element: string, text: string): string | null {
  return element === "premises.area" && !(Number(text) > 0) ? "面积应大于 0；不动产权证书写明 46.5" : null;
}

/** What is missing follows from what is empty or wrong. */
function recount(view: IntakeView): IntakeView {
  const fields = [...view.applicant, ...view.groups.flatMap((group) => group.fields)];
  const missing = [
    ...(view.items.length === 0 ? [{ focus: "search", text: "选择事项", place: "事项" }] : []),
    ...fields
      .filter((each) => each.required && (each.value === "" || each.error !== null))
      .map((each) => ({ focus: `field:${each.element}`, text: each.error ?? `${each.label}未填`, place: "表单" })),
    ...view.questions
      .filter((each) => each.answer === null)
      .map((each) => ({ focus: `question:${each.id}`, text: each.text, place: "情形" })),
    ...view.materials
      .filter((each) => each.lamp === "red")
      .map((each) => ({ focus: `material:${each.kind}`, text: each.name, place: `材料 ${each.no}` })),
  ];
  const available = missing.length === 0;
  const reason = available ? "全部齐备" : `还差 ${missing.length} 项，补齐，或改走容缺、告知承诺后可用`;
  return { ...view, missing, way_out: { act: "receive", available, reason } };
}
