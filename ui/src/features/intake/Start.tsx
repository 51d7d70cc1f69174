import { useState } from "react";

import { Button, Card, Field } from "../../components";
import { useTranslation } from "../../i18n";

interface Props {
  online: boolean;
  onNext: () => void;
  onStart: (ticket: string) => void;
  onCard: () => void;
}

/** Nobody is being served: call the next person, read a card, or begin for a typed ticket. */
export function Start({ online, onNext, onStart, onCard }: Props) {
  const { t } = useTranslation("intake");
  const [ticket, setTicket] = useState("");
  return (
    <section className="start">
      <Card>
        <h2 className="start-title">{t("start.title")}</h2>
        <p className="sec">{t("start.note")}</p>
        <div className="start-ticket">
          <Field
            label={online ? t("start.ticket") : t("start.ticket_offline")}
            value={ticket}
            onEdit={setTicket}
            focus="start:ticket"
          />
          <Button hint="new" onPress={() => onStart(ticket)} focus="start:new" flow>
            {t("start.new")}
          </Button>
        </div>
        <div className="start-actions">
          <Button tone="primary" hint="next_ticket" onPress={onNext} focus="start:next" flow>
            {t("start.next")}
          </Button>
          <Button hint="read_card" onPress={onCard} focus="start:card" flow>
            {t("start.card")}
          </Button>
        </div>
      </Card>
    </section>
  );
}
