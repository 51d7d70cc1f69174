import { useState } from "react";

import { Button, Dialog, List, useFault } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc } from "../../ipc";
import { useLive } from "../../ipc/useLive";

interface Props {
  onResume: (draft: string) => void;
  onClose: () => void;
}

/** 今日一次性告知: found again when the person returns. */
export function Notices({ onResume, onClose }: Props) {
  const { t } = useTranslation("intake");
  const fault = useFault();
  const { data } = useLive(() => ipc.noticesGiven(), "notices", fault);
  const [at, setAt] = useState<string | null>(null);
  const rows = data ?? [];
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
