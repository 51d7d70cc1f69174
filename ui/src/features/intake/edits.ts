import type { DraftEdit, FormField, IntakeView } from "../../ipc";

/** Edits wait this long for the next key, so that a word is one commit and not six. */
export const WAIT_MS = 120;

/** Edits of the same thing replace each other while they wait. */
export function keyOf(edit: DraftEdit): string {
  switch (edit.type) {
    case "field":
      return `field:${edit.element}`;
    case "party":
      return `field:${edit.place}`;
    case "answer":
      return `question:${edit.question}`;
    case "check":
    case "original":
      return `${edit.type}:${edit.kind}`;
    case "add_item":
    case "remove_item":
      return `item:${edit.code}`;
    case "remove_page":
      return `page:${edit.hash}`;
    case "id_kind":
      return `id_kind:${edit.who}`;
    case "focus":
    case "ticket":
    case "applicant_kind":
    case "by_agent":
    case "theme":
    case "delivery":
      return edit.type;
  }
}

interface Wiring {
  /** carries one edit to Rust; the answer is the fresh page */
  send: (edit: DraftEdit) => Promise<IntakeView>;
  onView: (view: IntakeView) => void;
  onFault: (error: unknown) => void;
  /** what is waiting, under way or not saved has changed */
  onWaiting: () => void;
  /** keys still arrive at a scanner gun's pace: not yet known whether they are typing */
  isBursting: () => boolean;
}

/** Typing and moving about may be followed by more; a choice is made at once. */
function isTyped(edit: DraftEdit): boolean {
  return ["field", "party", "ticket", "delivery", "focus"].includes(edit.type);
}

/** The edits of one draft on their way 逐项保存: one at a time, in order, none lost. */
export class EditQueue {
  private waiting = new Map<string, DraftEdit>();
  private sent: DraftEdit | null = null;
  private failed = new Map<string, DraftEdit>();
  private timer: number | null = null;
  private running: Promise<void> | null = null;

  constructor(private readonly wiring: Wiring) {}

  /** Takes an edit; what is typed leaves after a short wait or at the next flush, a choice at once. */
  put(edit: DraftEdit): void {
    const key = keyOf(edit);
    if (edit.type === "focus" && this.waiting.size > 0) return;
    // what could not be saved goes along with the next edit
    for (const [old, kept] of this.failed) if (old !== key) this.waiting.set(old, kept);
    this.failed.clear();
    this.waiting.delete("focus");
    this.waiting.delete(key);
    this.waiting.set(key, edit);
    if (isTyped(edit)) this.arm();
    this.wiring.onWaiting();
    if (!isTyped(edit)) void this.flush();
  }

  /** Sends all that waits; resolves when every answer has come. */
  flush(): Promise<void> {
    this.disarm();
    this.tryAgain();
    this.running ??= this.drain().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Edits that Rust has not confirmed yet, oldest first. */
  unconfirmed(): DraftEdit[] {
    const sent = this.sent === null ? [] : [this.sent];
    return [...this.failed.values(), ...sent, ...this.waiting.values()];
  }

  /** Whether something typed could not be saved. */
  hasFailed(): boolean {
    return this.failed.size > 0;
  }

  /** What could not be saved goes first: the disk may have room now. */
  private tryAgain(): void {
    if (this.running !== null || this.failed.size === 0) return;
    this.waiting = new Map([...this.failed, ...this.waiting]);
    this.failed.clear();
  }

  private arm(): void {
    this.disarm();
    this.timer = window.setTimeout(() => {
      if (this.wiring.isBursting()) this.arm();
      else void this.flush();
    }, WAIT_MS);
  }

  private disarm(): void {
    if (this.timer !== null) window.clearTimeout(this.timer);
    this.timer = null;
  }

  private async drain(): Promise<void> {
    for (;;) {
      const next = this.waiting.entries().next();
      if (next.done === true) return;
      const [key, edit] = next.value;
      this.waiting.delete(key);
      this.sent = edit;
      try {
        const view = await this.wiring.send(edit);
        this.sent = null;
        this.wiring.onView(view);
      } catch (error) {
        this.sent = null;
        // a newer edit of the same thing already waits; else this one is kept and shown
        if (!this.waiting.has(key) && edit.type !== "focus") this.failed.set(key, edit);
        this.wiring.onFault(error);
      }
      this.wiring.onWaiting();
    }
  }
}

/** The page with unconfirmed edits on top: what a person typed is what the person sees. */
export function withEdits(view: IntakeView, edits: readonly DraftEdit[]): IntakeView {
  let shown = view;
  for (const edit of edits) {
    if (edit.type === "field") shown = withText(shown, edit.element, edit.text);
    else if (edit.type === "party") shown = withText(shown, edit.place, edit.text);
    else if (edit.type === "answer") {
      const questions = shown.questions.map((question) =>
        question.id === edit.question ? { ...question, answer: edit.value } : question,
      );
      shown = { ...shown, questions };
    }
  }
  return shown;
}

function withText(view: IntakeView, element: string, text: string): IntakeView {
  const typed = (fields: FormField[]) =>
    fields.some((field) => field.element === element && field.value !== text)
      ? fields.map((field) =>
          field.element === element ? { ...field, value: text, source: "typed" as const } : field,
        )
      : fields;
  const applicant = typed(view.applicant);
  const groups = view.groups.map((group) => {
    const fields = typed(group.fields);
    return fields === group.fields ? group : { ...group, fields };
  });
  return { ...view, applicant, groups };
}
