/** How and to whom results are handed out. */
export interface Handout {
  cases: string[];
  recipient: "self" | "agent";
  name: string;
  number: string;
  reason: string;
  waybill: string;
}

/** What the issuance page asks of its desk. */
export interface IssuanceActs {
  search: (text: string) => void;
  select: (application: string) => void;
  deliver: (handout: Handout) => void;
}
