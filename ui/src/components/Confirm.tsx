import type { ReactNode } from "react";

import { useTranslation } from "../i18n";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

interface Props {
  title: ReactNode;
  children: ReactNode;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
  tone?: "primary" | "danger";
  size?: "normal" | "wide";
  disabled?: boolean;
}

/** A question before an act 确认: F10 or the button confirms, Esc leaves things as they are. */
export function Confirm(props: Props) {
  const { t } = useTranslation("common");
  const confirm = () => {
    if (props.disabled !== true) props.onConfirm();
  };
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      size={props.size}
      commands={{ primary: confirm }}
      footer={
        <>
          <Button onPress={props.onClose} hint="escape" focus="dialog:cancel">
            {t("cancel")}
          </Button>
          <Button
            tone={props.tone ?? "primary"}
            hint="primary"
            onPress={confirm}
            disabled={props.disabled}
            focus="dialog:confirm"
            flow
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
