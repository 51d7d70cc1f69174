import type { ReactNode } from "react";

import { type Command, keyLabel } from "../keyboard";

interface Props {
  children: ReactNode;
  onPress: () => void;
  /** the key that does the same, shown beside the words */
  hint?: Command;
  /** a key that only holds here, such as `Enter` */
  hintText?: string;
  tone?: "plain" | "primary" | "danger" | "link";
  size?: "normal" | "small";
  wide?: boolean;
  disabled?: boolean;
  focus?: string;
  /** a stop of the Enter key */
  flow?: boolean;
  title?: string;
  submit?: boolean;
}

/** A button with its key 按钮; the words say what happens. */
export function Button(props: Props) {
  const hint = props.hint === undefined ? props.hintText : keyLabel(props.hint);
  return (
    <button
      type={props.submit === true ? "submit" : "button"}
      className={props.wide === true ? "btn btn-wide" : "btn"}
      data-tone={props.tone ?? "plain"}
      data-size={props.size ?? "normal"}
      data-focus={props.focus}
      data-flow={props.flow === true ? "" : undefined}
      disabled={props.disabled}
      title={props.title}
      onClick={props.onPress}
    >
      {props.children}
      {hint !== undefined && <kbd>{hint}</kbd>}
    </button>
  );
}
