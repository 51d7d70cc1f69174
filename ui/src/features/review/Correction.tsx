import { useState } from "react";

import { Confirm, Field } from "../../components";
import { useTranslation } from "../../i18n";
import type { ActRequest, CorrectionPoint, ReviewView } from "../../ipc";
import { titleOf } from "./acts";

interface Props {
  view: ReviewView;
  onAsk: (request: ActRequest) => void;
  onClose: () => void;
}

interface Row {
  material: string | null;
  element: string;
  name: string;
  on: boolean;
  problem: string;
  remedy: string;
}

/** 补正告知: once, all content, each row with what is wrong and how to mend it. */
export function Correction({ view, onAsk, onClose }: Props) {
  const { t } = useTranslation("review");
  const [rows, setRows] = useState<readonly Row[]>(() => [
    ...view.materials.map((material) => ({
      material: material.kind,
      element: "",
      name: material.name,
      // what is missing or failed is asked for, in words that the clerk may change
      on: material.fault !== null,
      problem: material.fault?.problem ?? "",
      remedy: material.fault?.remedy ?? "",
    })),
    { material: null, element: "", name: t("view.form"), on: false, problem: "", remedy: "" },
  ]);
  const [second, setSecond] = useState("");
  const chosen = rows.filter((row) => row.on);
  const ready =
    chosen.length > 0 && chosen.every((row) => row.problem.trim() !== "" && row.remedy.trim() !== "");
  const change = (at: number, part: Partial<Row>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const points = (): CorrectionPoint[] =>
    chosen.map((row) => ({
      material: row.material,
      element: row.element === "" ? null : row.element,
      name: view.fields.find((field) => field.element === row.element)?.label ?? row.name,
      problem: row.problem.trim(),
      remedy: row.remedy.trim(),
    }));
  return (
    <Confirm
      title={titleOf(t("acts.notify_correction"))}
      confirm={titleOf(t("acts.notify_correction"))}
      size="wide"
      disabled={!ready}
      onConfirm={() =>
        onAsk({
          type: "notify_correction",
          case: view.case_no,
          points: points(),
          second_reason: second.trim() === "" ? null : second.trim(),
        })
      }
      onClose={onClose}
    >
      <p className="sec">{t("correction.note")}</p>
      {rows.map((row, at) => (
        <div className="correction-row" key={row.material ?? "form"}>
          <label className="row">
            <input
              type="checkbox"
              checked={row.on}
              data-focus={`correction:${row.material ?? "form"}`}
              data-flow=""
              onChange={(event) => change(at, { on: event.target.checked })}
            />
            {row.name}
          </label>
          {row.on && (
            <>
              {row.material === null && (
                <Field
                  label={t("correction.field")}
                  kind="select"
                  options={view.fields.map((field) => ({ value: field.element, label: field.label }))}
                  value={row.element}
                  onEdit={(element) => change(at, { element })}
                  focus="correction:form:field"
                />
              )}
              <Field
                label={t("correction.problem")}
                value={row.problem}
                onEdit={(problem) => change(at, { problem })}
                focus={`correction:${row.material ?? "form"}:problem`}
                required
              />
              <Field
                label={t("correction.remedy")}
                value={row.remedy}
                onEdit={(remedy) => change(at, { remedy })}
                focus={`correction:${row.material ?? "form"}:remedy`}
                required
              />
            </>
          )}
        </div>
      ))}
      <Field
        label={t("correction.second")}
        value={second}
        onEdit={setSecond}
        focus="correction:second"
      />
    </Confirm>
  );
}
