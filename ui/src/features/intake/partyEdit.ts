import type { DeliveryWay, DraftEdit, IdKind, IntakeView, ApplicantKind } from "../../ipc";

/** Which edit a field of the page stands for: party, delivery and form fields are kept apart in Rust. */
export function editOf(view: IntakeView, element: string, text: string): DraftEdit {
  switch (element) {
    case "applicant.kind":
      return { type: "applicant_kind", kind: text as ApplicantKind };
    case "applicant.id_kind":
      return { type: "id_kind", who: "applicant", kind: text as IdKind };
    case "agent.id_kind":
      return { type: "id_kind", who: "agent", kind: text as IdKind };
    case "delivery.way":
    case "delivery.address":
    case "delivery.sms":
      return deliveryEdit(view, element, text);
    default:
      return view.applicant.some((field) => field.element === element)
        ? { type: "party", place: element, text }
        : { type: "field", element, text };
  }
}

function deliveryEdit(view: IntakeView, element: string, text: string): DraftEdit {
  const fields = [...view.applicant, ...view.groups.flatMap((group) => group.fields)];
  const valueOf = (name: string) =>
    name === element ? text : (fields.find((field) => field.element === name)?.value ?? "");
  return {
    type: "delivery",
    way: (valueOf("delivery.way") || "pick_up") as DeliveryWay,
    address: valueOf("delivery.address"),
    sms: valueOf("delivery.sms") === "yes",
  };
}
