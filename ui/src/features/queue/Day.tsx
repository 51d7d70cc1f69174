import { useState } from "react";

import { Button, Dialog, List, useCall, useFault, useNotice } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type PaperPile } from "../../ipc";
import { useLive } from "../../ipc/useLive";

/** 待移交纸件: what lies at the counter, by department; one list is printed for each. */
export function Papers({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("intake");
  const fault = useFault();
  const notice = useNotice();
  const { busy, run } = useCall();
  const { data, reload } = useLive(() => ipc.counterDay(), "day", fault);
  const [at, setAt] = useState<string | null>(null);
  const piles = data?.piles ?? [];
  const chosen = piles.find((pile) => pile.department === at) ?? piles[0];
  const handOver = (pile: PaperPile | undefined) => {
    if (pile === undefined || busy) return;
    void run(async () => {
      const done = await ipc.act({ type: "hand_over", to: pile.department });
      if (done.refusal === null) notice({ tone: "ok", text: done.message });
      else notice({ tone: "warn", text: done.refusal.message, next: done.refusal.article });
      await reload();
    });
  };
  return (
    <Dialog
      title={t("day.papers")}
      onClose={onClose}
      commands={{ primary: () => handOver(chosen) }}
      footer={
        <>
          <Button onPress={onClose} hint="escape" focus="papers:close">
            {t("common:close")}
          </Button>
          <Button
            tone="primary"
            hint="primary"
            disabled={chosen === undefined || busy}
            onPress={() => handOver(chosen)}
            focus="papers:hand-over"
          >
            {t("day.hand_over")}
          </Button>
        </>
      }
    >
      <p className="sec">{t("day.papers_note")}</p>
      <List
        label={t("day.papers")}
        rows={piles}
        keyOf={(pile) => pile.department}
        selected={chosen?.department ?? null}
        onSelect={(pile) => setAt(pile.department)}
        onKeyOpen={handOver}
        focus="papers"
        flow
        empty={data === null ? t("common:loading") : t("day.papers_none")}
        draw={(pile) => (
          <>
            <span className="clip">{pile.name}</span>
            <span className="mut">
              {t("day.papers_row", { cases: pile.cases, papers: pile.papers })}
            </span>
          </>
        )}
      />
    </Dialog>
  );
}

interface GuidanceProps {
  onResume: (draft: string) => void;
  onClose: () => void;
}

/** 今日一次性告知: found again when the person returns. */
export function GuidanceList({ onResume, onClose }: GuidanceProps) {
  const { t } = useTranslation("intake");
  const fault = useFault();
  const { data } = useLive(() => ipc.counterDay(), "day", fault);
  const [at, setAt] = useState<string | null>(null);
  const rows = data?.notices ?? [];
  const selected = at ?? rows[0]?.number ?? null;
  return (
    <Dialog
      title={t("day.notices")}
      size="wide"
      onClose={onClose}
      footer={
        <Button onPress={onClose} hint="escape" focus="notices:close">
          {t("common:close")}
        </Button>
      }
    >
      <p className="sec">{t("day.notices_note")}</p>
      <List
        label={t("day.notices")}
        rows={rows}
        keyOf={(row) => row.number}
        selected={selected}
        onSelect={(row) => setAt(row.number)}
        onKeyOpen={(row) => row.draft !== null && onResume(row.draft)}
        focus="notices"
        flow
        empty={data === null ? t("common:loading") : t("day.notices_none")}
        draw={(row) => (
          <>
            <span className="clip">
              {row.at} <b>{row.who}</b> {row.matter} <span className="mut">{row.number}</span>
            </span>
            {row.draft === null ? (
              <span className="mut">{t("day.ended")}</span>
            ) : (
              <Button
                size="small"
                focus={`resume:${row.number}`}
                onPress={() => row.draft !== null && onResume(row.draft)}
              >
                {t("day.resume")}
              </Button>
            )}
          </>
        )}
      />
    </Dialog>
  );
}
