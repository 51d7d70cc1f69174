import { type ReactNode, useId } from "react";

import { useTyping } from "./useTyping";

/** Tints a field whose value was not typed: carried in 带入, or derived by a rule 计算得出. */
export type Tint = "none" | "carried" | "derived";

export interface FieldProps {
  label: string;
  value: string;
  onEdit: (value: string) => void;
  onLeave?: () => void;
  focus: string;
  kind?: "text" | "number" | "date" | "password" | "long" | "select";
  options?: readonly { value: string; label: string }[];
  required?: boolean;
  error?: string | null;
  note?: string | null;
  tint?: Tint;
  /** shown instead of the value until revealed; typing replaces the whole value */
  masked?: string | null;
  readOnly?: boolean;
  placeholder?: string;
  /** a stop of the Enter key (the default), none, or one at which Enter submits the form */
  flow?: boolean | "submit";
  rows?: number;
  maxLength?: number;
  /** what stands at the right edge, such as the button that reveals a masked value */
  aside?: ReactNode;
  autoComplete?: string;
  className?: string;
}

/** One input with its label, its fault and its source 字段. */
export function Field(props: FieldProps) {
  const id = useId();
  const note = props.error ?? props.note;
  return (
    <div className={props.className === undefined ? "field" : `field ${props.className}`}>
      <label className="field-label" htmlFor={id}>
        <span className="clip">{props.label}</span>
        {props.required === true && <span className="field-required">*</span>}
      </label>
      <Control {...props} id={id} />
      {props.aside !== undefined && <span className="field-reveal">{props.aside}</span>}
      {note !== undefined && note !== null && note !== "" && (
        <div className={props.error ? "field-error" : "field-note"} id={`${id}-note`}>
          {note}
        </div>
      )}
    </div>
  );
}

function Control(props: FieldProps & { id: string }) {
  const typing = useTyping(props.value, props.masked ?? null, props.onEdit, props.onLeave);
  const shared = {
    id: props.id,
    className: "input",
    "data-focus": props.focus,
    "data-flow": props.flow === false ? undefined : props.flow === "submit" ? "submit" : "",
    "data-tint": props.tint ?? "none",
    "aria-invalid": Boolean(props.error) || undefined,
    "aria-required": props.required === true || undefined,
    "aria-describedby": props.error || props.note ? `${props.id}-note` : undefined,
    onFocus: typing.onFocus,
    onBlur: typing.onBlur,
  };
  if (props.kind === "select") {
    return (
      <select
        {...shared}
        value={props.value}
        disabled={props.readOnly}
        onChange={(event) => props.onEdit(event.target.value)}
      >
        <option value="" />
        {props.options?.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  const text = {
    ...shared,
    value: typing.text,
    readOnly: props.readOnly,
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    spellCheck: false,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      typing.onChange(event.target.value, insertedText(event.nativeEvent)),
    onCompositionStart: typing.onCompositionStart,
    onCompositionEnd: typing.onCompositionEnd,
  };
  if (props.kind === "long") return <textarea {...text} rows={props.rows ?? 2} />;
  return (
    <input
      {...text}
      type={props.kind === "password" ? "password" : "text"}
      inputMode={props.kind === "number" ? "decimal" : undefined}
      autoComplete={props.autoComplete ?? "off"}
    />
  );
}

function insertedText(event: Event): string {
  return event instanceof InputEvent ? (event.data ?? "") : "";
}
