import { useState } from "react";

import { Choice, Confirm, Field, Reason } from "../../components";
import { useTranslation } from "../../i18n";
import type { RepairFinding } from "../../ipc";
import type { AskProps } from "./course";

/** 差评联系核实: whoever complained is heard first. */
export function ContactRater({ view, onAsk, onClose }: AskProps) {
  const { t } = useTranslation("course");
  return (
    <Reason
      title={t("contact.title")}
      label={t("contact.text")}
      confirm={t("contact.title")}
      note={t("contact.note")}
      onSay={(text) =>
        onAsk({ type: "repair_rating", application: view.application, step: { type: "contact", text } })
      }
      onClose={onClose}
    />
  );
}

const FINDINGS: readonly RepairFinding[] = ["repaired", "mistaken", "malicious"];

/** 差评整改办结: measures and the call back; a proven mistake or malice is not counted. */
export function CloseRepair({ view, onAsk, onClose }: AskProps) {
  const { t } = useTranslation("course");
  const [finding, setFinding] = useState<RepairFinding>("repaired");
  const [measures, setMeasures] = useState("");
  const [callback, setCallback] = useState("");
  const step = { type: "close" as const, finding, measures: measures.trim(), callback: callback.trim() };
  return (
    <Confirm
      title={t("repair.title")}
      confirm={t("repair.title")}
      disabled={step.measures === "" || step.callback === ""}
      onConfirm={() => onAsk({ type: "repair_rating", application: view.application, step })}
      onClose={onClose}
    >
      <div className="stack">
        <Choice
          label={t("repair.finding")}
          focus="repair:finding"
          value={finding}
          onPick={(picked) => setFinding(picked as RepairFinding)}
          options={FINDINGS.map((each) => ({ value: each, label: t(`repair.${each}`) }))}
        />
        <Field
          label={finding === "repaired" ? t("repair.measures") : t("repair.proof")}
          kind="long"
          value={measures}
          onEdit={setMeasures}
          focus="repair:measures"
          required
        />
        <Field
          label={t("repair.callback")}
          kind="long"
          value={callback}
          onEdit={setCallback}
          focus="repair:callback"
          required
        />
      </div>
    </Confirm>
  );
}
