import type { InboxTab, PointRow, ReviewView } from "./model";

/** What the review page asks of its desk. */
export interface ReviewActs {
  select: (caseNo: string) => void;
  tab: (tab: InboxTab) => void;
  claim: () => void;
  transfer: () => void;
  mark: (point: string, state: PointRow["state"]) => void;
  /** one of the acts that Rust listed in `view.acts` */
  act: (id: string, opinion: string) => void;
}

export interface CaseProps {
  view: ReviewView;
  acts: ReviewActs;
}
