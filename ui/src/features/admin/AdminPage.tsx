import { useState } from "react";

import { Button, Card, Lamp, Table, Tabs } from "../../components";
import { useTranslation } from "../../i18n";
import type { AdminView } from "../../ipc";

type AdminTab = "users" | "stations" | "sync" | "catalogue";

interface Props {
  view: AdminView;
  onSync: () => void;
}

/** 管理台: plain tables of users, stations, sync health and the catalogue. */
export function AdminPage({ view, onSync }: Props) {
  const { t } = useTranslation("admin");
  const [tab, setTab] = useState<AdminTab>("users");
  return (
    <main className="admin">
      <Tabs
        label={t("tabs.users")}
        focus="admin-tabs"
        current={tab}
        onPick={(id) => setTab(id as AdminTab)}
        tabs={[
          { id: "users", label: t("tabs.users"), count: view.users.length },
          { id: "stations", label: t("tabs.stations"), count: view.stations.length },
          { id: "sync", label: t("tabs.sync") },
          { id: "catalogue", label: t("tabs.catalogue") },
        ]}
      />
      <Card className="admin-scroll">
        {tab === "users" && <Users view={view} />}
        {tab === "stations" && <Stations view={view} />}
        {tab === "sync" && <Sync view={view} onSync={onSync} />}
        {tab === "catalogue" && <Catalogue view={view} />}
      </Card>
    </main>
  );
}

function Users({ view }: { view: AdminView }) {
  const { t } = useTranslation("admin");
  return (
    <Table
      rows={view.users}
      keyOf={(row) => row.id}
      empty={t("empty")}
      columns={[
        { id: "id", title: t("user"), draw: (row) => row.id },
        { id: "name", title: t("name"), draw: (row) => row.name },
        { id: "role", title: t("role"), draw: (row) => row.role },
        { id: "department", title: t("department"), draw: (row) => row.department },
        { id: "staff_no", title: t("staff_no"), draw: (row) => row.staff_no },
        { id: "last", title: t("last_sign_in"), draw: (row) => row.last_sign_in },
        {
          id: "state",
          title: t("state"),
          draw: (row) => (
            <Lamp colour={row.active ? "green" : "none"}>
              {row.active ? t("active") : t("inactive")}
            </Lamp>
          ),
        },
      ]}
    />
  );
}

function Stations({ view }: { view: AdminView }) {
  const { t } = useTranslation("admin");
  return (
    <Table
      rows={view.stations}
      keyOf={(row) => row.id}
      empty={t("empty")}
      columns={[
        { id: "id", title: t("station"), draw: (row) => row.id },
        { id: "name", title: t("machine"), draw: (row) => row.name },
        { id: "counter", title: t("counter"), draw: (row) => row.counter },
        { id: "version", title: t("version"), draw: (row) => row.version },
        { id: "seen", title: t("last_seen"), draw: (row) => row.last_seen },
        { id: "pending", title: t("pending"), number: true, draw: (row) => row.pending },
        { id: "oldest", title: t("oldest"), draw: (row) => row.oldest },
        { id: "state", title: t("state"), draw: (row) => <Lamp colour={row.lamp}>{row.text}</Lamp> },
      ]}
    />
  );
}

function Sync({ view, onSync }: Props) {
  const { t } = useTranslation("admin");
  return (
    <>
      <Table
        rows={view.sync}
        keyOf={(row) => row.id}
        empty={t("empty")}
        columns={[
          { id: "name", title: t("measure"), draw: (row) => row.name },
          { id: "value", title: t("value"), draw: (row) => <Lamp colour={row.lamp}>{row.value}</Lamp> },
        ]}
      />
      <Button onPress={onSync} focus="sync-now">
        {t("sync_now")}
      </Button>
    </>
  );
}

function Catalogue({ view }: { view: AdminView }) {
  const { t } = useTranslation("admin");
  return (
    <Table
      rows={view.catalogue}
      keyOf={(row) => row.id}
      empty={t("empty")}
      columns={[
        { id: "name", title: t("measure"), draw: (row) => row.name },
        { id: "value", title: t("value"), draw: (row) => row.value },
      ]}
    />
  );
}
