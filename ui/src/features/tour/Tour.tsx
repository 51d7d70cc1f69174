import { useState } from "react";

import { Button, Dialog } from "../../components";
import { useTranslation } from "../../i18n";

/** At most six steps (issue A, part F). */
export const TOUR_STEPS = ["queue", "page", "missing", "way_out", "sync", "saved"] as const;

/** The first-run tour 引导. */
export function Tour({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("tour");
  const [at, setAt] = useState(0);
  const step = TOUR_STEPS[at] ?? TOUR_STEPS[0];
  const last = at === TOUR_STEPS.length - 1;
  return (
    <Dialog
      title={t("title")}
      onClose={onClose}
      footer={
        <>
          <span className="mut grow">{t("step", { n: at + 1, total: TOUR_STEPS.length })}</span>
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
        {TOUR_STEPS.map((name, index) => (
          <span key={name} className="tour-dot" data-on={index <= at} />
        ))}
      </div>
    </Dialog>
  );
}
