import { Card, Field, Lamp, List } from "../../components";
import { useTranslation } from "../../i18n";
import type { FoundCase } from "./model";

interface Props {
  text: string;
  rows: readonly FoundCase[];
  selected: string | null;
  onText: (text: string) => void;
  onSelect: (row: FoundCase) => void;
  onOpen: (row: FoundCase) => void;
}

/** 查询: 我的办好了没, from any screen, by ID card, receipt code, number or name. */
export function FindPage(props: Props) {
  const { t } = useTranslation("find");
  const typed = props.text.trim() !== "";
  return (
    <main className="find">
      <Card>
        <Field
          label={t("title")}
          value={props.text}
          onEdit={props.onText}
          focus="search"
          placeholder={t("search")}
          note={typed ? t("results", { n: props.rows.length }) : t("hint")}
        />
      </Card>
      <Card className="find-scroll">
        <List
          label={t("title")}
          rows={props.rows}
          keyOf={(row) => row.case_no}
          selected={props.selected}
          onSelect={props.onSelect}
          onOpen={props.onOpen}
          focus="found"
          flow
          rowClass="found-row"
          empty={typed ? t("empty") : t("hint")}
          draw={(row) => <Found row={row} />}
        />
      </Card>
    </main>
  );
}

function Found({ row }: { row: FoundCase }) {
  return (
    <>
      <span>
        <b>{row.item}</b>
        <span className="mut small found-no">{row.case_no}</span>
      </span>
      <span>{row.who}</span>
      <span className="sec clip">{row.department}</span>
      <span>
        <Lamp colour={row.lamp}>{row.stage}</Lamp>
        <span className="mut small found-no">{row.since}</span>
      </span>
      <span className="sec">{row.next}</span>
    </>
  );
}
