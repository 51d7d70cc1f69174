import type { LampColour } from "../../components";

export interface Kpi {
  id: string;
  value: string;
  note: string | null;
  lamps: { colour: LampColour; text: string }[];
}

export interface CounterTile {
  no: string;
  lamp: LampColour | null;
  state: string;
  detail: string;
  tone: "plain" | "warn" | "off";
}

export interface DepartmentRow {
  name: string;
  open: number;
  yellow: number;
  red: number;
  average: string;
  on_time: string;
}

export interface CheckRow {
  id: string;
  name: string;
  value: string;
  lamp: LampColour | null;
}

export interface AttentionTask {
  id: string;
  lamp: LampColour;
  text: string;
  detail: string;
  act: string;
}

export interface HalfHour {
  from: string;
  accepted: number;
  waiting: number;
}

export interface DutyView {
  title: string;
  subtitle: string;
  kpis: Kpi[];
  counters: CounterTile[];
  half_hours: HalfHour[];
  departments: DepartmentRow[];
  returns: { reason: string; count: number }[];
  checks: CheckRow[];
  tasks: AttentionTask[];
  signed_off: string | null;
}
