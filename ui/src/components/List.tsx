import { type ReactNode, useEffect, useId, useRef } from "react";

import { isComposing } from "../keyboard";

interface Props<T> {
  label: string;
  rows: readonly T[];
  keyOf: (row: T) => string;
  draw: (row: T, selected: boolean) => ReactNode;
  selected: string | null;
  onSelect: (row: T) => void;
  /** Enter, or a click */
  onOpen?: (row: T) => void;
  /** Enter only: a click just selects */
  onKeyOpen?: (row: T) => void;
  focus: string;
  flow?: boolean;
  rowClass?: string;
  empty?: ReactNode;
}

/** A list that is walked with the arrow keys 列表. */
export function List<T>(props: Props<T>) {
  const { rows, keyOf, selected, onSelect, onOpen, onKeyOpen } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const at = rows.findIndex((row) => keyOf(row) === selected);
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.target !== box.current) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    const row = rows[Math.min(Math.max(to ?? at, 0), rows.length - 1)];
    if (row === undefined) return;
    if (to !== undefined) {
      event.preventDefault();
      onSelect(row);
    } else if (event.key === "Enter" && at >= 0) {
      const open = onOpen ?? onKeyOpen;
      if (open === undefined) return;
      event.preventDefault();
      open(row);
    }
  };
  if (rows.length === 0) {
    return (
      <div className="list empty" tabIndex={0} data-focus={props.focus} aria-label={props.label}>
        {props.empty}
      </div>
    );
  }
  return (
    <div
      ref={box}
      className="list"
      role="listbox"
      tabIndex={0}
      aria-label={props.label}
      aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
      data-focus={props.focus}
      data-flow={props.flow === true ? "" : undefined}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, index) => (
        <div
          key={keyOf(row)}
          id={`${id}-${index}`}
          role="option"
          className={props.rowClass ?? "list-row"}
          aria-selected={index === at}
          onClick={() => {
            onSelect(row);
            onOpen?.(row);
          }}
        >
          {props.draw(row, index === at)}
        </div>
      ))}
    </div>
  );
}
