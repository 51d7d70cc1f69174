import { Button, Card } from "../../components";
import { keyLabel, requestFocus } from "../../keyboard";
import { useTranslation } from "../../i18n";
import type { PageProps } from "./acts";
import { WAY_OUT } from "./places";

/** The right column: what is missing, when it is due, what will be printed, and the way out. */
export function Side({ view, acts }: PageProps) {
  return (
    <div className="stack side">
      <MissingCard view={view} acts={acts} />
      <Limits view={view} acts={acts} />
      <Papers view={view} acts={acts} />
      <WayOut view={view} acts={acts} />
    </div>
  );
}

function MissingCard({ view, acts }: PageProps) {
  const { t } = useTranslation("intake");
  const { missing } = view;
  return (
    <Card
      className="missing"
      title={missing.length === 0 ? t("missing.complete") : t("missing.title", { n: missing.length })}
      actions={
        <Button tone="link" size="small" onPress={acts.check} focus="check">
          {keyLabel("check")} {t("missing.check_all")}
        </Button>
      }
    >
      {missing.length === 0 && <p className="mut">{t("missing.complete_note")}</p>}
      <ul>
        {missing.map((line) => (
          <li key={`${line.focus} ${line.text}`}>
            <button
              type="button"
              className="missing-line"
              data-focus={`missing:${line.focus}`}
              onClick={() => requestFocus(line.focus)}
            >
              <span className="missing-mark" aria-hidden="true">
                ■
              </span>
              <span>
                {line.text}
                <span className="mut small missing-where">{line.place}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Limits({ view }: PageProps) {
  const { t } = useTranslation("intake");
  if (view.limits.length === 0) return null;
  return (
    <Card title={t("limits.title")} className="limits">
      <dl className="kv">
        {view.limits.map((limit) => (
          <div className="limit" key={limit.label}>
            <dt>{limit.label}</dt>
            <dd>
              {limit.lines.map((line) => (
                <div key={line}>{line}</div>
              ))}
              {limit.strong !== null && <b>{limit.strong}</b>}
              {limit.small !== null && <div className="mut small">{limit.small}</div>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Papers({ view }: PageProps) {
  const { t } = useTranslation("intake");
  if (view.papers.length === 0) return null;
  return (
    <Card title={t("papers.title")}>
      {view.papers.map((paper) => (
        <div className="sec" key={paper}>
          {paper}
        </div>
      ))}
    </Card>
  );
}

function WayOut({ view, acts }: PageProps) {
  const { t } = useTranslation("intake");
  const { act, available, reason } = view.way_out;
  return (
    <div className="way-out">
      <button
        type="button"
        className="btn way-out-button"
        data-tone={available ? "primary" : "plain"}
        aria-disabled={!available}
        data-focus={WAY_OUT}
        data-flow=""
        onClick={acts.wayOut}
      >
        <span>
          {t(`way_out.${act}`)} <kbd>{keyLabel("primary")}</kbd>
        </span>
        <span className="way-out-reason">{reason}</span>
      </button>
      <div className="row">
        <Button wide onPress={() => acts.open({ kind: "notice" })} focus="once-notice">
          {t("once_notice")}
        </Button>
        <Button wide onPress={() => acts.open({ kind: "as_is" })} focus="receive-as-is">
          {t("receive_as_is")}
        </Button>
      </div>
    </div>
  );
}
