import { Button, Card, Choice, Tag } from "../../components";
import { useTranslation } from "../../i18n";
import type { IntakeView } from "../../ipc";
import type { PageProps } from "./acts";
import { FormFields } from "./FormFields";
import { questionPlace, RELATION } from "./places";

/** ② 申请人: read from a card or typed. */
export function Applicant({ view, acts }: PageProps) {
  const { t } = useTranslation("intake");
  return (
    <Card
      id="step-applicant"
      title={t("applicant.title")}
      note={
        <Choice
          label={t("applicant.relation")}
          options={[
            { value: "self", label: t("applicant.self") },
            { value: "agent", label: t("applicant.agent") },
          ]}
          value={view.relation}
          onPick={(value) => acts.put({ type: "by_agent", yes: value === "agent" })}
          focus={RELATION}
        />
      }
      actions={
        <>
          {view.relation === "agent" && (
            <Button
              size="small"
              onPress={() => acts.printSlip("power_of_attorney")}
              focus="print:power_of_attorney"
            >
              {t("applicant.power_of_attorney")}
            </Button>
          )}
          {isServed(view) && (
            <Button
              size="small"
              onPress={() => acts.printSlip("address_confirmation")}
              focus="print:address_confirmation"
            >
              {t("applicant.address_confirmation")}
            </Button>
          )}
          <Button size="small" hint="read_card" onPress={acts.readCard} focus="read-card">
            {t("applicant.read")}
          </Button>
        </>
      }
    >
      <FormFields fields={view.applicant} acts={acts} />
      {view.warnings.map((warning) => (
        <p className="warning" key={warning}>
          ▲ {warning}
        </p>
      ))}
    </Card>
  );
}

/** Papers reach the applicant by post or electronically 邮寄、电子送达. */
function isServed(view: IntakeView): boolean {
  const way = view.applicant.find((field) => field.element === "delivery.way");
  return way !== undefined && way.value !== "pick_up";
}

/** ③ 情形: few questions, answered with digits. */
export function Situation({ view, acts }: PageProps) {
  const { t } = useTranslation("intake");
  const automatic = view.questions.filter((question) => question.answered_by !== null).length;
  if (view.questions.length === 0) return null;
  return (
    <Card
      id="step-situation"
      title={t("situation.title")}
      note={t("situation.note", { total: view.questions.length, auto: automatic })}
    >
      <div className="questions">
        {view.questions.map((question) => (
          <div className="question" key={question.id}>
            <span title={question.law ?? undefined}>{question.text}</span>
            <span className="row">
              <Choice
                label={question.text}
                options={question.options}
                value={question.answer}
                onPick={(value) => acts.put({ type: "answer", question: question.id, value })}
                focus={questionPlace(question.id)}
              />
              {question.answered_by !== null && (
                <Tag tone="ok">{t("situation.by", { source: question.answered_by })}</Tag>
              )}
            </span>
          </div>
        ))}
      </div>
    </Card>
  );
}

/** ④ 表单: the merged form, drawn as Rust resolved it. */
export function Form({ view, acts }: PageProps) {
  const { t } = useTranslation("intake");
  const count = view.groups.reduce((sum, group) => sum + group.fields.length, 0);
  if (count === 0) return null;
  return (
    <Card
      id="step-form"
      title={t("form.title")}
      note={
        <>
          {t("form.note", { n: count })}
          <span className="legend" data-tint="carried">
            {t("form.legend_carried")}
          </span>
          <span className="legend" data-tint="derived">
            {t("form.legend_derived")}
          </span>
        </>
      }
    >
      {view.groups.map((group) => (
        <section key={group.id} className="form-group">
          {view.groups.length > 1 && <h3 className="form-group-title">{group.title}</h3>}
          <FormFields fields={group.fields} acts={acts} />
        </section>
      ))}
    </Card>
  );
}
