import type { ActRequest, DeliveryWay, IssuanceView, ServiceWay } from "../../ipc";

/** How and to whom results are handed out. */
export interface Handout {
  recipient: "self" | "agent";
  name: string;
  number: string;
  reason: string;
}

export const NOBODY: Handout = { recipient: "self", name: "", number: "", reason: "" };

const WAYS: Readonly<Record<DeliveryWay, ServiceWay>> = {
  pick_up: "in_person",
  post: "post",
  electronic: "electronic",
};

/** Whoever stands at the desk shows a document; an agent is named by it in any case. */
export function needsNumber(handout: Handout, method: DeliveryWay): boolean {
  return handout.recipient === "agent" || method === "pick_up";
}

/** Whether the form names everything that the delivery receipt must bear. */
export function isComplete(handout: Handout, method: DeliveryWay): boolean {
  const { name, number, reason, recipient } = handout;
  const said = (text: string) => text.trim() !== "";
  if (needsNumber(handout, method) && !said(number)) return false;
  return recipient === "self" || (said(name) && said(reason));
}

/** 送达: one request for all results that are handed out now. */
export function deliverRequest(
  view: Pick<IssuanceView, "application" | "who" | "method">,
  handout: Handout,
  cases: readonly string[],
): ActRequest {
  const self = handout.recipient === "self";
  return {
    type: "deliver",
    application: view.application,
    cases: [...cases],
    way: WAYS[view.method],
    recipient: self ? view.who : handout.name.trim(),
    recipient_id: handout.number.trim(),
    on_behalf: self ? null : handout.reason.trim(),
  };
}
