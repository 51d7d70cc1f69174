import { useState } from "react";

import { KeyLine, useFault } from "../../components";
import { useTranslation } from "../../i18n";
import { type InboxTab, ipc } from "../../ipc";
import { useLive } from "../../ipc/useLive";
import { requestFocus } from "../../keyboard";
import { CaseWork } from "./CaseWork";
import { Inbox } from "./Inbox";

/** 审批台: the inbox, the case, and what this person may do with it; new cases appear by themselves. */
export function ReviewDesk() {
  const { t } = useTranslation("review");
  const fault = useFault();
  const [tab, setTab] = useState<InboxTab>("mine");
  const [picked, setPicked] = useState<string | null>(null);
  const { data: inbox, reload } = useLive(() => ipc.inbox(tab), tab, fault);
  // a case that was just dealt with stays on screen until another one is chosen
  const selected = picked ?? inbox?.rows[0]?.case_no ?? null;
  const open = () => {
    const claim = document.querySelector<HTMLElement>('[data-focus="claim"]');
    if (claim === null) requestFocus("viewer");
    else claim.click();
  };
  return (
    <main className="review">
      <Inbox
        inbox={inbox}
        tab={tab}
        selected={selected}
        onTab={(next) => {
          setTab(next);
          setPicked(null);
        }}
        onSelect={setPicked}
        onOpen={open}
      />
      {selected === null ? (
        <>
          <div className="banner" />
          <section className="card empty review-none">{t("nothing")}</section>
          <KeyLine hints={[{ keys: "find", label: t("common:key.find") }]} />
        </>
      ) : (
        <CaseWork caseNo={selected} onActed={() => void reload()} />
      )}
    </main>
  );
}
