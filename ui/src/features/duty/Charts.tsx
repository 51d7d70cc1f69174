import type { HalfHour } from "../../ipc";

const WIDTH = 440;
const HEIGHT = 200;
const FLOOR = 176;
const CEILING = 16;

/** The next round number above the highest bar, a multiple of three so that the lines are whole. */
export function scaleOf(highest: number): number {
  for (const step of [3, 6, 9, 15, 30, 45, 60, 90, 150, 300, 600]) {
    if (highest <= step) return step;
  }
  return Math.ceil(highest / 300) * 300;
}

/** Received (bars) and accepted (line) for each half-hour 每半小时. */
export function HalfHours({ rows, label }: { rows: readonly HalfHour[]; label: string }) {
  const top = scaleOf(Math.max(1, ...rows.flatMap((row) => [row.received, row.accepted])));
  const y = (value: number) => FLOOR - ((FLOOR - CEILING) * value) / top;
  const slot = (WIDTH - 36) / Math.max(rows.length, 6);
  const x = (index: number) => 34 + slot * (index + 0.5);
  // labels that do not run into each other: eight at most
  const labelled = Math.ceil(rows.length / 8);
  const line = rows.map((row, index) => `${x(index)},${y(row.accepted)}`).join(" ");
  return (
    <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {[0, 1, 2, 3].map((third) => (
        <g key={third}>
          <line className="chart-grid" x1={30} x2={WIDTH} y1={y((top * third) / 3)} y2={y((top * third) / 3)} />
          <text x={24} y={y((top * third) / 3) + 4} textAnchor="end">
            {(top * third) / 3}
          </text>
        </g>
      ))}
      {rows.map((row, index) => (
        <g key={row.from}>
          <rect
            className="chart-bar"
            x={x(index) - slot * 0.28}
            width={slot * 0.56}
            y={y(row.received)}
            height={FLOOR - y(row.received)}
            rx={2}
          />
          {index % labelled === 0 ? (
            <text x={x(index)} y={HEIGHT - 6} textAnchor="middle">
              {row.from}
            </text>
          ) : null}
        </g>
      ))}
      <polyline className="chart-line" points={line} />
      {rows.map((row, index) => (
        <circle className="chart-point" key={row.from} cx={x(index)} cy={y(row.accepted)} r={3} />
      ))}
    </svg>
  );
}

interface Bar {
  name: string;
  count: number;
}

/** Counts by reason, as bars. */
export function Bars({ rows }: { rows: readonly Bar[] }) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <ul className="bars">
      {rows.map((row) => (
        <li key={row.name}>
          <span className="sec clip">{row.name}</span>
          <meter className="bar" min={0} max={most} value={row.count} />
          <b className="num">{row.count}</b>
        </li>
      ))}
    </ul>
  );
}
