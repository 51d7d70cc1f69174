import { useState } from "react";

import { Choice, Confirm, Field, Lamp } from "../../components";
import { useTranslation } from "../../i18n";
import type { ActRequest, AskedPoint, ReviewView } from "../../ipc";
import { titleOf } from "./acts";

interface Props {
  view: ReviewView;
  onAsk: (request: ActRequest) => void;
  onClose: () => void;
}

/** 补正材料收到: what was asked, what came (scanned under 材料), fields as corrected; all of it, or a part. */
export function Supply({ view, onAsk, onClose }: Props) {
  const { t } = useTranslation("review");
  const open = view.asked.filter((point) => point.material !== null && !point.came);
  const [complete, setComplete] = useState(open.length === 0 ? "yes" : "no");
  const [values, setValues] = useState<Record<string, string>>({});
  const [picked, setPicked] = useState<Record<number, string>>({});
  const fields = view.fields.map((field) => ({ value: field.element, label: field.label }));
  const elementOf = (point: AskedPoint, at: number) => point.element ?? picked[at] ?? "";
  const corrected = Object.fromEntries(
    Object.entries(values).filter(([element, text]) => element !== "" && text.trim() !== ""),
  );
  return (
    <Confirm
      title={titleOf(t("acts.supply_correction"))}
      confirm={t("common:confirm")}
      size="wide"
      onConfirm={() =>
        onAsk({
          type: "supply_correction",
          case: view.case_no,
          complete: complete === "yes",
          values: corrected,
        })
      }
      onClose={onClose}
    >
      <p className="sec">{t("supply.note")}</p>
      {view.asked.map((point, at) => (
        <div className="correction-row" key={`${point.material ?? ""} ${point.element ?? ""} ${point.name}`}>
          <b>{point.name}</b>{" "}
          {point.material !== null && (
            <Lamp colour={point.came ? "green" : "yellow"}>
              {point.came ? t("supply.came") : t("supply.open")}
            </Lamp>
          )}
          <p className="sec small">
            {point.problem} · {point.remedy}
          </p>
          {point.material === null && (
            <div className="dialog-form">
              {point.element === null && (
                <Field
                  label={t("correction.field")}
                  kind="select"
                  options={fields}
                  value={picked[at] ?? ""}
                  onEdit={(element) => setPicked({ ...picked, [at]: element })}
                  focus={`supply:field:${at}`}
                />
              )}
              <Field
                label={t("supply.value")}
                value={values[elementOf(point, at)] ?? ""}
                onEdit={(text) => setValues({ ...values, [elementOf(point, at)]: text })}
                readOnly={elementOf(point, at) === ""}
                focus={`supply:value:${at}`}
              />
            </div>
          )}
        </div>
      ))}
      <Choice
        label={t("acts.supply_correction")}
        focus="supply:complete"
        value={complete}
        onPick={setComplete}
        options={[
          { value: "yes", label: t("supply.complete") },
          { value: "no", label: t("supply.part") },
        ]}
      />
    </Confirm>
  );
}
