import type { LampColour } from "../../components";

export interface FoundCase {
  case_no: string;
  application: string;
  item: string;
  who: string;
  department: string;
  lamp: LampColour;
  stage: string;
  since: string;
  next: string;
}
