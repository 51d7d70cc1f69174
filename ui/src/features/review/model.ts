import type { LampColour } from "../../components";

export type InboxTab = "mine" | "section" | "paused" | "done";

export interface InboxRow {
  case_no: string;
  item: string;
  who: string;
  lamp: LampColour;
  lamp_text: string;
  mark: string | null;
  mark_tone: "brand" | "warn" | "gray";
}

export interface InboxView {
  tabs: { id: InboxTab; count: number }[];
  rows: InboxRow[];
}

export interface ReviewPage {
  hash: string;
  label: string;
}

export interface ReviewMaterial {
  kind: string;
  no: number;
  name: string;
  level: string;
  level_tone: "ok" | "brand" | "warn" | "gray";
  note: string | null;
  checked: string | null;
  pages: ReviewPage[];
}

export interface PointRow {
  id: string;
  text: string;
  state: "open" | "met" | "not_met" | "automatic";
}

export interface OtherCase {
  department: string;
  item: string;
  lamp: LampColour;
  text: string;
}

export interface HistoryRow {
  at: string;
  text: string;
  detail: string | null;
}

/** Which of the acts of the desk this person may do now, and why not. */
export interface Act {
  id: string;
  available: boolean;
  reason: string | null;
}

export interface ReviewView {
  case_no: string;
  item: string;
  theme: string | null;
  applicant: string;
  lamp: LampColour;
  lamp_text: string;
  due_text: string;
  claimed_by: string | null;
  mine: boolean;
  groups: { title: string; rows: { label: string; value: string }[] }[];
  answers: { question: string; answer: string; law: string | null }[];
  materials: ReviewMaterial[];
  points: PointRow[];
  points_note: string | null;
  others: OtherCase[];
  history: HistoryRow[];
  acts: Act[];
  status: string;
  opinions: { who: string; post: string; text: string; at: string }[];
}
