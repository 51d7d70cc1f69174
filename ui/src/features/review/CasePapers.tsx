import { useState } from "react";

import { PaperTable, Reason, useFault } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type PaperRow, type ReviewView } from "../../ipc";
import { useLive } from "../../ipc/useLive";
import type { Ask } from "./acts";
import { CaseSlips } from "./CaseSlips";

/** The papers of a case with the printer's word: print an owed one, 补打, 作废. */
export function CasePapers({ view, ask }: { view: ReviewView; ask: Ask }) {
  const { t } = useTranslation("papers");
  const fault = useFault();
  const stream = `app/${view.application}`;
  const { data: rows, reload } = useLive(() => ipc.papers(stream), stream, fault);
  const [dialog, setDialog] = useState<{ act: "reprint" | "void"; paper: PaperRow } | null>(null);
  const print = async (paper: PaperRow, reason: string | null) => {
    await ask({ type: "print", stream: paper.stream, number: paper.number, reason });
    await reload();
  };
  const say = async (reason: string) => {
    if (dialog === null) return;
    const { act, paper } = dialog;
    setDialog(null);
    if (act === "reprint") return print(paper, reason);
    await ask({ type: "void_paper", stream: paper.stream, number: paper.number, reason });
    await reload();
  };
  return (
    <div className="case-scroll" tabIndex={0} data-focus="case-papers">
      <CaseSlips view={view} onPrinted={reload} />
      <PaperTable
        rows={rows ?? []}
        busy={rows === null}
        onReprint={(paper) =>
          paper.state === "printed" ? setDialog({ act: "reprint", paper }) : void print(paper, null)
        }
        onVoid={(paper) => setDialog({ act: "void", paper })}
      />
      {dialog !== null && (
        <Reason
          title={`${t(dialog.act === "void" ? "void" : "reprint")} ${dialog.paper.title} ${dialog.paper.number}`}
          label={t("why")}
          confirm={t(dialog.act === "void" ? "void" : "reprint")}
          tone={dialog.act === "void" ? "danger" : "primary"}
          note={t(dialog.act === "void" ? "void_note" : "reprint_note")}
          onSay={(reason) => void say(reason)}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
