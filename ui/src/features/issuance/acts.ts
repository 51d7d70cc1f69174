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

/** Whether the form names everything that the delivery receipt must bear. */
export function isComplete(handout: Handout): boolean {
  if (handout.recipient === "self") return true;
  return [handout.name, handout.number, handout.reason].every((text) => text.trim() !== "");
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
    recipient_id: self ? "" : handout.number.trim(),
    on_behalf: self ? null : handout.reason.trim(),
  };
}
