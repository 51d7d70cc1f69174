import { useState } from "react";

import { Button, Dialog, List, Reason, Table, useCall, useFault, useNotice } from "../../components";
import { useTranslation } from "../../i18n";
import { type AttentionItem, ipc } from "../../ipc";
import { useLive } from "../../ipc/useLive";
import { requestFocus } from "../../keyboard";

interface Props {
  /** opens the case that an item is about */
  onCase: (caseNo: string) => void;
  onClose: () => void;
}

const keyOf = (item: AttentionItem) => `${item.stream ?? ""} ${item.id}`;

/** 需处理: what did not go through, beside what stands now, until a person has dealt with it. */
export function AttentionDialog({ onCase, onClose }: Props) {
  const { t } = useTranslation("attention");
  const fault = useFault();
  const notice = useNotice();
  const { run } = useCall();
  const { data: items, reload } = useLive(() => ipc.attention(), "attention", fault);
  const [picked, setPicked] = useState<string | null>(null);
  const [saying, setSaying] = useState(false);
  const rows = items ?? [];
  const current = rows.find((item) => keyOf(item) === picked) ?? rows[0] ?? null;
  const resolve = (item: AttentionItem, text: string) =>
    void run(async () => {
      if (item.stream === null) {
        await ipc.dismiss(item.id, text);
      } else {
        const done = await ipc.act({ type: "resolve_task", stream: item.stream, task: item.id, text });
        if (done.refusal !== null) {
          notice({ tone: "warn", text: done.refusal.message, next: done.refusal.article });
          return;
        }
      }
      setSaying(false);
      await reload();
      requestFocus("attention:list");
    });
  return (
    <Dialog
      title={t("title", { n: rows.length })}
      size="page"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} hint="escape" focus="attention:close">
            {t("common:close")}
          </Button>
          {current !== null && current.case_no !== null && (
            <Button onPress={() => onCase(current.case_no ?? "")} focus="attention:case" flow>
              {t("open_case")}
            </Button>
          )}
          {current !== null && (
            <Button tone="primary" onPress={() => setSaying(true)} focus="attention:resolve" flow>
              {t("resolve")}
            </Button>
          )}
        </>
      }
    >
      <div className="attention">
        <List
          label={t("list")}
          rows={rows}
          keyOf={keyOf}
          selected={current === null ? null : keyOf(current)}
          onSelect={(item) => setPicked(keyOf(item))}
          focus="attention:list"
          flow
          rowClass="inbox-row"
          empty={items === null ? t("common:loading") : t("empty")}
          draw={(item) => (
            <>
              <b className="clip">{item.title}</b>
              <span className="mut">{item.at}</span>
              <span className="sec clip">{item.about}</span>
            </>
          )}
        />
        {current !== null && <Item item={current} />}
      </div>
      {saying && current !== null && (
        <Reason
          title={current.title}
          label={t("what_was_done")}
          confirm={t("resolve")}
          onSay={(text) => resolve(current, text)}
          onClose={() => setSaying(false)}
        />
      )}
    </Dialog>
  );
}

function Item({ item }: { item: AttentionItem }) {
  const { t } = useTranslation("attention");
  return (
    <div className="stack attention-item">
      <p>
        <b>{item.about}</b>
      </p>
      <p>
        {item.reason} {item.article !== null && <span className="mut">{item.article}</span>}
      </p>
      {item.difference.length > 0 && (
        <Table
          rows={item.difference}
          keyOf={(row) => row.label}
          columns={[
            { id: "label", title: t("part"), draw: (row) => row.label },
            { id: "asked", title: t("asked"), draw: (row) => row.asked },
            { id: "now", title: t("now"), draw: (row) => (row.now === "" ? t("common:none") : row.now) },
          ]}
        />
      )}
      <p className="sec">{t("next")}</p>
      <ol className="dialog-list">
        {item.next.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
