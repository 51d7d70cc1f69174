import type { ReactNode } from "react";

import { type Command, keyLabel } from "../keyboard";

export interface KeyHint {
  /** a command of the keyboard, or the name of a key */
  keys: Command | { text: string };
  label: string;
}

/** The bottom line: the keys of this very step 按键提示. */
export function KeyLine({ hints, status }: { hints: readonly KeyHint[]; status?: ReactNode }) {
  return (
    <footer className="keys">
      {hints.map((hint) => (
        <span className="row" key={hint.label}>
          <kbd>{typeof hint.keys === "string" ? keyLabel(hint.keys) : hint.keys.text}</kbd>
          {hint.label}
        </span>
      ))}
      <span className="push mut clip" role="status">
        {status}
      </span>
    </footer>
  );
}
