import type { Desk, EntryView, SessionView, SyncState } from "../bindings";

export const sync: SyncState = {
  word: "delivered",
  pending: 0,
  oldest_minutes: null,
  blobs_done: 0,
  blobs_total: 0,
  attention: 0,
  problem: null,
};

const HALL = "穗城区政务服务中心";

function session(user: string, user_name: string, post: string, hall: string, desks: Desk[]): SessionView {
  return {
    user,
    user_name,
    post,
    hall,
    desks: desks.map((id) => ({ id, count: { review: 9, issuance: 6, duty: 3 }[id as string] ?? null })),
    training: false,
    offline_until: null,
    devices: [
      { id: "scanner", text: "扫描仪", state: "ok" },
      { id: "printer", text: "打印机 · 2 纸盒", state: "ok" },
      { id: "card_reader", text: "读卡器 手工", state: "warn" },
    ],
    sync,
    now: "2026-11-20T10:42:12+08:00",
  };
}

export const sessions: SessionView[] = [
  session("wangxy", "王晓燕", "03 号窗", HALL, ["intake", "issuance", "find"]),
  session("zhaomin", "赵敏", "承办（审查）", "穗城区疾病预防控制局", ["review", "find"]),
  session("chenli", "陈立", "值班长", HALL, ["duty", "find"]),
  session("admin", "何一鸣", "管理员", HALL, ["admin", "find"]),
];

export function entryOf(user: string | null): EntryView {
  return {
    enrolled: true,
    place: HALL,
    counter: "03",
    users: sessions.map((each) => each.user),
    locked: null,
    session: sessions.find((each) => each.user === user) ?? null,
    show_tour: false,
    demo: "演示数据：任一用户名，密码 yichuang-demo",
    demo_clock: null,
  };
}
