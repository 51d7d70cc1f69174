import type { IntakeView, SearchHit } from "./model";

/** What the page asks of the desk; every change goes to Rust and comes back as a fresh view. */
export interface IntakeActs {
  setField: (element: string, value: string) => void;
  /** sends what is still waiting to be sent */
  flush: () => void;
  reveal: (element: string) => void;
  setRelation: (value: string) => void;
  answer: (question: string, value: string) => void;
  search: (text: string) => Promise<SearchHit[]>;
  add: (hit: SearchHit) => void;
  remove: (code: string) => void;
  readCard: () => void;
  scan: (kind: string) => void;
  certificates: (kind: string) => void;
  openMaterial: (kind: string, page: number | null) => void;
  check: () => void;
  wayOut: () => void;
  onceNotice: () => void;
  receiveAsIs: () => void;
  park: () => void;
  discard: () => void;
}

export interface PageProps {
  view: IntakeView;
  acts: IntakeActs;
}
