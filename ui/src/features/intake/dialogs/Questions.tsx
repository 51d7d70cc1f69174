import { Confirm } from "../../../components";
import { useTranslation } from "../../../i18n";
import type { IntakeView } from "../../../ipc";

interface Props {
  view: IntakeView;
  onConfirm: () => void;
  onClose: () => void;
}

function MissingList({ view }: { view: IntakeView }) {
  return (
    <ol className="dialog-list">
      {view.missing.map((line) => (
        <li key={`${line.focus} ${line.text}`}>
          <span className="missing-mark" aria-hidden="true">
            ■
          </span>
          {line.text} <span className="mut small">{line.place}</span>
        </li>
      ))}
    </ol>
  );
}

/** 照现状收件: the applicant insists, so incomplete papers are received (行政许可法 art. 32). */
export function AsIs({ view, onConfirm, onClose }: Props) {
  const { t } = useTranslation("intake");
  return (
    <Confirm
      title={t("as_is.title")}
      confirm={t("as_is.confirm")}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{t("as_is.note")}</p>
      <p className="dialog-lead">{t("as_is.missing")}</p>
      <MissingList view={view} />
    </Confirm>
  );
}

/** 一次性告知单: the visit ends without receipt, everything missing is told once. */
export function OnceNotice({ view, onConfirm, onClose }: Props) {
  const { t } = useTranslation("intake");
  return (
    <Confirm
      title={t("notice_dialog.title")}
      confirm={t("notice_dialog.confirm")}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{t("notice_dialog.note")}</p>
      <MissingList view={view} />
    </Confirm>
  );
}

/** 取消录入: deletes what was entered; asks first. */
export function Discard({ onConfirm, onClose }: Omit<Props, "view">) {
  const { t } = useTranslation("intake");
  return (
    <Confirm
      title={t("discard.title")}
      confirm={t("discard.confirm")}
      tone="danger"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{t("discard.note")}</p>
    </Confirm>
  );
}
