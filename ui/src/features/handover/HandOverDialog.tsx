import { useState } from "react";

import { Button, Card, Dialog, Table, useCall, useFault, useNotice } from "../../components";
import { useTranslation } from "../../i18n";
import { type ActRequest, type HandOverLine, type HandOverList, ipc } from "../../ipc";
import { useLive } from "../../ipc/useLive";

/** 物料移交: the counter hands papers over by department; the department counts every row. */
export function HandOverDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("handover");
  const fault = useFault();
  const notice = useNotice();
  const { busy, run } = useCall();
  const { data: view, reload } = useLive(() => ipc.handOvers(), "handover", fault);
  const ask = (request: ActRequest) =>
    void run(async () => {
      const done = await ipc.act(request);
      if (done.refusal !== null) {
        const { code, message, article } = done.refusal;
        notice({ tone: "warn", code, text: message, next: article });
        return;
      }
      notice({ tone: "ok", text: done.message });
      for (const paper of done.papers) {
        if (paper.state === "failed") notice({ tone: "bad", text: paper.title, next: paper.message });
      }
      await reload();
    });
  const nothing = view !== null && view.to_hand.length === 0 && view.to_confirm.length === 0;
  return (
    <Dialog
      title={t("title")}
      size="page"
      onClose={onClose}
      footer={
        <Button onPress={onClose} hint="escape" focus="handover:close" flow>
          {t("common:close")}
        </Button>
      }
    >
      {view === null && <p className="mut">{t("common:loading")}</p>}
      {nothing && <p className="mut">{t("nothing")}</p>}
      {view?.to_hand.map((list) => (
        <ToHand
          key={list.department}
          list={list}
          busy={busy}
          onHand={() => ask({ type: "hand_over", to: list.department })}
        />
      ))}
      {view?.to_confirm.map((list) => (
        <ToConfirm
          key={list.list}
          list={list}
          busy={busy}
          onConfirm={(missing) => ask({ type: "confirm_hand_over", list: list.list ?? "", missing })}
        />
      ))}
    </Dialog>
  );
}

function ToHand({ list, busy, onHand }: { list: HandOverList; busy: boolean; onHand: () => void }) {
  const { t } = useTranslation("handover");
  return (
    <Card title={list.name} note={t("rows", { n: list.rows.length })}>
      <Rows rows={list.rows} />
      <Button tone="primary" onPress={onHand} disabled={busy} focus={`hand-over:${list.department}`} flow>
        {t("hand", { name: list.name })}
      </Button>
    </Card>
  );
}

interface ConfirmProps {
  list: HandOverList;
  busy: boolean;
  onConfirm: (missing: number[]) => void;
}

function ToConfirm({ list, busy, onConfirm }: ConfirmProps) {
  const { t } = useTranslation("handover");
  const [missing, setMissing] = useState<readonly number[]>([]);
  const toggle = (at: number) =>
    setMissing((old) => (old.includes(at) ? old.filter((row) => row !== at) : [...old, at]));
  return (
    <Card title={t("list", { no: list.list ?? "", name: list.name })} note={t("rows", { n: list.rows.length })}>
      <Rows
        rows={list.rows}
        box={(at) => (
          <input
            type="checkbox"
            aria-label={t("present")}
            checked={!missing.includes(at)}
            data-focus={`confirm:${list.list}:${at}`}
            data-flow=""
            onChange={() => toggle(at)}
          />
        )}
      />
      <Button
        tone="primary"
        onPress={() => onConfirm([...missing].sort((a, b) => a - b))}
        disabled={busy}
        focus={`confirm:${list.list}`}
        flow
      >
        {missing.length === 0 ? t("confirm") : t("confirm_missing", { n: missing.length })}
      </Button>
    </Card>
  );
}

interface RowsProps {
  rows: readonly HandOverLine[];
  box?: (at: number) => React.ReactNode;
}

function Rows({ rows, box }: RowsProps) {
  const { t } = useTranslation("handover");
  const numbered = rows.map((row, at) => ({ ...row, at }));
  return (
    <Table
      rows={numbered}
      keyOf={(row) => String(row.at)}
      columns={[
        ...(box === undefined
          ? []
          : [{ id: "box", title: t("present"), draw: (row: { at: number }) => box(row.at) }]),
        { id: "case", title: t("case"), draw: (row) => row.case_no },
        { id: "who", title: t("applicant"), draw: (row) => row.applicant },
        { id: "item", title: t("item"), draw: (row) => row.item },
        { id: "material", title: t("material"), draw: (row) => row.material },
        { id: "pages", title: t("pages"), number: true, draw: (row) => row.pages },
        { id: "original", title: t("original"), draw: (row) => (row.original ? t("common:yes") : t("common:no")) },
      ]}
    />
  );
}
