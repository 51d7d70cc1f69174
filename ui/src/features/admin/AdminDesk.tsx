import { KeyLine, useCall, useFault } from "../../components";
import { useTranslation } from "../../i18n";
import { ipc } from "../../ipc";
import { useLive } from "../../ipc/useLive";
import { AdminPage } from "./AdminPage";

/** 管理台. */
export function AdminDesk() {
  const { t } = useTranslation("admin");
  const fault = useFault();
  const { run } = useCall();
  const { data: view, reload } = useLive(() => ipc.admin(), "admin", fault);
  const sync = () =>
    void run(async () => {
      await ipc.syncNow();
      await reload();
    });
  return (
    <>
      <div className="banner">
        <span className="banner-who">{t("title")}</span>
      </div>
      {view === null ? <main className="admin" /> : <AdminPage view={view} onSync={sync} />}
      <KeyLine hints={[{ keys: "find", label: t("common:key.find") }]} />
    </>
  );
}
