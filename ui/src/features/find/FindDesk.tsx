import { useEffect, useState } from "react";

import { Field, Lamp, List, useFault } from "../../components";
import { useTranslation } from "../../i18n";
import { type FoundCase, ipc } from "../../ipc";
import { useLive } from "../../ipc/useLive";
import { requestFocus, useCommands } from "../../keyboard";

/** A list that a number on another desk counts. */
export interface NumberedList {
  id: string;
  label: string;
}

interface Props {
  /** what to look for at once, such as a scanned receipt */
  initial: string;
  /** the list behind a number 数字同源; what is typed takes its place */
  list: NumberedList | null;
  /** draws the case that was found, with what this person may do with it */
  drawCase: (found: FoundCase) => React.ReactNode;
}

/** what was found, read again whenever something changed */
function useFound(text: string) {
  const fault = useFault();
  const wanted = text.trim();
  const { data } = useLive(
    async () => ({ text: wanted, rows: wanted === "" ? [] : await ipc.find(wanted) }),
    wanted,
    fault,
  );
  return data === null || wanted === "" ? { text: "", rows: [] } : data;
}

/** 查询: 我的办好了没, from any screen, by ID card, receipt code, number or name. */
export function FindDesk({ initial, list, drawCase }: Props) {
  const { t } = useTranslation("find");
  const [text, setText] = useState(initial);
  const [picked, setPicked] = useState<string | null>(null);
  const shown = text.trim() === "" ? list : null;
  const { rows, text: asked } = useFound(shown === null ? text : `list:${shown.id}`);
  const current = rows.find((row) => row.case_no === picked) ?? rows[0] ?? null;
  useCommands({ find_item: () => requestFocus("search"), find: () => requestFocus("search") });
  useEffect(() => requestFocus("search"), []);
  return (
    <main className="review">
      <section className="card inbox">
        <div className="inbox-tabs">
          <Field
            label={shown === null ? t("title") : t("list", { name: shown.label })}
            value={text}
            onEdit={setText}
            focus="search"
            placeholder={t("search")}
            note={asked === "" ? t("hint") : t("results", { n: rows.length })}
          />
        </div>
        <List
          label={t("title")}
          rows={rows}
          keyOf={(row) => row.case_no}
          selected={current?.case_no ?? null}
          onSelect={(row) => setPicked(row.case_no)}
          onKeyOpen={() => requestFocus("case-tabs")}
          focus="found"
          flow
          rowClass="inbox-row"
          empty={asked === "" ? "" : t("empty")}
          draw={(row) => <Found row={row} />}
        />
      </section>
      {current === null ? (
        <>
          <div className="banner mut">{t("title")}</div>
          <section className="card empty review-none">{t("hint")}</section>
        </>
      ) : (
        drawCase(current)
      )}
    </main>
  );
}

function Found({ row }: { row: FoundCase }) {
  return (
    <>
      <b className="clip">{row.item}</b>
      <Lamp colour={row.lamp}>{row.stage}</Lamp>
      <span className="sec clip">{row.who}</span>
      <span className="mut">{row.since}</span>
      <span className="found-next sec">{row.next}</span>
    </>
  );
}
