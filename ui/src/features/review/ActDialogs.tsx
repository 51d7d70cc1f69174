import { useState } from "react";

import { Choice, Confirm, Field } from "../../components";
import { useTranslation } from "../../i18n";
import type { ActRequest, DeclineGround, ReturnReason, ReviewView } from "../../ipc";
import { type ButtonId, titleOf } from "./acts";
import { Correction } from "./Correction";
import { CourseDialog } from "./CourseDialogs";
import { Supply } from "./Supply";

interface Props {
  view: ReviewView;
  button: ButtonId;
  opinion: string;
  onAsk: (request: ActRequest) => void;
  onClose: () => void;
}

/** The questions that an act needs answered before it is asked for. */
export function ActDialog(props: Props) {
  const { button } = props;
  switch (button) {
    case "approve":
    case "reject":
      return <Decide {...props} grant={button === "approve"} />;
    case "return_to_counter":
      return <ReturnToCounter {...props} />;
    case "decline":
    case "propose_decline":
      return <Decline {...props} final={button === "decline"} />;
    case "notify_correction":
      return <Correction {...props} />;
    case "supply_correction":
      return <Supply {...props} />;
    case "answer_return":
    case "withdraw":
    case "propose_reject":
      return <Say {...props} button={button} />;
    case "accept":
    case "rate":
    case "propose_grant":
      return null;
    default:
      return <CourseDialog {...props} button={button} />;
  }
}

/** 准予 / 不予: with ground and reason, which stand on the decision. */
function Decide({ view, opinion, onAsk, onClose, grant }: Props & { grant: boolean }) {
  const { t } = useTranslation("review");
  const [ground, setGround] = useState(view.grounds[0] ?? "");
  const [text, setText] = useState(opinion);
  const title = grant ? (view.registration ? titleOf(t("acts.register")) : t("approve_title")) : t("reject_title");
  const request: ActRequest = grant
    ? { type: "approve", case: view.case_no, ground: ground.trim(), text: text.trim() }
    : { type: "reject", case: view.case_no, ground: ground.trim(), reason: text.trim() };
  return (
    <Confirm
      title={title}
      confirm={title}
      tone={grant ? "primary" : "danger"}
      size="wide"
      disabled={ground.trim() === "" || text.trim() === ""}
      onConfirm={() => onAsk(request)}
      onClose={onClose}
    >
      <p className="sec">{t("basis")}</p>
      <div className="dialog-form">
        {view.grounds.length > 1 && (
          <Field
            label={t("ground_pick")}
            kind="select"
            value={view.grounds.includes(ground) ? ground : ""}
            options={view.grounds.map((each) => ({ value: each, label: each }))}
            onEdit={setGround}
            focus="decide:ground-pick"
          />
        )}
        <Field label={t("ground")} value={ground} onEdit={setGround} focus="decide:ground" required />
        <Field
          label={grant ? t("opinion") : t("reason")}
          kind="long"
          rows={3}
          value={text}
          onEdit={setText}
          focus="decide:text"
          required
        />
      </div>
    </Confirm>
  );
}

const REASONS: readonly ReturnReason[] = [
  "scan_unclear",
  "wrong_situation",
  "material_expired",
  "form_inconsistent",
  "other",
];

/** 退回窗口: for faults of the counter only. */
function ReturnToCounter({ view, onAsk, onClose, opinion }: Props) {
  const { t } = useTranslation("review");
  const [reason, setReason] = useState<ReturnReason>("scan_unclear");
  const [text, setText] = useState(opinion);
  return (
    <Confirm
      title={t("return_title")}
      confirm={t("return_title")}
      disabled={text.trim() === ""}
      onConfirm={() =>
        onAsk({ type: "return_to_counter", case: view.case_no, reason, text: text.trim() })
      }
      onClose={onClose}
    >
      <p className="sec">{t("return_note")}</p>
      <div className="stack">
        <Choice
          label={t("reason")}
          focus="return:reason"
          value={reason}
          onPick={(picked) => setReason(picked as ReturnReason)}
          options={REASONS.map((each) => ({ value: each, label: t(`return_reason.${each}`) }))}
        />
        <Field
          label={t("return_text")}
          kind="long"
          value={text}
          onEdit={setText}
          focus="return:text"
          required
        />
      </div>
    </Confirm>
  );
}

