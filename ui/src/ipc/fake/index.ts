import { mockIPC } from "@tauri-apps/api/mocks";

import { type ActRequest, type CertificateOffer, type DraftEdit, events, type Progress, type SlipRequest } from "../bindings";
import { fail, FakeDesk } from "./desk";
import { admin, attention, duty, found, handOvers, inbox, issuance, ready, review } from "./desks";
import { entryOf, sync } from "./entry";
import { hits, intake, queue } from "./intake";
import { fakePages } from "./page";

type Args = Record<string, unknown>;

/** The in-memory desk behind the real bindings, for component tests and a look without Rust. */
export const fake = new FakeDesk();

let user: string | null = null;

const offers: CertificateOffer[] = [
  { kind: "premises-deed", identifier: "1.2.156.3005.2.1", name: "不动产权证书", number: "粤（2021）穗城不动产权第 0012345 号", holder: "李建国", role: "申请人本人", valid_to: null, usable: true, reason: null },
  { kind: "premises-deed", identifier: "1.2.156.3005.2.2", name: "不动产权证书", number: "粤（2015）穗城不动产权第 0000077 号", holder: "李建国", role: "申请人本人", valid_to: null, usable: false, reason: "证照已注销；请申请人提供现行证书，或扫描原件" },
];

const text = (args: Args, name: string) => {
  const value = args[name];
  return typeof value === "string" ? value : "";
};

function signIn(args: Args) {
  if (text(args, "password") !== "yichuang-demo") {
    fail("session.password", "用户名或密码不对，还可以再试 4 次；忘记密码请找管理员重置");
  }
  user = text(args, "user") || user;
  return entryOf(user);
}

const answers: Record<string, (args: Args) => unknown> = {
  entry: () => entryOf(user),
  sign_in: signIn,
  unlock: signIn,
  lock: () => ({ ...entryOf(null), locked: entryOf(user).session }),
  sign_out: () => {
    user = null;
    return entryOf(null);
  },
  enrol: () => entryOf(null),
  tour_seen: () => null,
  sync_now: () => sync,
  queue: () => ({
    ...queue,
    parked: fake.parked.length === 0 ? queue.parked : fake.parked.map((each) => ({ id: each.id, ticket: each.banner.ticket, name: each.banner.name ?? "", text: "刚才", tone: "none" })),
  }),
  notices_given: () => [],
  next_ticket: () => fake.next(),
  start: (args) => fake.start(text(args, "ticket")),
  current: () => fake.draft,
  recall: (args) => fake.recall(text(args, "draft")),
  park: () => {
    fake.park();
    return queue;
  },
  discard: () => {
    fake.draft = null;
    return queue;
  },
  edit: (args) => fake.edit(args["edit"] as DraftEdit, args["focus"] as string | null),
  search: (args) => hits.filter((hit) => hit.name.includes(text(args, "text").trim())),
  read_card: () => fake.card(),
  code_scanned: (args) =>
    text(args, "text").startsWith("YC")
      ? { type: "application", application: "0193", case: "44010603202611200017" }
      : { type: "unknown", message: "不认识的码，已按键入处理" },
  reveal: (args) => (text(args, "field") === "applicant.id_number" ? "440106198001010016" : "13800002210"),
  certificates: () => offers,
  take_certificate: (args) => fake.attach(text(args, "kind")),
  scan: (args) => fake.attach(text(args, "kind")),
  cancel_scan: () => null,
  cancel_print: () => null,
  import: (args) => fake.attach(text(args, "kind")),
  print_form: () => fake.act({ type: "claim", case: "" }),
  guidance: () => fake.receive(),
  receive: () => fake.receive(),
  act: (args) => fake.act(args["request"] as ActRequest),
  inbox: () => inbox,
  review: (args) => ({ ...review, case_no: text(args, "caseNo") }),
  issuance_list: () => ready,
  issuance: () => issuance,
  find: () => found,
  papers: () => issuance.papers,
  print_slip: (args) => fake.printSlip(args["request"] as SlipRequest),
  scan_more: (args) => ({ ...review, case_no: text(args, "caseNo") }),
  import_more: (args) => ({ ...review, case_no: text(args, "caseNo") }),
  attention: () => attention,
  dismiss: () => [],
  hand_overs: () => handOvers,
  duty: () => duty,
  admin: () => admin,
};

/** Long work tells how far it is, or what it waits for. */
export function tellWork(progress: Progress): Promise<void> {
  return events.working.emit(progress);
}

/** Answers commands from memory; `asUser` is already signed in, `serving` opens the sample intake. */
export function installFake(options: { asUser?: string; serving?: boolean } = {}): void {
  user = options.asUser ?? null;
  fake.draft = options.serving === true ? intake : null;
  fake.parked = [];
  fake.edits = [];
  fake.slips = [];
  fake.faults.clear();
  mockIPC(
    (command, args) => {
      const answer = answers[command];
      if (answer === undefined) fail("fake.unknown", `没有这个命令：${command}`);
      const fault = fake.faults.get(command);
      if (fault !== undefined) fail(fault.code, fault.message);
      return answer((args ?? {}) as Args);
    },
    { shouldMockEvents: true },
  );
  const internals = (
    window as unknown as { __TAURI_INTERNALS__: { convertFileSrc: () => string } }
  ).__TAURI_INTERNALS__;
  internals.convertFileSrc = fakePages;
}
