import { useState } from "react";

import { Choice, Confirm, Field, Reason, Table } from "../../components";
import { useTranslation } from "../../i18n";
import type { PayChannel, ChargeRequest, FeeOffer } from "../../ipc";
import { type AskProps, isDay } from "./course";

/** What a line comes to, in 分; rounded in the payer's favour, as Rust reckons it again. */
function amountOf(offer: FeeOffer, line: ChargeRequest): number {
  const percent = offer.reductions.find((each) => each.name === line.reduction)?.percent ?? 0;
  return Math.floor((offer.amount * line.quantity * (100 - percent)) / 100);
}

const yuan = (amount: number) => (amount / 100).toFixed(2);

/** 缴费通知: published items at their published standard, with the reduction that is granted. */
export function ChargeFee({ view, onAsk, onClose }: AskProps) {
  const { t } = useTranslation("course");
  const { fees } = view.course;
  const [lines, setLines] = useState<readonly ChargeRequest[]>(
    fees.open.map((offer) => ({ name: offer.name, quantity: 1, reduction: null })),
  );
  const [due, setDue] = useState(fees.due);
  const edit = (name: string, change: Partial<ChargeRequest>) =>
    setLines(lines.map((line) => (line.name === name ? { ...line, ...change } : line)));
  const pairs = fees.open.flatMap((offer) => {
    const line = lines.find((each) => each.name === offer.name);
    return line === undefined ? [] : [{ offer, line }];
  });
  const total = pairs.reduce((sum, { offer, line }) => sum + amountOf(offer, line), 0);
  return (
    <Confirm
      title={t("charge.title")}
      confirm={t("charge.confirm", { total: yuan(total) })}
      size="wide"
      disabled={!isDay(due) || lines.some((line) => line.quantity < 1)}
      onConfirm={() => onAsk({ type: "charge", case: view.case_no, charges: [...lines], due })}
      onClose={onClose}
    >
      <div className="stack">
        {pairs.map(({ offer, line }) => (
          <Line key={offer.name} offer={offer} line={line} onEdit={(change) => edit(offer.name, change)} />
        ))}
        <Field label={t("charge.due")} kind="date" value={due} onEdit={setDue} focus="charge:due" required />
      </div>
    </Confirm>
  );
}

function Line(props: { offer: FeeOffer; line: ChargeRequest; onEdit: (change: Partial<ChargeRequest>) => void }) {
  const { t } = useTranslation("course");
  const { offer, line, onEdit } = props;
  return (
    <div>
      <p>
        <b>{offer.name}</b> {offer.standard} <span className="mut small">{offer.basis}</span>
      </p>
      <div className="dialog-form dialog-pairs">
        <Field
          label={t("charge.quantity")}
          kind="number"
          value={String(line.quantity)}
          onEdit={(text) => onEdit({ quantity: Number.parseInt(text, 10) || 0 })}
          focus={`charge:${offer.name}`}
          required
        />
        <Field
          label={t("charge.reduction")}
          kind="select"
          value={line.reduction ?? ""}
          options={offer.reductions.map((each) => ({
            value: each.name,
            label: `${each.name} −${each.percent}% ${each.basis}`,
          }))}
          onEdit={(name) => onEdit({ reduction: name === "" ? null : name })}
          focus={`reduction:${offer.name}`}
          note={t("charge.amount", { amount: yuan(amountOf(offer, line)) })}
        />
      </div>
    </div>
  );
}

/** 收款 at the counter's terminal: the treasury's account, never the counter's. */
export function TakePayment({ view, onAsk, onClose }: AskProps) {
  const { t } = useTranslation("course");
  const { fees } = view.course;
  const [channel, setChannel] = useState<PayChannel>("pos");
  const channels: readonly PayChannel[] = fees.cash ? ["pos", "bank", "cash"] : ["pos", "bank"];
  return (
    <Confirm
      title={t("pay.title")}
      confirm={t("pay.confirm", { amount: fees.unpaid ?? "" })}
      disabled={fees.unpaid === null}
      onConfirm={() => onAsk({ type: "take_payment", case: view.case_no, channel })}
      onClose={onClose}
    >
      <div className="stack">
        <Table
          rows={fees.notices}
          keyOf={(row) => row.number}
          columns={[
            { id: "number", title: t("pay.notice"), draw: (row) => row.number },
            { id: "amount", title: t("pay.amount"), draw: (row) => row.amount },
            { id: "state", title: t("pay.state"), draw: (row) => row.state },
          ]}
        />
        <Choice
          label={t("pay.channel")}
          focus="pay:channel"
          value={channel}
          onPick={(picked) => setChannel(picked as PayChannel)}
          options={channels.map((each) => ({ value: each, label: t(`pay.${each}`) }))}
        />
        <p className="mut small">{t("pay.note")}</p>
      </div>
    </Confirm>
  );
}

/** 退费, through the treasury. */
export function RefundFee({ view, onAsk, onClose }: AskProps) {
  const { t } = useTranslation("course");
  return (
    <Reason
      title={t("refund.title")}
      label={t("refund.reason")}
      confirm={t("refund.title")}
      note={t("refund.note", { amount: view.course.fees.refundable ?? "" })}
      onSay={(reason) => onAsk({ type: "refund_fee", case: view.case_no, reason })}
      onClose={onClose}
    />
  );
}
