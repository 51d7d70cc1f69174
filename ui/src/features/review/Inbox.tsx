import { Lamp, List, Tabs, Tag } from "../../components";
import { useTranslation } from "../../i18n";
import type { ReviewActs } from "./acts";
import type { InboxRow, InboxTab, InboxView } from "./model";

interface Props {
  inbox: InboxView;
  tab: InboxTab;
  selected: string | null;
  acts: Pick<ReviewActs, "select" | "tab" | "claim">;
}

/** The inbox 待办: arrows choose, Enter claims. */
export function Inbox({ inbox, tab, selected, acts }: Props) {
  const { t } = useTranslation("review");
  return (
    <section className="card inbox">
      <div className="inbox-tabs">
        <Tabs
          label={t("tabs.mine")}
          focus="inbox-tabs"
          current={tab}
          onPick={(id) => acts.tab(id as InboxTab)}
          tabs={inbox.tabs.map((entry) => ({
            id: entry.id,
            label: t(`tabs.${entry.id}`),
            count: entry.id === "done" ? null : entry.count,
          }))}
        />
      </div>
      <List
        label={t(`tabs.${tab}`)}
        rows={inbox.rows}
        keyOf={(row) => row.case_no}
        selected={selected}
        onSelect={(row) => acts.select(row.case_no)}
        focus="inbox"
        rowClass="inbox-row"
        empty={t("empty")}
        draw={(row) => <Row row={row} />}
      />
    </section>
  );
}

function Row({ row }: { row: InboxRow }) {
  return (
    <>
      <b className="clip">{row.item}</b>
      <Lamp colour={row.lamp}>{row.lamp_text}</Lamp>
      <span className="sec clip">{row.who}</span>
      {row.mark === null ? (
        <span />
      ) : row.mark_tone === "gray" ? (
        <span className="mut">{row.mark}</span>
      ) : (
        <Tag tone={row.mark_tone}>{row.mark}</Tag>
      )}
    </>
  );
}
