import { type ReactNode, useState } from "react";

import { Confirm } from "./Confirm";
import { Field } from "./Field";

interface Props {
  title: ReactNode;
  label: string;
  confirm: string;
  tone?: "primary" | "danger";
  note?: string;
  onSay: (text: string) => void;
  onClose: () => void;
}

/** An act that needs its reason in words 写明原因; nothing is done without one. */
export function Reason({ title, label, confirm, tone, note, onSay, onClose }: Props) {
  const [text, setText] = useState("");
  const said = text.trim();
  return (
    <Confirm
      title={title}
      confirm={confirm}
      tone={tone}
      disabled={said === ""}
      onConfirm={() => onSay(said)}
      onClose={onClose}
    >
      {note !== undefined && <p className="sec">{note}</p>}
      <Field label={label} kind="long" value={text} onEdit={setText} focus="reason:text" required />
    </Confirm>
  );
}
