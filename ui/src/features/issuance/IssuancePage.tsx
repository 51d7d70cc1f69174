import { Card, Field, Lamp, List } from "../../components";
import { useTranslation } from "../../i18n";
import type { IssuanceActs } from "./acts";
import { HandOut } from "./HandOut";
import type { IssuanceView, ReadyRow } from "./model";

interface Props {
  ready: readonly ReadyRow[];
  text: string;
  view: IssuanceView | null;
  acts: IssuanceActs;
}

/** 出件台: all results of an application handed out at one place. */
export function IssuancePage({ ready, text, view, acts }: Props) {
  const { t } = useTranslation("issuance");
  return (
    <>
      <div className="banner">
        {view !== null && (
          <>
            <span className="banner-who">{view.who}</span>
            <span className="sec">{view.number_masked}</span>
            <span className="banner-sep" />
            <span className="sec clip">{view.title}</span>
          </>
        )}
      </div>
      <main className="issuance">
        <section className="card inbox">
          <div className="inbox-tabs">
            <Field
              label={t("list")}
              value={text}
              onEdit={acts.search}
              focus="search"
              placeholder={t("search")}
            />
          </div>
          <List
            label={t("list")}
            rows={ready}
            keyOf={(row) => row.application}
            selected={view?.application ?? null}
            onSelect={(row) => acts.select(row.application)}
            focus="ready"
            flow
            rowClass="inbox-row"
            empty={t("empty")}
            draw={(row) => <Row row={row} />}
          />
        </section>
        {view === null ? (
          <Card className="empty issuance-none">{t("nothing")}</Card>
        ) : (
          <HandOut view={view} acts={acts} key={view.application} />
        )}
      </main>
    </>
  );
}

function Row({ row }: { row: ReadyRow }) {
  const { t } = useTranslation("issuance");
  return (
    <>
      <b className="clip">{row.who}</b>
      <Lamp colour={row.lamp}>{row.lamp_text}</Lamp>
      <span className="sec clip">{row.title}</span>
      <span className="mut">{t("since", { text: row.since })}</span>
    </>
  );
}
