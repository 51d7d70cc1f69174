import { Button, Dialog, KeyValue, Lamp, useCall } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc, type SessionView, type SyncState } from "../../ipc";

interface SyncProps {
  sync: SyncState;
  onSync: (sync: SyncState) => void;
  /** opens the list of what needs a person 需处理 */
  onAttention: () => void;
  onClose: () => void;
}

/** 同步情况: the truth about what was sent, with a way to try again now. */
export function SyncDialog({ sync, onSync, onAttention, onClose }: SyncProps) {
  const { t } = useTranslation("session");
  const { busy, run } = useCall();
  const retry = () => void run(async () => onSync(await ipc.syncNow()));
  const age =
    sync.oldest_minutes === null
      ? t("common:none")
      : t("common:duration_minutes", { n: sync.oldest_minutes });
  return (
    <Dialog
      title={t("sync.title")}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} hint="escape" focus="sync:close">
            {t("common:close")}
          </Button>
          {sync.attention > 0 && (
            <Button onPress={onAttention} focus="sync:attention" flow>
              {t("sync.attention", { n: sync.attention })}
            </Button>
          )}
          <Button tone="primary" onPress={retry} disabled={busy} focus="sync:retry" flow>
            {busy ? t("common:busy") : t("common:retry")}
          </Button>
        </>
      }
    >
      <KeyValue
        rows={[
          { id: "pending", name: t("sync.rows.pending"), value: sync.pending },
          { id: "oldest", name: t("sync.rows.oldest"), value: age },
          {
            id: "blobs",
            name: t("sync.rows.blobs"),
            value: `${sync.blobs_done}/${sync.blobs_total}`,
          },
          { id: "attention", name: t("sync.rows.attention"), value: sync.attention },
        ]}
      />
      {sync.problem !== null && (
        <p className="dialog-lead">
          <Lamp colour="yellow">{sync.problem}</Lamp>
        </p>
      )}
      <p className="mut small sync-note">{t("sync.explain")}</p>
    </Dialog>
  );
}

interface MenuProps {
  session: SessionView;
  onLock: () => void;
  onSignOut: () => void;
  onTour: () => void;
  onLanguage: () => void;
  onAttention: () => void;
  onHandOver: () => void;
  onClose: () => void;
}

/** 账户: lock, papers to hand over, what waits for a person, the tour again, the other language, sign out. */
export function AccountMenu(props: MenuProps) {
  const { t } = useTranslation("common");
  const { session } = props;
  return (
    <Dialog title={`${session.user_name} · ${session.post}`} onClose={props.onClose}>
      <div className="menu">
        <Button wide onPress={props.onLock} hint="lock" focus="menu:lock" flow>
          {t("menu.lock")}
        </Button>
        <Button wide onPress={props.onHandOver} focus="menu:handover" flow>
          {t("menu.handover")}
        </Button>
        <Button wide onPress={props.onAttention} focus="menu:attention" flow>
          {t("menu.attention")}
        </Button>
        <Button wide onPress={props.onTour} focus="menu:tour" flow>
          {t("menu.tour")}
        </Button>
        <Button wide onPress={props.onLanguage} focus="menu:language" flow>
          {t("menu.language")}
        </Button>
        <Button wide tone="danger" onPress={props.onSignOut} focus="menu:sign-out" flow>
          {t("menu.sign_out")}
        </Button>
      </div>
    </Dialog>
  );
}
