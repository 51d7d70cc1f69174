import { useState } from "react";

import { Button, KeyLine, Lamp, Tag, useCall, useFault, useNotice } from "../../components";
import { useTranslation } from "../../i18n";
import { type ActRequest, ipc, type ReviewView } from "../../ipc";
import { useLive } from "../../ipc/useLive";
import { requestFocus, useCommands } from "../../keyboard";
import { ActDialog } from "./ActDialogs";
import { type ButtonId, buttonsOf, mainOf, rightOf } from "./acts";
import { CaseSide } from "./CaseSide";
import { CaseTabs } from "./CaseTabs";

interface Props {
  caseNo: string;
  /** told when an act changed something, so that the list beside it reads again */
  onActed?: () => void;
}

/** One case: banner, its tabs, the right column, and what this person may do with it. */
export function CaseWork({ caseNo, onActed }: Props) {
  const { t } = useTranslation("review");
  const fault = useFault();
  const { data: view, reload } = useLive(() => ipc.review(caseNo), caseNo, fault);
  if (view === null) {
    return (
      <>
        <div className="banner mut">{t("common:loading")}</div>
        <section className="card case" />
        <div className="stack" />
      </>
    );
  }
  return (
    <CaseLoaded
      key={view.case_no}
      view={view}
      onActed={() => {
        onActed?.();
        return reload();
      }}
    />
  );
}

function useAsk(onActed: () => Promise<void>) {
  const notice = useNotice();
  const { busy, run } = useCall();
  const ask = async (request: ActRequest): Promise<boolean> => {
    const done = await run(async () => {
      const outcome = await ipc.act(request);
      if (outcome.refusal !== null) {
        const { code, message, article } = outcome.refusal;
        notice({ tone: "warn", code, text: message, next: article });
        return false;
      }
      if (outcome.message !== "") notice({ tone: "ok", text: outcome.message });
      for (const paper of outcome.papers) {
        if (paper.state === "failed") notice({ tone: "bad", text: paper.title, next: paper.message });
      }
      await onActed();
      return true;
    });
    return done === true;
  };
  return { busy, ask };
}

function CaseLoaded({ view, onActed }: { view: ReviewView; onActed: () => Promise<void> }) {
  const { t } = useTranslation("review");
  const notice = useNotice();
  const { ask } = useAsk(onActed);
  const [opinion, setOpinion] = useState("");
  const [dialog, setDialog] = useState<ButtonId | null>(null);
  const claim = () => void ask({ type: "claim", case: view.case_no });
  const send = async (request: ActRequest) => {
    if (!(await ask(request))) {
      requestFocus("opinion");
      return;
    }
    setDialog(null);
    setOpinion("");
    // what was found on the site is followed by the opinion on it; other acts leave the case
    const checked = request.type === "proceed" && request.request.type === "site_check";
    requestFocus(checked ? "opinion" : "inbox");
  };
  const press = (id: ButtonId, text: string) => {
    const right = buttonsOf(view).find((button) => button.id === id)?.right;
    if (right?.available !== true) {
      notice({ tone: "warn", text: right?.reason ?? view.status, next: right?.article });
    } else if (id === "accept") {
      void send({ type: "accept", case: view.case_no });
    } else if (id === "rate") {
      notice({ tone: "info", text: t("rate_waiting") });
      void send({ type: "rate", case: view.case_no });
    } else if (id === "propose_grant") {
      const step = view.mine ? "examine" : "review";
      void send({ type: "give_opinion", case: view.case_no, step, proposal: "grant", text });
    } else setDialog(id);
  };
  const claimable = rightOf(view, "claim")?.available === true;
  useCommands({
    primary: () => {
      const main = mainOf(view);
      if (claimable) claim();
      else if (main !== null) press(main.id, opinion);
      else notice({ tone: "info", text: view.status });
    },
    check: () => {
      // every point looked at: the opinion comes next
      const open = view.points.find((point) => point.state === "open");
      requestFocus(open === undefined ? "opinion" : `point:${open.id}`);
    },
  });
  return (
    <>
      <CaseBanner view={view} onClaim={claimable ? claim : null} />
      <CaseTabs view={view} ask={ask} onChanged={onActed} />
      <CaseSide view={view} ask={ask} onButton={press} opinion={opinion} onOpinion={setOpinion} />
      <KeyLine
        hints={[
          { keys: { text: "↑ ↓" }, label: t("keys.select") },
          { keys: { text: "Enter" }, label: t("keys.claim") },
          { keys: { text: "Tab" }, label: t("keys.area") },
          { keys: "check", label: t("keys.points") },
          { keys: "primary", label: t("keys.submit") },
        ]}
        status={view.status}
      />
      {dialog !== null && (
        <ActDialog
          view={view}
          button={dialog}
          opinion={opinion}
          onAsk={(request) => void send(request)}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

function CaseBanner({ view, onClaim }: { view: ReviewView; onClaim: (() => void) | null }) {
  const { t } = useTranslation("review");
  return (
    <div className="banner">
      <span className="banner-who">{view.item}</span>
      <span className="sec">{t("case", { no: view.case_no })}</span>
      {view.theme !== null && <Tag>{view.theme}</Tag>}
      <span className="banner-sep" />
      <span className="sec clip">{t("applicant", { name: view.applicant })}</span>
      <span className="banner-sep" />
      <Lamp colour={view.lamp}>{view.lamp_text}</Lamp>
      <span className="mut clip">{view.due_text}</span>
      <span className="banner-actions">
        <span className="mut small">{view.sync_text}</span>
        <Tag tone="gray">{view.stage}</Tag>
        {view.mine && <Tag tone="ok">{t("claimed")}</Tag>}
        {!view.mine && view.claimed_by !== null && (
          <Tag tone="gray">{t("claimed_by", { name: view.claimed_by })}</Tag>
        )}
        {onClaim !== null && (
          <Button tone="primary" onPress={onClaim} focus="claim" hint="primary">
            {t("claim")}
          </Button>
        )}
      </span>
    </div>
  );
}
