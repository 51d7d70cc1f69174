import { useEffect, useState } from "react";

import { Choice, Confirm, Field, ItemSearch, useFault } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type ReplacementView, type ReviewView } from "../../ipc";
import type { CourseProps } from "./course";

type Texts = Readonly<Record<string, string>>;

/** What the right item asks, read again with every answer. */
function useWanted(view: ReviewView, item: string | null, answers: Texts): ReplacementView | null {
  const fault = useFault();
  const [wanted, setWanted] = useState<ReplacementView | null>(null);
  useEffect(() => {
    if (item === null) return;
    let over = false;
    ipc.replacement(view.case_no, item, answers).then(
      (found) => {
        if (!over) setWanted(found);
      },
      (error: unknown) => fault(error),
    );
    return () => {
      over = true;
    };
  }, [view.case_no, item, answers, fault]);
  return item === null ? null : wanted;
}

/** 事项更正: the right item goes on from the same day of receipt; what it asks besides is asked here. */
export function Replace({ view, onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const [item, setItem] = useState<string | null>(null);
  const [answers, setAnswers] = useState<Texts>({});
  const [values, setValues] = useState<Texts>({});
  const [reason, setReason] = useState("");
  const wanted = useWanted(view, item, answers);
  const open = wanted?.questions.some((question) => question.answer === null) ?? true;
  const ready = item !== null && wanted !== null && !open && reason.trim() !== "";
  return (
    <Confirm
      title={t("replace.title")}
      confirm={t("replace.title")}
      size="wide"
      disabled={!ready}
      onConfirm={() =>
        item !== null && onCourse({ type: "replacement", item, answers, values, reason: reason.trim() })
      }
      onClose={onClose}
    >
      <div className="stack">
        <p className="sec">{t("replace.note", { item: view.item })}</p>
        <ItemSearch
          search={async (text) => (await ipc.search(text)).filter((hit) => !hit.theme)}
          onPick={(hit) => {
            setItem(hit.code);
            setAnswers({});
            setValues({});
          }}
          focus="replace:search"
        />
        {wanted !== null && (
          <Wanted
            wanted={wanted}
            values={values}
            onAnswer={(id, answer) => setAnswers({ ...answers, [id]: answer })}
            onValue={(id, text) => setValues({ ...values, [id]: text })}
          />
        )}
        <Field label={t("replace.reason")} kind="long" value={reason} onEdit={setReason} focus="replace:reason" required />
      </div>
    </Confirm>
  );
}

interface WantedProps {
  wanted: ReplacementView;
  values: Texts;
  onAnswer: (id: string, answer: string) => void;
  onValue: (id: string, text: string) => void;
}

function Wanted({ wanted, values, onAnswer, onValue }: WantedProps) {
  const { t } = useTranslation("course");
  return (
    <>
      <p>
        <b>{wanted.name}</b>{" "}
        <span className="sec">
          {wanted.organ} · {wanted.limit}
        </span>
      </p>
      {wanted.questions.map((question) => (
        <div key={question.id}>
          <p>{question.text}</p>
          <Choice
            label={question.text}
            focus={`replace:question:${question.id}`}
            value={question.answer}
            onPick={(answer) => onAnswer(question.id, answer)}
            options={question.options}
          />
        </div>
      ))}
      <div className="dialog-form dialog-pairs">
        {wanted.fields.map((field) => (
          <Field
            key={field.element}
            label={field.label}
            kind={field.options.length > 0 ? "select" : field.kind === "date" ? "date" : "text"}
            options={field.options}
            value={values[field.element] ?? ""}
            onEdit={(text) => onValue(field.element, text)}
            focus={`replace:field:${field.element}`}
            note={field.note}
            required
          />
        ))}
      </div>
      {wanted.missing.length > 0 && <p className="sec">{t("replace.missing", { list: wanted.missing.join("；") })}</p>}
    </>
  );
}
