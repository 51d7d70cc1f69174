import type { LampColour, ValueSource } from "../../components";

/** The six anchors of the one page (design §10). */
export type StepId = "items" | "applicant" | "situation" | "form" | "materials" | "receive";

export interface Step {
  id: StepId;
  done: boolean;
  filled: number | null;
  total: number | null;
}

/** Who is being served: the sticky banner. */
export interface Banner {
  ticket: string | null;
  name: string | null;
  number_masked: string | null;
  /** 本人办理, 代办 … in words */
  relation: string | null;
  title: string | null;
  /** ISO time at which serving began */
  started_at: string;
}

export interface ChosenItem {
  code: string;
  name: string;
  department: string;
  /** chosen by itself, or brought by the theme */
  by_theme: boolean;
  /** what the clerk should know: jurisdiction, outside system, acceptance by the department */
  note: string | null;
}

export interface SearchHit {
  code: string;
  name: string;
  kind: "item" | "theme";
  department: string;
  note: string | null;
}

export interface Option {
  value: string;
  label: string;
}

export type FieldKind = "text" | "number" | "date" | "choice" | "yes_no" | "long";

/** One input, fully resolved by Rust. */
export interface FormField {
  element: string;
  label: string;
  kind: FieldKind;
  unit: string | null;
  options: Option[];
  value: string;
  /** shown instead of the value until revealed */
  masked: string | null;
  source: ValueSource;
  source_text: string | null;
  required: boolean;
  error: string | null;
  note: string | null;
  wide: boolean;
}

export interface FormGroup {
  id: string;
  title: string;
  fields: FormField[];
}

export interface Question {
  id: string;
  text: string;
  options: Option[];
  answer: string | null;
  /** "营业执照" when a certificate answered it */
  answered_by: string | null;
  law: string | null;
}

export interface MaterialPage {
  hash: string;
  label: string;
}

export interface Material {
  kind: string;
  no: number;
  name: string;
  /** in words: 电子证照 A, 扫描 B 已核原件, 容缺 … */
  source: string;
  source_tone: "ok" | "brand" | "warn" | "gray" | "none";
  pages: MaterialPage[];
  used_by: string;
  lamp: LampColour;
  check: string;
  /** what to look at, sample, common faults, copies, original kept or returned */
  guide: string[];
  can_scan: boolean;
  can_certificate: boolean;
  can_defer: boolean;
  can_promise: boolean;
  can_print: boolean;
}

export interface Dropped {
  name: string;
  reason: string;
}

export interface Missing {
  /** the place to jump to */
  focus: string;
  text: string;
  where: string;
}

export interface Limit {
  label: string;
  lines: string[];
  strong: string | null;
  small: string | null;
}

/** The way out: always in the same place. */
export interface WayOut {
  /** which act F10 does now */
  act: "receive" | "accept";
  available: boolean;
  reason: string;
}

export interface IntakeView {
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
  materials: Material[];
  dropped: Dropped[];
  missing: Missing[];
  limits: Limit[];
  papers: string[];
  way_out: WayOut;
  warnings: string[];
  saved_at: string;
}
