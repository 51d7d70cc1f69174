import { useState } from "react";

import { Card, Lamp, type LampColour } from "../../components";
import { useCommands } from "../../keyboard";
import { useTranslation } from "../../i18n";
import type { CaseProps } from "./acts";
import { Timeline } from "./CaseTabs";
import type { PointRow } from "./model";

const POINT_LAMPS: Readonly<Record<PointRow["state"], LampColour>> = {
  open: "none",
  met: "green",
  not_met: "red",
  automatic: "green",
};

/** The right column: points, other departments, the course, and the acts of this person. */
export function CaseSide({ view, acts }: CaseProps) {
  const { t } = useTranslation("review");
  return (
    <div className="stack">
      {view.points.length > 0 && (
        <Card title={t("points")} note={view.points_note}>
          <div className="points">
            {view.points.map((point) => (
              <Point key={point.id} point={point} acts={acts} locked={!view.mine} />
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
      <Opinion view={view} acts={acts} key={view.case_no} />
    </div>
  );
}

const NEXT_STATE: Readonly<Record<PointRow["state"], PointRow["state"]>> = {
  open: "met",
  met: "not_met",
  not_met: "open",
  automatic: "automatic",
};

function Point({ point, acts, locked }: { point: PointRow; acts: CaseProps["acts"]; locked: boolean }) {
  const { t } = useTranslation("review");
  return (
    <button
      type="button"
      className="point"
      data-focus={`point:${point.id}`}
      disabled={locked || point.state === "automatic"}
      onClick={() => acts.mark(point.id, NEXT_STATE[point.state])}
    >
      <span>{point.text}</span>
      <Lamp colour={POINT_LAMPS[point.state]}>{t(`point.${point.state}`)}</Lamp>
    </button>
  );
}

const KNOWN_ACTS = [
  "accept",
  "register",
  "propose_approve",
  "propose_reject",
  "endorse",
  "approve",
  "reject",
  "return",
] as const;
type KnownAct = (typeof KNOWN_ACTS)[number];

function Opinion({ view, acts }: CaseProps) {
  const { t } = useTranslation("review");
  const [text, setText] = useState("");
  const known = view.acts.filter((act): act is typeof act & { id: KnownAct } =>
    (KNOWN_ACTS as readonly string[]).includes(act.id),
  );
  const first = known.find((act) => act.available) ?? known[0];
  const primary = () => {
    if (first !== undefined) acts.act(first.id, text);
  };
  useCommands({ primary });
  return (
    <Card className="opinion">
      {view.opinions.map((opinion) => (
        <p className="sec small" key={`${opinion.who} ${opinion.at}`}>
          {opinion.at} {opinion.post} {opinion.who}：{opinion.text}
        </p>
      ))}
      <textarea
        className="input"
        rows={2}
        value={text}
        placeholder={t("opinion_hint")}
        aria-label={t("opinion")}
        data-focus="opinion"
        onChange={(event) => setText(event.target.value)}
      />
      <div className="opinion-acts">
        {known.map((act) => (
          <button
            key={act.id}
            type="button"
            className="btn"
            data-tone={act === first && act.available ? "primary" : "plain"}
            data-focus={`act:${act.id}`}
            aria-disabled={!act.available}
            title={act.reason ?? undefined}
            onClick={() => acts.act(act.id, text)}
          >
            {t(`acts.${act.id}`)}
            {act === first && <kbd>F10</kbd>}
          </button>
        ))}
      </div>
      {first !== undefined && first.reason !== null && !first.available && (
        <p className="mut small">{first.reason}</p>
      )}
    </Card>
  );
}
