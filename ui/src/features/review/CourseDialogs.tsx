import { useState } from "react";

import { Choice, Confirm, Field, Lamp } from "../../components";
import { useTranslation } from "../../i18n";
import type { ActRequest, CourseRequest, CourseView, ReviewView, StepKind, TerminationGround } from "../../ipc";
import type { CourseButton } from "./acts";
import { type CourseProps, isDay } from "./course";
import { ChargeFee, RefundFee, TakePayment } from "./FeeDialogs";
import { Amend, CheckSite, Transfer } from "./RecordDialogs";
import { CloseRepair, ContactRater } from "./RepairDialogs";
import { Replace } from "./Replace";

interface Props {
  view: ReviewView;
  button: CourseButton;
  onAsk: (request: ActRequest) => void;
  onClose: () => void;
}

/** The questions of a step aside from the main course 办理环节. */
export function CourseDialog({ view, button, onAsk, onClose }: Props) {
  const onCourse = (request: CourseRequest) => onAsk({ type: "proceed", case: view.case_no, request });
  const props = { view, onCourse, onClose };
  switch (button) {
    case "announce_step":
      return <AnnounceStep {...props} />;
    case "end_step":
      return <EndStep {...props} />;
    case "extend":
      return <Extend {...props} />;
    case "defer":
      return <Defer {...props} />;
    case "supply_deferred":
      return <SupplyDeferred {...props} />;
    case "terminate":
      return <Terminate {...props} />;
    case "check_site":
      return <CheckSite {...props} />;
    case "transfer":
      return <Transfer {...props} />;
    case "amend":
      return <Amend {...props} />;
    case "replace":
      return <Replace {...props} />;
    case "charge_fee":
      return <ChargeFee view={view} onAsk={onAsk} onClose={onClose} />;
    case "take_payment":
      return <TakePayment view={view} onAsk={onAsk} onClose={onClose} />;
    case "refund_fee":
      return <RefundFee view={view} onAsk={onAsk} onClose={onClose} />;
    case "contact_rater":
      return <ContactRater view={view} onAsk={onAsk} onClose={onClose} />;
    case "close_repair":
      return <CloseRepair view={view} onAsk={onAsk} onClose={onClose} />;
  }
}

