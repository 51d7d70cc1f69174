import { useEffect } from "react";

import { type KeyHint, KeyLine } from "../../components";
import { useTranslation } from "../../i18n";
import { type Command, requestFocus, useCommands } from "../../keyboard";
import { Banner } from "./Banner";
import { Done } from "./dialogs/Done";
import { IntakeOverlays } from "./IntakeOverlays";
import { IntakePage } from "./IntakePage";
import { SEARCH } from "./places";
import { Start } from "./Start";
import type { IntakeDeskModel } from "./useIntakeDesk";

interface Props {
  desk: IntakeDeskModel;
  /** the column of the people waiting */
  left: React.ReactNode;
  online: boolean;
  now: () => number;
}

/** 受理台: the banner, the page, what is open over it, and its keys. */
export function IntakeDesk({ desk, left, online, now }: Props) {
  const { t } = useTranslation("intake");
  const { visits, acts, draft, outcome, setOutcome } = desk;
  const view = draft.view;
  const findItem = () => {
    if (view === null) visits.start("");
    else requestFocus(SEARCH);
  };
  useCommands({
    new: () => visits.start(""),
    next_ticket: visits.next,
    find_item: findItem,
    read_card: view === null ? visits.startWithCard : acts.readCard,
    scan: acts.scan,
    certificates: acts.certificates,
    check: acts.check,
    park: visits.park,
    primary: acts.wayOut,
  });
  const ended = view === null && outcome === null;
  useEffect(() => {
    if (ended) requestFocus("start:next");
  }, [ended]);
  return (
    <>
      {view === null ? (
        <>
          <div className="banner mut">{t("banner.nobody")}</div>
          <main className="intake">
            {left}
            <Start
              online={online}
              onNext={visits.next}
              onStart={visits.start}
              onCard={visits.startWithCard}
            />
          </main>
        </>
      ) : (
        <>
          <Banner banner={view.banner} acts={acts} now={now} />
          <IntakePage view={view} acts={acts} left={left} />
          <IntakeOverlays desk={desk} view={view} />
        </>
      )}
      {outcome !== null && (
        <Done
          outcome={outcome}
          onOutcome={setOutcome}
          onNext={visits.next}
          onFinish={() => setOutcome(null)}
        />
      )}
      <IntakeKeys serving={view !== null} savedAt={view?.saved_at ?? null} />
    </>
  );
}

const SERVING: readonly Command[] = [
  "find_item",
  "read_card",
  "scan",
  "certificates",
  "check",
  "primary",
];
const IDLE: readonly Command[] = ["next_ticket", "new", "read_card", "find_item", "find"];

function IntakeKeys({ serving, savedAt }: { serving: boolean; savedAt: string | null }) {
  const { t } = useTranslation("common");
  const hints: KeyHint[] = (serving ? SERVING : IDLE).map((command) => ({
    keys: command,
    label: t(`key.${command}`),
  }));
  if (serving) hints.unshift({ keys: { text: "Enter" }, label: t("key.enter") });
  return (
    <KeyLine hints={hints} status={savedAt === null ? "" : t("saved_at", { time: savedAt })} />
  );
}
