export const session = {
  user_name: "王晓燕",
  post: "03 号窗",
  hall: "穗城区政务服务中心",
  desks: [
    { id: "intake", count: null },
    { id: "issuance", count: 6 },
    { id: "find", count: null },
  ],
  training: false,
  offline_until: null,
  devices: [
    { id: "scanner", text: "扫描仪", state: "ok" },
    { id: "printer", text: "打印机 · 2 纸盒", state: "ok" },
    { id: "card_reader", text: "读卡器 手工", state: "warn" },
  ],
  sync: { word: "delivered", pending: 0, oldest_minutes: null, blobs_done: 0, blobs_total: 0, attention: 0 },
  now: "2026-11-20T10:42:12+08:00",
};
