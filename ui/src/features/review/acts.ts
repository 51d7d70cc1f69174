import type { Act, ActRequest, ActRow, ReviewView } from "../../ipc";

/** A button of the case: one act of Rust may be two buttons (拟准予、拟不予). */
export type ButtonId =
  | "accept"
  | "supply_correction"
  | "notify_correction"
  | "decline"
  | "propose_decline"
  | "propose_grant"
  | "propose_reject"
  | "approve"
  | "reject"
  | "return_to_counter"
  | "answer_return"
  | "withdraw"
  | "rate"
  | CourseButton;

/** Steps aside from the main course 办理环节. */
export type CourseButton =
  | "announce_step"
  | "end_step"
  | "extend"
  | "defer"
  | "supply_deferred"
  | "terminate"
  | "check_site"
  | "transfer"
  | "amend"
  | "replace"
  | "charge_fee"
  | "take_payment"
  | "refund_fee"
  | "contact_rater"
  | "close_repair";

export interface CaseButton {
  id: ButtonId;
  right: ActRow;
}

/** In the order of a case's life; the first that is open is F10. */
const BUTTONS: readonly (readonly [ButtonId, Act])[] = [
  ["accept", "accept"],
  ["approve", "approve"],
  ["end_step", "end_step"],
  ["supply_deferred", "supply_deferred"],
  ["propose_grant", "give_opinion"],
  ["propose_reject", "give_opinion"],
  ["reject", "reject"],
  ["answer_return", "answer_return"],
  ["defer", "defer"],
  ["check_site", "check_site"],
  ["supply_correction", "supply_correction"],
  ["notify_correction", "notify_correction"],
  ["propose_decline", "propose_decline"],
  ["decline", "decline"],
  ["return_to_counter", "return_to_counter"],
  ["announce_step", "announce_step"],
  ["extend", "extend"],
  ["rate", "rate"],
  ["take_payment", "take_payment"],
  ["charge_fee", "charge_fee"],
  ["contact_rater", "contact_rater"],
  ["close_repair", "close_repair"],
  ["amend", "amend"],
  ["replace", "replace"],
  ["transfer", "transfer"],
  ["withdraw", "withdraw"],
  ["terminate", "terminate"],
  ["refund_fee", "refund_fee"],
];

/** What the buttons of a case are made of. */
type Seen = Pick<ReviewView, "acts"> & { course?: Pick<ReviewView["course"], "site_due"> };

/**
 * The buttons of a case: those that are open, and those whose term ran out; if there is none, the first
 * that exists, with its reason.
 */
export function buttonsOf(view: Seen): CaseButton[] {
  const all = BUTTONS.flatMap(([id, act]) => {
    const right = view.acts.find((row) => row.act === act);
    return right === undefined ? [] : [{ id, right }];
  });
  const open = all.filter((button) => button.right.available || button.right.told);
  // the site is checked before anybody proposes to grant
  const site = open.find((button) => button.id === "check_site");
  if (view.course?.site_due === true && site !== undefined) {
    return [site, ...open.filter((button) => button !== site)];
  }
  return open.length > 0 ? open : all.slice(0, 1);
}

/** Ways aside from a case's course: never what F10 does. */
const ASIDE: readonly ButtonId[] = [
  "notify_correction",
  "propose_decline",
  "decline",
  "return_to_counter",
  "withdraw",
  "defer",
  "check_site",
  "announce_step",
  "extend",
  "amend",
  "replace",
  "rate",
  "take_payment",
  "charge_fee",
  "refund_fee",
  "contact_rater",
  "close_repair",
  "transfer",
  "terminate",
];

/** What F10 does: the first button on the case's course; nothing while the case waits to be claimed. */
export function mainOf(view: Seen): CaseButton | null {
  if (rightOf(view, "claim")?.available === true) return null;
  const first = buttonsOf(view)[0];
  const due = view.course?.site_due === true && first?.id === "check_site";
  return first === undefined || (ASIDE.includes(first.id) && !due) ? null : first;
}

/** The right to an act, if the case has it. */
export function rightOf(view: Pick<ReviewView, "acts">, act: Act): ActRow | null {
  return view.acts.find((row) => row.act === act) ?? null;
}

/** What the dialogs and buttons of a case ask for. */
export type Ask = (request: ActRequest) => Promise<boolean>;

/** The name of an act over its own dialog: the dots said that one would open. */
export function titleOf(label: string): string {
  return label.replace(/…$/, "");
}
