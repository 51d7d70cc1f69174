import { useCallback, useEffect, useState } from "react";

import { faultOf, type FaultLike, Notices } from "../components";
import { Enrol, SignIn, Unlock } from "../features/session/SignIn";
import { currentLanguage, setLanguage, useTranslation } from "../i18n";
import { type EntryView, ipc } from "../ipc";
import { requestFocus } from "../keyboard";
import { Shell } from "./Shell";

/** Changes between Chinese and English. */
function switchLanguage(): void {
  void setLanguage(currentLanguage() === "en" ? "zh-CN" : "en");
}

/** The window: what is shown before sign-in, while locked, and after. */
export function App() {
  const { t } = useTranslation("common");
  const [entry, setEntry] = useState<EntryView | null>(null);
  const [fault, setFault] = useState<FaultLike | null>(null);
  const [busy, setBusy] = useState(false);
  const [other, setOther] = useState(false);
  const ask = useCallback(
    async (work: () => Promise<EntryView>) => {
      setBusy(true);
      setFault(null);
      try {
        setEntry(await work());
        setOther(false);
      } catch (error) {
        setFault(wording(error, t("error.unknown")));
      } finally {
        setBusy(false);
      }
    },
    [t],
  );
  useEffect(() => {
    ipc
      .entry()
      .then(setEntry)
      .catch((error: unknown) => setFault(wording(error, t("error.unknown"))));
  }, [t]);
  const stage = stageOf(entry, other);
  useEffect(() => {
    if (stage === "sign-in") requestFocus(entry?.users.length === 1 ? "sign-in:password" : "sign-in:user");
    if (stage === "locked") requestFocus("sign-in:password");
    if (stage === "enrol") requestFocus("enrol:address");
  }, [stage, entry]);
  const shared = { busy, fault, onLanguage: switchLanguage };
  if (entry === null) {
    return <p className="empty">{fault === null ? t("loading") : fault.message}</p>;
  }
  if (stage === "enrol") {
    return (
      <Enrol {...shared} onSubmit={(address, code) => void ask(() => ipc.enrol(address, code))} />
    );
  }
  if (stage === "locked" && entry.locked !== null) {
    return (
      <Unlock
        {...shared}
        entry={entry}
        name={entry.locked.user_name}
        onSubmit={(password) => void ask(() => ipc.unlock(password))}
        onOther={() => setOther(true)}
      />
    );
  }
  if (entry.session === null || stage === "sign-in") {
    return (
      <SignIn
        {...shared}
        entry={entry}
        onSubmit={(user, password) => void ask(() => ipc.signIn(user, password))}
      />
    );
  }
  return (
    <Notices closeLabel={t("close")}>
      <Shell
        key={entry.session.user}
        session={entry.session}
        showTour={entry.show_tour}
        demoClock={entry.demo_clock}
        onEntry={(work) => void ask(work)}
        onLanguage={switchLanguage}
      />
    </Notices>
  );
}

function wording(error: unknown, unknown: string): FaultLike {
  return faultOf(error) ?? { code: "window", message: unknown, article: null };
}

type Stage = "loading" | "enrol" | "locked" | "sign-in" | "session";

function stageOf(entry: EntryView | null, other: boolean): Stage {
  if (entry === null) return "loading";
  if (!entry.enrolled) return "enrol";
  if (entry.session !== null) return "session";
  return entry.locked !== null && !other ? "locked" : "sign-in";
}