/** 特别程序、中止: told in writing, with the time it takes. */
function AnnounceStep({ view, onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const { course } = view;
  const [kind, setKind] = useState<StepKind | "">(course.steps[0]?.kind ?? "");
  const [from, setFrom] = useState(course.today);
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const step = course.steps.find((each) => each.kind === kind);
  const ready = step !== undefined && isDay(from) && isDay(to) && reason.trim() !== "";
  return (
    <Confirm
      title={t("step.title")}
      confirm={t("step.confirm")}
      size="wide"
      disabled={!ready}
      onConfirm={() =>
        step !== undefined &&
        onCourse({ type: "step", kind: step.kind, starts_on: from, ends_by: to, reason: reason.trim() })
      }
      onClose={onClose}
    >
      <div className="dialog-form">
        <Field
          label={t("step.kind")}
          kind="select"
          value={kind}
          options={course.steps.map((each) => ({ value: each.kind, label: each.name }))}
          onEdit={(picked) => setKind(picked as StepKind)}
          focus="course:kind"
          required
        />
        <Field label={t("step.from")} kind="date" value={from} onEdit={setFrom} focus="course:from" required />
        <Field label={t("step.to")} kind="date" value={to} onEdit={setTo} focus="course:to" required />
        <Field label={t("reason")} kind="long" value={reason} onEdit={setReason} focus="course:reason" required />
      </div>
      {step !== undefined && (
        <p className="sec">
          <Lamp colour={step.stops ? "paused" : "none"}>{step.stops ? t("step.stops") : t("step.counts")}</Lamp>{" "}
          {step.article}
        </p>
      )}
    </Confirm>
  );
}

/** The result of the step, which the decision rests on. */
function EndStep({ view, onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const [result, setResult] = useState("");
  return (
    <Confirm
      title={t("step_end.title")}
      confirm={t("common:confirm")}
      disabled={result.trim() === ""}
      onConfirm={() => onCourse({ type: "step_end", result: result.trim() })}
      onClose={onClose}
    >
      <p className="sec">{view.course.open_step}</p>
      <Field
        label={t("step_end.result")}
        kind="long"
        value={result}
        onEdit={setResult}
        focus="course:result"
        required
      />
    </Confirm>
  );
}

/** 延长: the signed document of the head counts. */
function Extend({ view, onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const offer = view.course.extension;
  const [reason, setReason] = useState("");
  const [name, setName] = useState("");
  const [document, setDocument] = useState("");
  const ready = [reason, name, document].every((text) => text.trim() !== "");
  return (
    <Confirm
      title={t("extend.title")}
      confirm={t("extend.confirm")}
      disabled={!ready || offer === null}
      onConfirm={() =>
        onCourse({
          type: "extension",
          reason: reason.trim(),
          name: name.trim(),
          document: document.trim(),
        })
      }
      onClose={onClose}
    >
      {offer !== null && <p className="sec">{t("extend.offer", { ...offer })}</p>}
      <div className="dialog-form">
        <Field label={t("reason")} kind="long" value={reason} onEdit={setReason} focus="course:reason" required />
        <Field
          label={t("extend.name", { level: offer?.level })}
          value={name}
          onEdit={setName}
          focus="course:name"
          required
        />
        <Field
          label={t("extend.document")}
          value={document}
          onEdit={setDocument}
          focus="course:document"
          required
        />
      </div>
    </Confirm>
  );
}

/** 容缺受理: which secondary materials follow, and until when. */
function Defer({ view, onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const { deferrable, defer_until } = view.course;
  const [left, setLeft] = useState<readonly string[]>(deferrable.map((each) => each.kind));
  const [due, setDue] = useState(defer_until);
  const toggle = (kind: string) =>
    setLeft(left.includes(kind) ? left.filter((each) => each !== kind) : [...left, kind]);
  return (
    <Confirm
      title={t("defer.title")}
      confirm={t("defer.confirm")}
      disabled={left.length === 0 || !isDay(due)}
      onConfirm={() => onCourse({ type: "deferral", materials: [...left], due })}
      onClose={onClose}
    >
      <p className="sec">{t("defer.note")}</p>
      {deferrable.length === 0 && <p className="mut">{t("defer.none")}</p>}
      {deferrable.map((each) => (
        <label className="row" key={each.kind}>
          <input
            type="checkbox"
            checked={left.includes(each.kind)}
            onChange={() => toggle(each.kind)}
            data-focus={`defer:${each.kind}`}
            data-flow=""
          />
          {each.name}
        </label>
      ))}
      <div className="dialog-form">
        <Field
          label={t("defer.due")}
          note={t("defer.until", { day: defer_until })}
          kind="date"
          value={due}
          onEdit={setDue}
          focus="course:due"
          required
        />
      </div>
    </Confirm>
  );
}

/** 容缺补交: what was put off, and what of it came. */
function SupplyDeferred({ view, onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const rows = view.course.deferred;
  return (
    <Confirm
      title={t("deferred.title")}
      confirm={t("common:confirm")}
      disabled={!rows.some((row) => row.came)}
      onConfirm={() => onCourse({ type: "deferred_supply" })}
      onClose={onClose}
    >
      <p className="sec">{t("deferred.note")}</p>
      {rows.map((row) => (
        <p key={row.kind}>
          <b>{row.name}</b>{" "}
          <Lamp colour={row.came ? "green" : "yellow"}>
            {row.came ? t("deferred.came") : t("deferred.open", { due: row.due })}
          </Lamp>
        </p>
      ))}
    </Confirm>
  );
}

type GroundKind = TerminationGround["type"];
const GROUNDS: readonly GroundKind[] = [
  "correction_lapsed",
  "deferral_lapsed",
  "applicant_gone",
  "item_abolished",
  "own_law",
];

/** 终止办理: a lapsed term proposes its ground, a person confirms. */
function Terminate({ view, onCourse, onClose }: CourseProps) {
  const { t } = useTranslation("course");
  const [kind, setKind] = useState<GroundKind>(firstGround(view.course));
  const [article, setArticle] = useState("");
  const [reason, setReason] = useState("");
  const ground: TerminationGround = kind === "own_law" ? { type: kind, article: article.trim() } : { type: kind };
  const ready = reason.trim() !== "" && (kind !== "own_law" || article.trim() !== "");
  return (
    <Confirm
      title={t("terminate.title")}
      confirm={t("terminate.title")}
      tone="danger"
      size="wide"
      disabled={!ready}
      onConfirm={() => onCourse({ type: "termination", ground, reason: reason.trim() })}
      onClose={onClose}
    >
      <div className="stack">
        <Choice
          label={t("terminate.ground")}
          focus="course:ground"
          value={kind}
          onPick={(picked) => setKind(picked as GroundKind)}
          options={GROUNDS.map((each) => ({ value: each, label: t(`terminate.${each}`) }))}
        />
        {kind === "own_law" && (
          <Field label={t("terminate.article")} value={article} onEdit={setArticle} focus="course:article" required />
        )}
        <Field label={t("reason")} kind="long" value={reason} onEdit={setReason} focus="course:reason" required />
      </div>
    </Confirm>
  );
}

function firstGround(course: CourseView): GroundKind {
  return course.lapsed?.type ?? "applicant_gone";
}
