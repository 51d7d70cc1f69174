import type { LampColour } from "../../components";

export interface UserRow {
  id: string;
  name: string;
  role: string;
  department: string;
  post: string;
  active: boolean;
  last_sign_in: string;
}

export interface StationRow {
  id: string;
  name: string;
  counter: string;
  version: string;
  last_seen: string;
  pending: number;
  oldest: string;
  lamp: LampColour;
  text: string;
}

export interface SyncRow {
  id: string;
  name: string;
  value: string;
  lamp: LampColour;
}

export interface AdminView {
  users: UserRow[];
  stations: StationRow[];
  sync: SyncRow[];
  catalogue: { id: string; name: string; value: string }[];
}
