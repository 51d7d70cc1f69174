import { useState } from "react";

import { Card, Lamp, type LampColour } from "../../components";
import { useTranslation } from "../../i18n";
import type { PointRow, PointState, ReviewView } from "../../ipc";
import { isComposing, keyLabel } from "../../keyboard";
import { type Ask, buttonsOf, type ButtonId, mainOf, rightOf } from "./acts";
import { Timeline } from "./CaseTabs";

interface Props {
  view: ReviewView;
  ask: Ask;
  onButton: (id: ButtonId, opinion: string) => void;
  opinion: string;
  onOpinion: (text: string) => void;
}

/** The right column: points, other departments, the course, and the acts of this person. */
export function CaseSide(props: Props) {
  const { t } = useTranslation("review");
  const { view, ask } = props;
  return (
    <div className="stack">
      {view.points.length > 0 && (
        <Card title={t("points")} note={view.points_note}>
          <div className="points">
            {view.points.map((point) => (
              <Point key={point.id} point={point} view={view} ask={ask} />
            ))}
          </div>
        </Card>
      )}
      <Card title={t("others")}>
        {view.others.length === 0 && <p className="mut">{t("no_others")}</p>}
        {view.others.map((other) => (
          <div className="other" key={`${other.department} ${other.item}`}>
            <span className="clip">{other.department}</span>
            <Lamp colour={other.lamp}>{other.text}</Lamp>
            <small className="mut">{other.item}</small>
          </div>
        ))}
      </Card>
      <Card title={t("history")} fill>
        <Timeline view={view} />
      </Card>
      <Acts {...props} />
    </div>
  );
}

const POINT_LAMPS: Readonly<Record<PointState, LampColour>> = {
  open: "none",
  met: "green",
  not_met: "red",
};
const NEXT_STATE: Readonly<Record<PointState, PointState>> = {
  open: "met",
  met: "not_met",
  not_met: "open",
};

/** One point 审查要点: space or Enter turns 未审 → 符合 → 不符合. */
function Point({ point, view, ask }: { point: PointRow; view: ReviewView; ask: Ask }) {
  const { t } = useTranslation("review");
  const right = rightOf(view, "examine");
  return (
    <button
      type="button"
      className="point"
      data-focus={`point:${point.id}`}
      aria-disabled={right?.available !== true}
      title={right?.reason ?? undefined}
      onClick={() => {
        if (right?.available !== true) return;
        const findings = { [point.id]: NEXT_STATE[point.state] };
        void ask({ type: "examine", case: view.case_no, findings });
      }}
    >
      <span>{point.text}</span>
      <Lamp colour={POINT_LAMPS[point.state]}>{t(`point.${point.state}`)}</Lamp>
    </button>
  );
}

const SHOWN = 3;

function Acts({ view, onButton, opinion, onOpinion }: Props) {
  const { t } = useTranslation("review");
  const [more, setMore] = useState(false);
  const buttons = buttonsOf(view);
  const first = buttons[0];
  const main = mainOf(view)?.id;
  const shown = more ? buttons : buttons.slice(0, SHOWN);
  const speaks = buttons.some((button) => ["propose_grant", "approve"].includes(button.id));
  return (
    <Card className="opinion">
      {view.opinions.map((row) => (
        <p className="sec small" key={`${row.who} ${row.at}`}>
          {row.at} {row.post} {row.who}: {row.text}
        </p>
      ))}
      {speaks && (
        <OpinionBox opinion={opinion} onOpinion={onOpinion} />
      )}
      <div className="opinion-acts">
        {shown.map(({ id, right }) => (
          <button
            key={id}
            type="button"
            className="btn"
            data-tone={id === main && right.available ? "primary" : "plain"}
            data-focus={`act:${id}`}
            data-flow={id === main ? "" : undefined}
            aria-disabled={!right.available}
            title={right.reason ?? undefined}
            onClick={() => onButton(id, opinion)}
          >
            {id === "approve" && view.registration ? t("acts.register") : t(`acts.${id}`)}
            {id === main && <kbd>{keyLabel("primary")}</kbd>}
          </button>
        ))}
        {buttons.length > SHOWN && !more && (
          <button type="button" className="btn" data-focus="act:more" onClick={() => setMore(true)}>
            {t("acts.more")}
          </button>
        )}
      </div>
      {first !== undefined && !first.right.available && (
        <p className="mut small">{first.right.reason}</p>
      )}
      {first === undefined && <p className="mut small">{view.status}</p>}
    </Card>
  );
}

const PHRASES = ["complete", "checked", "unmet"] as const;

/** The opinion 意见; "/" in the empty box offers the usual phrases 常用语, picked with a digit. */
function OpinionBox({ opinion, onOpinion }: Pick<Props, "opinion" | "onOpinion">) {
  const { t } = useTranslation("review");
  const offered = opinion === "/";
  const onKeyDown = (event: React.KeyboardEvent) => {
    const phrase = offered ? PHRASES[Number(event.key) - 1] : undefined;
    if (phrase === undefined || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    onOpinion(t(`phrase.${phrase}`));
  };
  return (
    <>
      <textarea
        className="input"
        rows={2}
        value={opinion}
        placeholder={t("opinion_hint")}
        aria-label={t("opinion")}
        data-focus="opinion"
        data-flow=""
        onChange={(event) => onOpinion(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {offered && (
        <ol className="phrases">
          {PHRASES.map((phrase, index) => (
            <li key={phrase}>
              <button type="button" className="phrase" onClick={() => onOpinion(t(`phrase.${phrase}`))}>
                <kbd>{index + 1}</kbd> {t(`phrase.${phrase}`)}
              </button>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
