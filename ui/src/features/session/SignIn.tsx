import { useState } from "react";

import { Button, type FaultLike, Field } from "../../components";
import { useTranslation } from "../../i18n";
import type { EntryView } from "../../ipc";
import { DemoClock } from "./DemoClock";

interface Props {
  entry: EntryView;
  busy: boolean;
  fault: FaultLike | null;
  onSubmit: (user: string, password: string) => void;
  onLanguage: () => void;
}

/** Sign-in 登录: user and password. */
export function SignIn({ entry, busy, fault, onSubmit, onLanguage }: Props) {
  const { t } = useTranslation("session");
  const [user, setUser] = useState(entry.users[0] ?? "");
  const [password, setPassword] = useState("");
  return (
    <Gate
      demoClock={entry.demo_clock}
      title={entry.place}
      busy={busy}
      fault={fault}
      submit={busy ? t("submitting") : t("submit")}
      onSubmit={() => onSubmit(user.trim(), password)}
      onLanguage={onLanguage}
    >
      <Field
        label={t("user")}
        value={user}
        onEdit={setUser}
        focus="sign-in:user"
        autoComplete="username"
      />
      {entry.users.length > 1 && (
        <div className="chips">
          {entry.users.map((name) => (
            <button
              key={name}
              type="button"
              className="chip"
              tabIndex={-1}
              onClick={() => setUser(name)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      <Field
        label={t("password")}
        kind="password"
        value={password}
        onEdit={setPassword}
        focus="sign-in:password"
        flow="submit"
        autoComplete="current-password"
      />
      {entry.demo !== null && <p className="gate-demo small sec">{entry.demo}</p>}
    </Gate>
  );
}

interface UnlockProps extends Omit<Props, "onSubmit"> {
  name: string;
  onSubmit: (password: string) => void;
  onOther: () => void;
}

/** 锁屏: the intake stays as it was; its person or another signs in. */
export function Unlock({ entry, name, busy, fault, onSubmit, onOther, onLanguage }: UnlockProps) {
  const { t } = useTranslation("session");
  const [password, setPassword] = useState("");
  return (
    <Gate
      demoClock={entry.demo_clock}
      title={`${t("locked")} · ${name}`}
      busy={busy}
      fault={fault}
      submit={t("unlock")}
      onSubmit={() => onSubmit(password)}
      onLanguage={onLanguage}
      foot={
        <Button tone="link" size="small" onPress={onOther} focus="sign-in:other">
          {t("other_user")}
        </Button>
      }
    >
      <p className="sec">{t("locked_note", { name })}</p>
      <Field
        label={t("password")}
        kind="password"
        value={password}
        onEdit={setPassword}
        focus="sign-in:password"
        flow="submit"
        autoComplete="current-password"
      />
      {entry.demo !== null && <p className="gate-demo small sec">{entry.demo}</p>}
    </Gate>
  );
}

interface EnrolProps extends Omit<Props, "onSubmit" | "entry"> {
  onSubmit: (address: string, code: string) => void;
}

/** 登记工作站: once, with the administrator's one-time code. */
export function Enrol({ busy, fault, onSubmit, onLanguage }: EnrolProps) {
  const { t } = useTranslation("session");
  const [address, setAddress] = useState("");
  const [code, setCode] = useState("");
  return (
    <Gate
      demoClock={null}
      title={t("enrol")}
      busy={busy}
      fault={fault}
      submit={t("enrol_submit")}
      onSubmit={() => onSubmit(address.trim(), code.trim())}
      onLanguage={onLanguage}
    >
      <p className="sec">{t("enrol_note")}</p>
      <Field label={t("enrol_platform")} value={address} onEdit={setAddress} focus="enrol:address" />
      <Field label={t("enrol_code")} value={code} onEdit={setCode} focus="enrol:code" flow="submit" />
    </Gate>
  );
}

interface GateProps {
  demoClock: string | null;
  title: string;
  busy: boolean;
  fault: FaultLike | null;
  submit: string;
  onSubmit: () => void;
  onLanguage: () => void;
  children: React.ReactNode;
  foot?: React.ReactNode;
}

function Gate(props: GateProps) {
  const { t } = useTranslation("session");
  return (
    <main className="gate">
      {props.demoClock !== null && <DemoClock at={props.demoClock} />}
      <form
        className="gate-card"
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.busy) props.onSubmit();
        }}
      >
        <div className="gate-head">
          <h1>{t("common:app")}</h1>
          <span className="sec">{props.title === "" ? t("hall") : props.title}</span>
        </div>
        {props.children}
        {props.fault !== null && (
          <div className="gate-error" role="alert" data-code={props.fault.code}>
            {props.fault.message}
          </div>
        )}
        <button
          type="submit"
          className="btn gate-submit"
          data-tone="primary"
          data-focus="sign-in:submit"
          data-flow=""
          aria-disabled={props.busy}
        >
          {props.submit}
        </button>
        <div className="gate-foot">
          <span>{props.foot}</span>
          <Button tone="link" size="small" onPress={props.onLanguage} focus="language">
            {t("common:language")}
          </Button>
        </div>
      </form>
    </main>
  );
}
