import { useTranslation } from "../i18n";
import { Button } from "./Button";
import { Lamp, type LampColour } from "./Lamp";
import { Table } from "./Table";

interface PaperLine {
  stream: string;
  title: string;
  number: string;
  state: "owed" | "printed" | "failed" | "voided";
  message: string | null;
  reprints: number;
}

interface Props<P extends PaperLine> {
  rows: readonly P[];
  onReprint: (paper: P) => void;
  /** 作废, where this list offers it */
  onVoid?: (paper: P) => void;
  busy: boolean;
}

const LAMPS: Readonly<Record<PaperLine["state"], LampColour>> = {
  owed: "yellow",
  printed: "green",
  failed: "red",
  voided: "none",
};

const BUTTONS = {
  owed: "print_now",
  printed: "reprint",
  failed: "print_again",
  voided: "print_now",
} as const satisfies Record<PaperLine["state"], string>;

/** Papers with what the printer itself said of them 文书与打印状态. */
export function PaperTable<P extends PaperLine>({ rows, onReprint, onVoid, busy }: Props<P>) {
  const { t } = useTranslation("papers");
  return (
    <Table
      rows={rows}
      keyOf={(row) => `${row.title} ${row.number}`}
      empty={t("empty")}
      columns={[
        { id: "title", title: t("name"), draw: (row) => row.title },
        { id: "number", title: t("number"), draw: (row) => row.number },
        {
          id: "state",
          title: t("state"),
          draw: (row) => (
            <>
              <Lamp colour={LAMPS[row.state]}>
                {t(`state_${row.state}`)}
                {row.reprints > 0 && ` · ${t("reprinted", { n: row.reprints })}`}
              </Lamp>
              {row.message !== null && <div className="small sec">{row.message}</div>}
            </>
          ),
        },
        {
          id: "act",
          title: "",
          draw: (row) =>
            row.state !== "voided" && (
              <span className="row">
                <Button
                  size="small"
                  disabled={busy}
                  tone={row.state === "printed" ? "plain" : "primary"}
                  onPress={() => onReprint(row)}
                  focus={`paper:${row.number}`}
                >
                  {t(BUTTONS[row.state])}
                </Button>
                {onVoid !== undefined && (
                  <Button
                    size="small"
                    tone="danger"
                    disabled={busy}
                    onPress={() => onVoid(row)}
                    focus={`void:${row.number}`}
                  >
                    {t("void")}
                  </Button>
                )}
              </span>
            ),
        },
      ]}
    />
  );
}
