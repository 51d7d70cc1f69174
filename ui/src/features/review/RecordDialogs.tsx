import { useState } from "react";

import { Choice, Confirm, Field } from "../../components";
import { useTranslation } from "../../i18n";
import type { Officer, PartySignature } from "../../ipc";
import { type CourseProps, isDay } from "./course";

const NOBODY: Officer = { name: "", certificate: "" };

/** 现场核查笔录: two officers, what they found, and how the party signed. */
export function CheckSite({ view, onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const [officers, setOfficers] = useState<readonly Officer[]>([NOBODY, NOBODY]);
  const [day, setDay] = useState(view.course.today);
  const [place, setPlace] = useState(view.course.place);
  const [findings, setFindings] = useState("");
  const [signs, setSigns] = useState<PartySignature["type"]>("signed");
  const [words, setWords] = useState(view.applicant);
  const party: PartySignature =
    signs === "signed" ? { type: "signed", name: words.trim() } : { type: "refused", note: words.trim() };
  const edit = (at: number, change: Partial<Officer>) =>
    setOfficers(officers.map((each, n) => (n === at ? { ...each, ...change } : each)));
  const written = [place, findings, words, ...officers.flatMap((each) => [each.name, each.certificate])];
  return (
    <Confirm
      title={t("site.title")}
      confirm={t("site.confirm")}
      size="wide"
      disabled={!isDay(day) || written.some((text) => text.trim() === "")}
      onConfirm={() =>
        onCourse({ type: "site_check", officers: [...officers], checked_on: day, place, findings, party })
      }
      onClose={onClose}
    >
      <p className="sec">{t("site.note")}</p>
      <div className="stack">
        <div className="dialog-form dialog-pairs">
          {officers.map((officer, at) => (
            <Officers key={at} at={at} officer={officer} onEdit={(change) => edit(at, change)} />
          ))}
          <Field label={t("site.day")} kind="date" value={day} onEdit={setDay} focus="site:day" required />
          <Field label={t("site.place")} value={place} onEdit={setPlace} focus="site:place" required />
        </div>
        <Field
          label={t("site.findings")}
          kind="long"
          rows={3}
          value={findings}
          onEdit={setFindings}
          focus="site:findings"
          required
        />
        <Choice
          label={t("site.party")}
          focus="site:signs"
          value={signs}
          onPick={(picked) => {
            setSigns(picked as PartySignature["type"]);
            setWords(picked === "signed" ? view.applicant : "");
          }}
          options={(["signed", "refused"] as const).map((each) => ({ value: each, label: t(`site.${each}`) }))}
        />
        <Field label={t(`site.${signs}_words`)} value={words} onEdit={setWords} focus="site:words" required />
      </div>
    </Confirm>
  );
}

function Officers(props: { at: number; officer: Officer; onEdit: (change: Partial<Officer>) => void }) {
  const { t } = useTranslation("course");
  const { at, officer, onEdit } = props;
  return (
    <>
      <Field
        label={t("site.officer", { n: at + 1 })}
        value={officer.name}
        onEdit={(name) => onEdit({ name })}
        focus={`site:officer:${at}`}
        required
      />
      <Field
        label={t("site.certificate")}
        value={officer.certificate}
        onEdit={(certificate) => onEdit({ certificate })}
        focus={`site:certificate:${at}`}
        required
      />
    </>
  );
}

/** 转办: another officer goes on. */
export function Transfer({ onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const [to, setTo] = useState("");
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const ready = [to, name, reason].every((text) => text.trim() !== "");
  return (
    <Confirm
      title={t("transfer.title")}
      confirm={t("transfer.title")}
      disabled={!ready}
      onConfirm={() =>
        onCourse({ type: "transfer", to: to.trim(), name: name.trim(), reason: reason.trim() })
      }
      onClose={onClose}
    >
      <div className="dialog-form">
        <Field label={t("transfer.to")} value={to} onEdit={setTo} focus="course:to" required />
        <Field label={t("transfer.name")} value={name} onEdit={setName} focus="course:name" required />
        <Field label={t("reason")} kind="long" value={reason} onEdit={setReason} focus="course:reason" required />
      </div>
    </Confirm>
  );
}

/** 更正: one field at a time, the old value beside the new one. */
export function Amend({ view, onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const { fields } = view.course;
  const [element, setElement] = useState("");
  const [after, setAfter] = useState("");
  const [reason, setReason] = useState("");
  const field = fields.find((each) => each.element === element);
  const ready = field !== undefined && after.trim() !== "" && after !== field.value && reason.trim() !== "";
  return (
    <Confirm
      title={t("amend.title")}
      confirm={t("amend.title")}
      disabled={!ready}
      onConfirm={() =>
        onCourse({ type: "amendment", values: { [element]: after.trim() }, reason: reason.trim() })
      }
      onClose={onClose}
    >
      <p className="sec">{t("amend.note")}</p>
      <div className="dialog-form">
        <Field
          label={t("amend.field")}
          kind="select"
          value={element}
          options={fields.map((each) => ({ value: each.element, label: each.label }))}
          onEdit={setElement}
          focus="course:field"
          required
        />
        <Field
          label={t("amend.after")}
          note={field === undefined ? null : t("amend.before", { value: field.value })}
          value={after}
          onEdit={setAfter}
          focus="course:after"
          required
        />
        <Field label={t("amend.reason")} kind="long" value={reason} onEdit={setReason} focus="course:reason" required />
      </div>
    </Confirm>
  );
}
