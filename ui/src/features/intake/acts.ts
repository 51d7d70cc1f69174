import type { DraftEdit, IntakeView, SearchHit } from "../../ipc";

/** What is open over the page. */
export type Overlay =
  | { kind: "as_is" }
  | { kind: "notice" }
  | { kind: "discard" }
  | { kind: "scan"; material: string }
  | { kind: "certificates"; material: string | null }
  | { kind: "material"; material: string; page: number };

/** What the page asks of the desk; every change goes to Rust and comes back as a fresh page. */
export interface IntakeActs {
  put: (edit: DraftEdit) => void;
  /** the focus came to a place of the page */
  stand: (place: string) => void;
  setField: (element: string, text: string) => void;
  /** the field lost the focus: what was typed leaves at once */
  leaveField: () => void;
  reveal: (field: string) => Promise<string | undefined>;
  search: (text: string) => Promise<SearchHit[]>;
  choose: (hit: SearchHit) => void;
  readCard: () => void;
  open: (overlay: Overlay) => void;
  scan: () => void;
  certificates: () => void;
  printForm: (kind: string) => void;
  /** prints a paper for the applicant's signature 授权委托书, 送达地址确认书 */
  printSlip: (slip: "power_of_attorney" | "address_confirmation") => void;
  /** a material was looked at and is in order 合格 */
  pass: (kind: string) => void;
  check: () => void;
  wayOut: () => void;
  park: () => void;
}

export interface PageProps {
  view: IntakeView;
  acts: IntakeActs;
}
