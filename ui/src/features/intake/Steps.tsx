import { requestFocus } from "../../keyboard";
import { useTranslation } from "../../i18n";
import type { IntakeView, StepId } from "../../ipc";
import { placeOfStep } from "./places";

/** The six anchors of the page 步骤: where the clerk is, and how much of each is done. */
export function Steps({ view, current }: { view: IntakeView; current: StepId | null }) {
  const { t } = useTranslation("intake");
  return (
    <nav className="steps">
      {view.steps.map((step) => (
        <button
          key={step.id}
          type="button"
          className="step"
          tabIndex={-1}
          data-done={step.done}
          aria-current={step.id === current ? "step" : undefined}
          onClick={() => {
            const place = placeOfStep(view, step.id);
            if (place !== null) requestFocus(place);
          }}
        >
          {t(`steps.${step.id}`)}
          {step.done && <span title={t("common:step.done")}> ✓</span>}
          {!step.done && step.total !== null && ` ${step.filled ?? 0}/${step.total}`}
        </button>
      ))}
    </nav>
  );
}
