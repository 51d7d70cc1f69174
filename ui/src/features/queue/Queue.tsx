import { useState } from "react";

import { Button, Card, List, Tag } from "../../components";
import { useTranslation } from "../../i18n";
import type { QueueView, Ticket, TodayCount } from "../../ipc";
import { Notices } from "./Notices";

interface Props {
  view: QueueView;
  onNext: () => void;
  onResume: (draft: string) => void;
  /** opens the list behind a number of today */
  onList: (id: "received" | "deferred", label: string) => void;
  /** opens what waits to be handed over */
  onPapers: () => void;
}

/** The left column 叫号、暂存、今日: people waiting, parked applicants, the counter's own numbers. */
export function Queue({ view, onNext, onResume, onList, onPapers }: Props) {
  const { t } = useTranslation("intake");
  const [at, setAt] = useState<string | null>(null);
  const [notices, setNotices] = useState(false);
  const show = (id: TodayId) => {
    if (id === "received" || id === "deferred") onList(id, t(`day.${id}`));
    else if (id === "papers") onPapers();
    else setNotices(true);
  };
  return (
    <div className="stack queue">
      <Card title={t("queue.title")} actions={<span className="mut">{t("queue.waiting", { n: view.waiting })}</span>}>
        {view.tickets.length === 0 && <p className="mut">{t("queue.no_tickets")}</p>}
        <ul>
          {view.tickets.map((ticket) => (
            <TicketRow key={ticket.no} ticket={ticket} />
          ))}
        </ul>
        <div className="queue-next">
          <Button wide hint="next_ticket" onPress={onNext} focus="next-ticket">
            {t("queue.next")}
          </Button>
        </div>
        {!view.online && <p className="mut small">{t("queue.offline")}</p>}
      </Card>
      <Card title={t("queue.parked")} className="card-fill">
        <List
          label={t("queue.parked")}
          rows={view.parked}
          keyOf={(draft) => draft.id}
          selected={at}
          onSelect={(draft) => setAt(draft.id)}
          onOpen={(draft) => onResume(draft.id)}
          focus="parked"
          empty={t("queue.no_parked")}
          draw={(draft) => (
            <>
              <span className="clip">
                {draft.ticket} {draft.name}
              </span>
              <Tag tone={draft.tone}>{draft.text}</Tag>
            </>
          )}
        />
      </Card>
      <Card title={t("queue.today")}>
        <div className="checks">
          {view.today.filter(isKnown).map((row) => (
          <button
            key={row.id}
            type="button"
            className="check"
            data-focus={`today:${row.id}`}
            onClick={() => show(row.id)}
          >
            <span>{t(`queue.${row.id}`)}</span>
            <b>{row.value}</b>
          </button>
          ))}
        </div>
      </Card>
      {notices && (
        <Notices
          onClose={() => setNotices(false)}
          onResume={(draft) => {
            setNotices(false);
            onResume(draft);
          }}
        />
      )}
    </div>
  );
}

const TODAY = ["received", "papers", "notices", "deferred"] as const;
type TodayId = (typeof TODAY)[number];

function isKnown(row: TodayCount): row is TodayCount & { id: TodayId } {
  return (TODAY as readonly string[]).includes(row.id);
}

function TicketRow({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("intake");
  return (
    <li className="list-row" aria-selected={ticket.state === "serving"} role="presentation">
      <span>{ticket.no}</span>
      <span className={ticket.state === "serving" ? undefined : "mut"}>
        {ticket.state === "serving" ? t("queue.serving") : ticket.text}
      </span>
    </li>
  );
}
