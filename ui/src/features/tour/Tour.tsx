import { useState } from "react";

import { Button, Dialog } from "../../components";
import { useTranslation } from "../../i18n";
import type { Desk } from "../../ipc";

type StepName =
  | "queue"
  | "page"
  | "missing"
  | "way_out"
  | "inbox"
  | "pages"
  | "points"
  | "opinion"
  | "numbers"
  | "hand_over"
  | "sync"
  | "saved";

/** For each desk at most six steps (issue A, part F). */
export const TOURS: Readonly<Record<Desk, readonly StepName[]>> = {
  intake: ["queue", "page", "missing", "way_out", "sync", "saved"],
  review: ["inbox", "pages", "points", "opinion", "sync"],
  duty: ["numbers", "hand_over", "sync"],
  issuance: ["sync", "saved"],
  admin: ["sync"],
  find: ["sync"],
};

/** The first-run tour 引导 of the desk where the person works. */
export function Tour({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const { t } = useTranslation("tour");
  const [at, setAt] = useState(0);
  const steps = TOURS[desk];
  const step = steps[at] ?? "sync";
  const last = at >= steps.length - 1;
  return (
    <Dialog
      title={t("title")}
      onClose={onClose}
      footer={
        <>
          <span className="mut grow">{t("step", { n: at + 1, total: steps.length })}</span>
          {!last && (
            <Button onPress={onClose} hint="escape" focus="tour:skip">
              {t("skip")}
            </Button>
          )}
          {at > 0 && (
            <Button onPress={() => setAt(at - 1)} focus="tour:back">
              {t("back")}
            </Button>
          )}
          <Button
            tone="primary"
            flow
            focus="tour:next"
            hintText="Enter"
            onPress={() => (last ? onClose() : setAt(at + 1))}
          >
            {last ? t("finish") : t("next")}
          </Button>
        </>
      }
    >
      <h3>{t(`steps.${step}.title`)}</h3>
      <p className="tour-text">{t(`steps.${step}.text`)}</p>
      <div className="tour-steps" aria-hidden="true">
        {steps.map((name, index) => (
          <span key={name} className="tour-dot" data-on={index <= at} />
        ))}
      </div>
    </Dialog>
  );
}
