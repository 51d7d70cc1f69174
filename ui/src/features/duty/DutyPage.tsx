import { Button, Card, Lamp, Table } from "../../components";
import { useTranslation } from "../../i18n";
import type { DutyActs } from "./acts";
import { Bars, HalfHours } from "./Charts";
import type { CounterTile, DutyView, Kpi } from "./model";

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
            <KpiTile key={kpi.id} kpi={kpi} onOpen={() => acts.open(`kpi:${kpi.id}`)} />
          ))}
        </div>
        <Counters tiles={view.counters} onOpen={(no) => acts.open(`counter:${no}`)} />
        <Course view={view} />
        <Departments view={view} onOpen={(name) => acts.open(`department:${name}`)} />
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
      {view.signed_off !== null && <Lamp colour="green">{t("signed_off", { text: view.signed_off })}</Lamp>}
      <span className="banner-actions">
        <Button onPress={acts.signOff} focus="sign-off">
          {t("sign_off")}
        </Button>
        <Button tone="primary" hint="print" onPress={acts.print} focus="print-report">
          {t("print")}
        </Button>
      </span>
    </div>
  );
}

function KpiTile({ kpi, onOpen }: { kpi: Kpi; onOpen: () => void }) {
  const { t, i18n } = useTranslation("duty");
  const key = `kpi.${kpi.id}`;
  return (
    <button type="button" className="card kpi" data-focus={`kpi:${kpi.id}`} onClick={onOpen}>
      <small className="mut">{i18n.exists(`duty:${key}`) ? t(key as "kpi.accepted") : kpi.id}</small>
      <span className="kpi-value">
        {kpi.value}
        {kpi.lamps.map((lamp) => (
          <Lamp key={lamp.colour} colour={lamp.colour}>
            {lamp.text}
          </Lamp>
        ))}
        {kpi.note !== null && <small className="mut"> {kpi.note}</small>}
      </span>
    </button>
  );
}

function Counters({ tiles, onOpen }: { tiles: readonly CounterTile[]; onOpen: (no: string) => void }) {
  const { t } = useTranslation("duty");
  return (
    <Card title={t("counters")} className="duty-counters">
      <div className="counters">
        {tiles.map((tile) => (
          <button
            type="button"
            className="counter"
            data-tone={tile.tone}
            key={tile.no}
            onClick={() => onOpen(tile.no)}
          >
            <b>{tile.no}</b>{" "}
            {tile.lamp === null ? tile.state : <Lamp colour={tile.lamp}>{tile.state}</Lamp>}
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

function Departments({ view, onOpen }: { view: DutyView; onOpen: (name: string) => void }) {
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
              <button type="button" className="material-name" onClick={() => onOpen(row.name)}>
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
            onClick={() => acts.open(`check:${check.id}`)}
          >
            <span>{check.name}</span>
            {check.lamp === null ? <b>{check.value}</b> : <Lamp colour={check.lamp}>{check.value}</Lamp>}
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
          <Button size="small" onPress={() => acts.act(task.id)} focus={`task:${task.id}`}>
            {task.act}
          </Button>
        </div>
      ))}
    </Card>
  );
}
