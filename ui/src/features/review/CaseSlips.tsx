import { useState } from "react";

import { Button, Confirm, Field, useCall, useNotice } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type ReviewView, type SlipOffer, type SlipRequest } from "../../ipc";

interface Props {
  view: ReviewView;
  /** a list with a number stands among the papers of the case */
  onPrinted: () => Promise<void>;
}

/** Papers that decide nothing 单据: which may be printed for this case, and why one may not now. */
export function CaseSlips({ view, onPrinted }: Props) {
  const { t } = useTranslation("papers");
  const notice = useNotice();
  const { busy, run } = useCall();
  const [giving, setGiving] = useState<SlipOffer | null>(null);
  const print = (request: SlipRequest) =>
    void run(async () => {
      const done = await ipc.printSlip(request);
      setGiving(null);
      if (done.refusal !== null) {
        const { code, message, article } = done.refusal;
        notice({ tone: "warn", code, text: message, next: article });
        return;
      }
      const failed = done.papers.find((paper) => paper.state === "failed");
      if (failed === undefined) notice({ tone: "ok", text: done.message });
      else notice({ tone: "bad", text: failed.title, next: failed.message });
      await onPrinted();
    });
  const press = (slip: SlipOffer) => {
    if (slip.reason !== null) notice({ tone: "warn", text: slip.reason });
    else if (slip.kind === "return_list") setGiving(slip);
    else if (slip.kind === "approval_form") print({ type: "approval_form", case: view.case_no });
    else print({ type: "pickup_slip", case: view.case_no });
  };
  if (view.slips.length === 0) return null;
  return (
    <div className="row case-slips">
      <span className="field-label">{t("slips")}</span>
      {view.slips.map((slip) => (
        <Button
          key={slip.kind}
          size="small"
          disabled={busy}
          title={slip.reason ?? undefined}
          onPress={() => press(slip)}
          focus={`slip:${slip.kind}`}
        >
          {slip.title}
        </Button>
      ))}
      {giving !== null && (
        <GiveBack
          offer={giving}
          onSay={(taker) => print({ type: "return_list", case: view.case_no, taker })}
          onClose={() => setGiving(null)}
        />
      )}
    </div>
  );
}

/** 材料退还: who takes the materials stands on the list and in the history. */
function GiveBack(props: { offer: SlipOffer; onSay: (taker: string) => void; onClose: () => void }) {
  const { t } = useTranslation("papers");
  const [taker, setTaker] = useState(props.offer.taker ?? "");
  return (
    <Confirm
      title={props.offer.title}
      confirm={t("print_now")}
      disabled={taker.trim() === ""}
      onConfirm={() => props.onSay(taker.trim())}
      onClose={props.onClose}
    >
      <p className="sec">{t("return_note")}</p>
      <Field label={t("taker")} value={taker} onEdit={setTaker} focus="slip:taker" required />
    </Confirm>
  );
}
