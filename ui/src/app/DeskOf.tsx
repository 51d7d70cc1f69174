import { useEffect, useRef } from "react";

import { useFault, useNotice } from "../components";
import { AdminDesk } from "../features/admin/AdminDesk";
import { DutyDesk } from "../features/duty/DutyDesk";
import { FindDesk } from "../features/find/FindDesk";
import { IntakeDesk } from "../features/intake/IntakeDesk";
import { useIntakeDesk } from "../features/intake/useIntakeDesk";
import { IssuanceDesk } from "../features/issuance/IssuanceDesk";
import { Queue } from "../features/queue/Queue";
import { CaseWork } from "../features/review/CaseWork";
import { ReviewDesk } from "../features/review/ReviewDesk";
import { type Desk, ipc, type ScanTarget } from "../ipc";
import { useLive } from "../ipc/useLive";
import { requestFocus, useScannedCode } from "../keyboard";
import type { Place } from "./Shell";

interface Props {
  place: Place;
  go: (desk: Desk, more?: Partial<Place>) => void;
  now: () => number;
  user: string;
  /** opens what waits to be handed over */
  onPapers: () => void;
}

/** Where the focus stands when a desk is entered; the intake desk decides by its draft. */
export const FIRST: Readonly<Partial<Record<Desk, string>>> = {
  review: "inbox",
  issuance: "ready",
  duty: "print-report",
  admin: "admin-tabs",
};

/** The desk that the window stands at. */
export function DeskOf({ place, go, now, user, onPapers }: Props) {
  const first = FIRST[place.desk];
  useEffect(() => {
    if (first !== undefined) requestFocus(first);
  }, [first]);
  switch (place.desk) {
    case "intake":
      return <IntakeOf go={go} now={now} onPapers={onPapers} />;
    case "review":
      return (
        <WithCodes go={go}>
          <ReviewDesk key={user} />
        </WithCodes>
      );
    case "issuance":
      return (
        <WithCodes go={go}>
          <IssuanceDesk key={place.application} application={place.application} />
        </WithCodes>
      );
    case "duty":
      return (
        <WithCodes go={go}>
          <DutyDesk onList={(id, label) => go("find", { list: { id, label } })} />
        </WithCodes>
      );
    case "admin":
      return (
        <WithCodes go={go}>
          <AdminDesk />
        </WithCodes>
      );
    case "find":
      return (
        <WithCodes go={go}>
          <FindDesk
            key={`${place.find} ${place.list?.id ?? ""}`}
            initial={place.find}
            list={place.list}
            drawCase={(found) => <CaseWork caseNo={found.case_no} />}
          />
        </WithCodes>
      );
  }
}

/** Where a scanned code leads: a receipt to its case, a notice to its visit; anything unknown stays what was typed. */
function useCodes(ask: (code: string) => Promise<ScanTarget | undefined>, go: Props["go"]): void {
  const notice = useNotice();
  useScannedCode((code, typeInstead) => {
    void ask(code).then((target) => {
      if (target === undefined) typeInstead();
      else if (target.type === "application") go("find", { find: target.case });
      else if (target.type === "visit") go("intake");
      else if (target.type === "unknown") {
        typeInstead();
        notice({ tone: "info", text: target.message });
      }
    });
  });
}

function WithCodes({ go, children }: { go: Props["go"]; children: React.ReactNode }) {
  const fault = useFault();
  const ask = async (code: string) => {
    const target = await ipc.codeScanned(null, code);
    // the intake desk opens with whom it serves
    if (target.type === "visit") await ipc.recall(target.draft);
    return target;
  };
  useCodes(
    (code) =>
      ask(code).catch((error: unknown) => {
        fault(error);
        return undefined;
      }),
    go,
  );
  return children;
}

function IntakeOf({ go, now, onPapers }: Pick<Props, "go" | "now" | "onPapers">) {
  const desk = useIntakeDesk();
  const fault = useFault();
  const serving = desk.draft.view?.id ?? "";
  // what stands there stays until the fresh lists come: the platform may let them wait
  const { data: queue, reload } = useLive(() => ipc.queue(), "queue", fault);
  const loadedFor = useRef(serving);
  useEffect(() => {
    if (loadedFor.current === serving) return;
    loadedFor.current = serving;
    void reload();
  }, [serving, reload]);
  useCodes(desk.visits.code, go);
  return (
    <IntakeDesk
      desk={desk}
      online={queue?.online ?? true}
      now={now}
      left={
        queue === null ? (
          <div />
        ) : (
          <Queue
            view={queue}
            onNext={desk.visits.next}
            onResume={desk.visits.recall}
            onList={(id, label) => go("find", { list: { id: `today:${id}`, label } })}
            onPapers={onPapers}
          />
        )
      }
    />
  );
}
