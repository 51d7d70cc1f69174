import { Lamp, List, Tabs, Tag } from "../../components";
import { useTranslation } from "../../i18n";
import type { InboxRow, InboxTab, InboxView } from "../../ipc";

interface Props {
  inbox: InboxView | null;
  tab: InboxTab;
  selected: string | null;
  onTab: (tab: InboxTab) => void;
  onSelect: (caseNo: string) => void;
  /** Enter: claims, or goes into the case */
  onOpen: () => void;
}

/** The inbox 待办: arrows choose, Enter claims. */
export function Inbox({ inbox, tab, selected, onTab, onSelect, onOpen }: Props) {
  const { t } = useTranslation("review");
  return (
    <section className="card inbox">
      <div className="inbox-tabs">
        <Tabs
          label={t("tabs.mine")}
          focus="inbox-tabs"
          current={tab}
          onPick={(id) => onTab(id as InboxTab)}
          tabs={(inbox?.tabs ?? []).map((entry) => ({
            id: entry.id,
            label: t(`tabs.${entry.id}`),
            count: entry.id === "done" ? null : entry.count,
          }))}
        />
      </div>
      <List
        label={t(`tabs.${tab}`)}
        rows={inbox?.rows ?? []}
        keyOf={(row) => row.case_no}
        selected={selected}
        onSelect={(row) => onSelect(row.case_no)}
        onKeyOpen={onOpen}
        focus="inbox"
        rowClass="inbox-row"
        empty={inbox === null ? t("common:loading") : t("empty")}
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
      {row.mark === null ? <span /> : <Tag tone={row.mark_tone}>{row.mark}</Tag>}
    </>
  );
}
