import type { ReactNode } from "react";

export interface Column<T> {
  id: string;
  title: ReactNode;
  draw: (row: T) => ReactNode;
  number?: boolean;
  className?: string;
}

interface Props<T> {
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  empty?: ReactNode;
  label?: string;
}

/** A plain table 表格. */
export function Table<T>({ columns, rows, keyOf, empty, label }: Props<T>) {
  return (
    <table className="table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} className={column.number === true ? "num" : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <td
                key={column.id}
                className={column.number === true ? "num" : column.className}
              >
                {column.draw(row)}
              </td>
            ))}
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={columns.length} className="empty">
              {empty}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
