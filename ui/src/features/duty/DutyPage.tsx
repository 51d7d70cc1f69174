import { Button, Card, Lamp, Table } from "../../components";
import { useTranslation } from "../../i18n";
import type { AttentionTask, CounterTile, DutyView, Kpi } from "../../ipc";
import { Bars, HalfHours } from "./Charts";

/** A paper about the whole day. */
export type DaySlip = "day_report" | "seal_register";

/** What the duty page asks of its desk. */
export interface DutyActs {
  /** opens the list that a number counts */
  list: (id: string, label: string) => void;
  resolve: (task: AttentionTask) => void;
  sign: () => void;
  /** prints a paper of the day: 当日办件日报, 用印登记簿 */
  print: (slip: DaySlip) => void;
}

interface Props {
  view: DutyView;
  acts: DutyActs;
}

/** 值班台: live numbers, lamps, the shift hand-over; every number opens the list it counts. */
export function DutyPage({ view, acts }: Props) {
  return (
    <>
      <DutyBanner view={view} acts={acts} />
      <main className="duty">
        <div className="kpis">
          {view.kpis.map((kpi) => (
            <KpiTile key={kpi.id} kpi={kpi} onOpen={() => acts.list(`kpi:${kpi.id}`, kpi.label)} />
          ))}
        </div>
        <Counters tiles={view.counters} acts={acts} />
        <Course view={view} />
        <Departments view={view} acts={acts} />
        <Returns view={view} />
        <HandOver view={view} acts={acts} />
      </main>
    </>
  );
}

function DutyBanner({ view, acts }: Props) {
  const { t } = useTranslation("duty");
  return (
    <div className="banner">
      <span className="banner-who">{view.title}</span>
      <span className="sec">{view.subtitle}</span>
      {view.signed.map((signed) => (
        <Lamp colour="green" key={signed}>
          {t("signed_off", { text: signed })}
        </Lamp>
      ))}
      <span className="banner-actions">
        {view.sign_reason !== null && <span className="mut small">{view.sign_reason}</span>}
        <Button onPress={() => acts.print("day_report")} focus="print-day">
          {t("day_report")}
        </Button>
        <Button onPress={() => acts.print("seal_register")} focus="print-seals">
          {t("seal_register")}
        </Button>
        <Button tone="primary" hint="print" onPress={acts.sign} focus="print-report">
          {t("print")}
        </Button>
      </span>
    </div>
  );
}

function KpiTile({ kpi, onOpen }: { kpi: Kpi; onOpen: () => void }) {
  return (
    <button type="button" className="card kpi" data-focus={`kpi:${kpi.id}`} onClick={onOpen}>
      <small className="mut clip">{kpi.label}</small>
      <span className="kpi-value">
        {kpi.lamp === "none" ? kpi.value : <Lamp colour={kpi.lamp}>{kpi.value}</Lamp>}
        {kpi.note !== null && <small className="mut"> {kpi.note}</small>}
      </span>
    </button>
  );
}

function Counters({ tiles, acts }: { tiles: readonly CounterTile[]; acts: DutyActs }) {
  const { t } = useTranslation("duty");
  return (
    <Card title={t("counters")} className="duty-counters">
      <div className="counters">
        {tiles.map((tile) => (
          <button
            type="button"
            className="counter"
            data-tone={tile.tone}
            data-focus={`counter:${tile.no}`}
            key={tile.no}
            onClick={() => acts.list(`counter:${tile.no}`, t("counter", { no: tile.no }))}
          >
            <b>{tile.no}</b>{" "}
            {tile.lamp === "none" ? tile.state : <Lamp colour={tile.lamp}>{tile.state}</Lamp>}
            <span className="counter-detail clip">{tile.detail}</span>
          </button>
        ))}
      </div>
    </Card>
  );
}

function Course({ view }: { view: DutyView }) {
  const { t } = useTranslation("duty");
  return (
    <Card title={t("half_hours")} note={t("half_hours_legend")} className="duty-course">
      <HalfHours rows={view.half_hours} label={t("half_hours")} />
    </Card>
  );
}

function Departments({ view, acts }: Props) {
  const { t } = useTranslation("duty");
  return (
    <Card title={t("departments")} className="duty-departments">
      <Table
        rows={view.departments}
        keyOf={(row) => row.name}
        columns={[
          {
            id: "name",
            title: t("department"),
            draw: (row) => (
              <button
                type="button"
                className="material-name"
                data-focus={`department:${row.name}`}
                onClick={() => acts.list(`department:${row.name}`, row.name)}>
                {row.name}
              </button>
            ),
          },
          { id: "open", title: t("open"), number: true, draw: (row) => row.open },
          {
            id: "yellow",
            title: t("yellow"),
            number: true,
            draw: (row) => (row.yellow > 0 ? <Lamp colour="yellow">{row.yellow}</Lamp> : 0),
          },
          {
            id: "red",
            title: t("red"),
            number: true,
            draw: (row) => (row.red > 0 ? <Lamp colour="red">{row.red}</Lamp> : 0),
          },
          { id: "average", title: t("average"), number: true, draw: (row) => row.average },
          { id: "on_time", title: t("on_time"), number: true, draw: (row) => row.on_time },
        ]}
      />
    </Card>
  );
}

function Returns({ view }: { view: DutyView }) {
  const { t } = useTranslation("duty");
  return (
    <Card title={t("returns")} className="duty-returns">
      {view.returns.length === 0 && <p className="mut">{t("no_returns")}</p>}
      <Bars rows={view.returns.map((row) => ({ name: row.reason, count: row.count }))} />
    </Card>
  );
}

function HandOver({ view, acts }: Props) {
  const { t } = useTranslation("duty");
  return (
    <Card title={t("checks")} className="duty-side">
      <div className="checks">
        {view.checks.map((check) => (
          <button
            type="button"
            className="check"
            key={check.id}
            data-focus={`check:${check.id}`}
            onClick={() => acts.list(`check:${check.id}`, check.name)}
          >
            <span>{check.name}</span>
            {check.lamp === "none" ? <b>{check.value}</b> : <Lamp colour={check.lamp}>{check.value}</Lamp>}
          </button>
        ))}
      </div>
      <h2 className="card-title duty-tasks">{t("tasks")}</h2>
      {view.tasks.length === 0 && <p className="mut">{t("no_tasks")}</p>}
      {view.tasks.map((task) => (
        <div className="task" key={task.id}>
          <Lamp colour={task.lamp} />
          <span>
            {task.text}
            <small className="mut task-detail">{task.detail}</small>
          </span>
          {task.id === "repair" && (
            <Button size="small" onPress={() => acts.list("check:repair", task.text)} focus="task:repair">
              {t("open_list")}
            </Button>
          )}
          {task.stream !== null && (
            <Button size="small" onPress={() => acts.resolve(task)} focus={`task:${task.id}`}>
              {t("resolve")}
            </Button>
          )}
        </div>
      ))}
    </Card>
  );
}
