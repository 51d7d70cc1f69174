import type { LampColour } from "../../components";

export interface ReadyRow {
  application: string;
  who: string;
  title: string;
  count: number;
  since: string;
  lamp: LampColour;
  lamp_text: string;
}

export interface ResultRow {
  case_no: string;
  item: string;
  department: string;
  outcome: string;
  result: string;
  lamp: LampColour;
  state: string;
  ready: boolean;
}

export interface IssuanceView {
  application: string;
  who: string;
  number_masked: string;
  title: string;
  method: "pick_up" | "post" | "electronic";
  address: string | null;
  results: ResultRow[];
  originals: { name: string; text: string }[];
  owed: string[];
  deliverable: boolean;
  reason: string | null;
}
