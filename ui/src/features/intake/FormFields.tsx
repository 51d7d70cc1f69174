import { memo, useState } from "react";

import { Button, Choice, Field, type Tint } from "../../components";
import type { FormField, ValueSource } from "../../ipc";
import { useTranslation } from "../../i18n";
import type { IntakeActs } from "./acts";
import { fieldPlace } from "./places";

type FieldActs = Pick<IntakeActs, "setField" | "leaveField" | "reveal">;

/** The resolved fields, in the order in which Rust sent them. */
export function FormFields({ fields, acts }: { fields: readonly FormField[]; acts: FieldActs }) {
  return (
    <div className="form">
      {fields.map((field) => (
        <OneField key={field.element} field={field} acts={acts} />
      ))}
    </div>
  );
}

const TINTS: Readonly<Record<ValueSource, Tint>> = {
  typed: "none",
  card: "carried",
  certificate: "carried",
  earlier: "carried",
  derived: "derived",
};

/** drawn again only when Rust sent another field: the object is shared otherwise */
const OneField = memo(function OneField({ field, acts }: { field: FormField; acts: FieldActs }) {
  const label = field.unit === null ? field.label : `${field.label} (${field.unit})`;
  const edit = (value: string) => acts.setField(field.element, value);
  const chips = field.kind === "choice" ? chipsOf(field) : null;
  if (chips !== null) {
    return (
      <div className={chips === "wide" ? "field field-wide" : "field"}>
        <span className="field-label">
          <span className="clip">{label}</span>
          {field.required && <span className="field-required">*</span>}
        </span>
        <Choice
          label={label}
          options={field.options}
          value={field.value === "" ? null : field.value}
          onPick={(value) => {
            edit(value);
            acts.leaveField();
          }}
          focus={fieldPlace(field.element)}
        />
        {field.error !== null && <div className="field-error">{field.error}</div>}
      </div>
    );
  }
  return <Typed field={field} label={label} onEdit={edit} acts={acts} />;
});

interface TypedProps {
  field: FormField;
  label: string;
  onEdit: (value: string) => void;
  acts: FieldActs;
}

function Typed({ field, label, onEdit, acts }: TypedProps) {
  const { t } = useTranslation("common");
  const [revealed, setRevealed] = useState(false);
  const masked = revealed ? null : field.masked;
  const reveal = () =>
    void acts.reveal(field.element).then((text) => {
      if (text !== undefined) setRevealed(true);
    });
  return (
    <Field
      label={label}
      value={field.value}
      masked={masked}
      onEdit={onEdit}
      onLeave={acts.leaveField}
      focus={fieldPlace(field.element)}
      kind={field.kind === "choice" ? "select" : field.kind}
      options={field.options}
      required={field.required}
      error={field.error}
      note={field.note ?? field.source_text}
      tint={TINTS[field.source]}
      className={field.wide ? "field-wide" : undefined}
      aside={
        masked === null ? undefined : (
          <Button tone="link" size="small" onPress={reveal} focus={`reveal:${field.element}`}>
            {t("reveal")}
          </Button>
        )
      }
    />
  );
}

const MOST_CHIPS = 4;
/** letters that fit into one column of the form beside the digits */
const MOST_LETTERS = 12;

/** Few and short choices are chips with digits, over two columns where one is too narrow; others a list. */
function chipsOf(field: FormField): "narrow" | "wide" | null {
  const letters = field.options.reduce((sum, option) => sum + option.label.length, 0);
  if (field.options.length > MOST_CHIPS || letters > MOST_LETTERS * 2) return null;
  return field.wide || letters > MOST_LETTERS ? "wide" : "narrow";
}