type GroundKind = "no_licence_needed" | "not_competent" | "own_law";
const GROUNDS: readonly GroundKind[] = ["no_licence_needed", "not_competent", "own_law"];

function groundOf(kind: GroundKind, detail: string): DeclineGround {
  switch (kind) {
    case "no_licence_needed":
      return { type: kind };
    case "not_competent":
      return { type: kind, competent_body: detail };
    case "own_law":
      return { type: kind, article: detail };
  }
}

function detailOf(ground: DeclineGround | undefined): string {
  switch (ground?.type) {
    case "not_competent":
      return ground.competent_body;
    case "own_law":
      return ground.article;
    default:
      return "";
  }
}

/** 不予受理, or the clerk's proposal of it (行政许可法 art. 32(1)(1), (2)). */
function Decline({ view, onAsk, onClose, final, opinion }: Props & { final: boolean }) {
  const { t } = useTranslation("review");
  // what the counter proposed stands there, to be confirmed or changed
  const proposed = view.decline_proposal;
  const [kind, setKind] = useState<GroundKind>(proposed?.ground.type ?? "not_competent");
  const [detail, setDetail] = useState(detailOf(proposed?.ground));
  const [reason, setReason] = useState(proposed?.reason ?? opinion);
  const ground = groundOf(kind, detail.trim());
  const title = titleOf(final ? t("acts.decline") : t("acts.propose_decline"));
  const ready = reason.trim() !== "" && (kind === "no_licence_needed" || detail.trim() !== "");
  return (
    <Confirm
      title={title}
      confirm={title}
      tone="danger"
      disabled={!ready}
      onConfirm={() =>
        onAsk({
          type: final ? "decline" : "propose_decline",
          case: view.case_no,
          ground,
          reason: reason.trim(),
        })
      }
      onClose={onClose}
    >
      <div className="stack">
        <Choice
          label={t("ground")}
          focus="decline:ground"
          value={kind}
          onPick={(picked) => setKind(picked as GroundKind)}
          options={GROUNDS.map((each) => ({ value: each, label: t(`decline_ground.${each}`) }))}
        />
        {kind !== "no_licence_needed" && (
          <Field
            label={t(`decline_detail.${kind}`)}
            value={detail}
            onEdit={setDetail}
            focus="decline:detail"
            required
          />
        )}
        <Field
          label={t("reason")}
          kind="long"
          value={reason}
          onEdit={setReason}
          focus="decline:reason"
          required
        />
      </div>
    </Confirm>
  );
}

/** An act that needs only words: answer, withdrawal, 拟不予. */
function Say(props: Props & { button: "answer_return" | "withdraw" | "propose_reject" }) {
  const { t } = useTranslation("review");
  const { view, button } = props;
  const [text, setText] = useState(props.opinion);
  const said = text.trim();
  const request = (): ActRequest => {
    if (button === "withdraw") return { type: "withdraw", case: view.case_no, reason: said };
    if (button === "answer_return") return { type: "answer_return", case: view.case_no, text: said };
    const step = view.mine ? "examine" : "review";
    return { type: "give_opinion", case: view.case_no, step, proposal: "reject", text: said };
  };
  return (
    <Confirm
      title={titleOf(t(`acts.${button}`))}
      confirm={t("common:confirm")}
      disabled={said === ""}
      onConfirm={() => props.onAsk(request())}
      onClose={props.onClose}
    >
      <Field
        label={t(`say.${button}`)}
        kind="long"
        rows={3}
        value={text}
        onEdit={setText}
        focus="say:text"
        required
      />
    </Confirm>
  );
}
