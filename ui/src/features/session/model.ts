export type Desk = "intake" | "issuance" | "review" | "duty" | "admin" | "find";

export interface DeviceState {
  id: string;
  text: string;
  state: "ok" | "warn" | "bad" | "off";
}

/** What the sync words say (design §4): 已存本机 · 已送达 · 已生效 · 材料传输中 · 需处理. */
export interface SyncState {
  word: "saved" | "delivered" | "effective" | "transferring" | "attention" | "offline";
  pending: number;
  oldest_minutes: number | null;
  blobs_done: number;
  blobs_total: number;
  attention: number;
}

export interface SessionView {
  user_name: string;
  post: string;
  hall: string;
  desks: { id: Desk; count: number | null }[];
  training: boolean;
  offline_until: string | null;
  devices: DeviceState[];
  sync: SyncState;
  now: string;
}

export interface SignInView {
  hall: string | null;
  last_user: string | null;
  counter: string | null;
  online: boolean;
  version: string;
  enrolled: boolean;
}
