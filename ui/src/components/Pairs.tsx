import { Fragment, type ReactNode } from "react";

/** Name on the left, value on the right edge. */
export function Pairs({ rows }: { rows: readonly { id: string; name: ReactNode; value: ReactNode }[] }) {
  return (
    <div className="pairs">
      {rows.map((row) => (
        <Fragment key={row.id}>
          <span>{row.name}</span>
          <span className="num">{row.value}</span>
        </Fragment>
      ))}
    </div>
  );
}

/** Terms and their texts, in two columns. */
export function KeyValue({ rows }: { rows: readonly { id: string; name: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="kv">
      {rows.map((row) => (
        <Fragment key={row.id}>
          <dt>{row.name}</dt>
          <dd>{row.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
