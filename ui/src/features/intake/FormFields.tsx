import { Button, Choice, Field } from "../../components";
import { useTranslation } from "../../i18n";
import type { IntakeActs } from "./acts";
import type { FormField } from "./model";
import { fieldPlace } from "./places";

interface Props {
  fields: readonly FormField[];
  acts: Pick<IntakeActs, "setField" | "flush" | "reveal">;
}

/** The resolved fields, in the order in which Rust sent them. */
export function FormFields({ fields, acts }: Props) {
  return (
    <div className="form">
      {fields.map((field) => (
        <FormFieldView key={field.element} field={field} acts={acts} />
      ))}
    </div>
  );
}

const LONGEST_CHIP_LIST = 4;

function FormFieldView({ field, acts }: { field: FormField; acts: Props["acts"] }) {
  const { t } = useTranslation("common");
  const place = fieldPlace(field.element);
  const label = field.unit === null ? field.label : `${field.label}（${field.unit}）`;
  const edit = (value: string) => acts.setField(field.element, value);
  if (field.kind === "yes_no" || (field.kind === "choice" && isShort(field))) {
    return (
      <div className="field">
        <span className="field-label">
          <span className="clip">{label}</span>
          {field.required && <span className="field-required">*</span>}
        </span>
        <Choice
          label={label}
          options={field.options}
          value={field.value === "" ? null : field.value}
          onPick={edit}
          focus={place}
        />
        {field.error !== null && <div className="field-error">{field.error}</div>}
      </div>
    );
  }
  return (
    <Field
      label={label}
      value={field.value}
      onEdit={edit}
      onLeave={acts.flush}
      focus={place}
      kind={kindOf(field)}
      options={field.options}
      required={field.required}
      error={field.error}
      note={field.note}
      source={field.source}
      className={field.wide ? "field-wide" : undefined}
      aside={
        field.masked === null ? undefined : (
          <Button tone="link" size="small" onPress={() => acts.reveal(field.element)}>
            {t("reveal")}
          </Button>
        )
      }
    />
  );
}

function isShort(field: FormField): boolean {
  const letters = field.options.reduce((sum, option) => sum + option.label.length, 0);
  return field.options.length <= LONGEST_CHIP_LIST && letters <= 12;
}

function kindOf(field: FormField): "text" | "number" | "date" | "long" | "select" {
  if (field.kind === "choice" || field.kind === "yes_no") return "select";
  return field.kind;
}
