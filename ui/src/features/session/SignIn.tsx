import { useState } from "react";

import { Button, Field, Lamp } from "../../components";
import { useTranslation } from "../../i18n";
import type { SignInView } from "./model";

export interface SignInInput {
  user: string;
  password: string;
  counter: string;
  training: boolean;
}

interface Props {
  view: SignInView;
  busy: boolean;
  error: { message: string; next: string | null } | null;
  onSubmit: (input: SignInInput) => void;
  onLanguage: () => void;
}

/** Sign-in 登录: user, password and counter; says whether the platform is reachable. */
export function SignIn({ view, busy, error, onSubmit, onLanguage }: Props) {
  const { t } = useTranslation("session");
  const [user, setUser] = useState(view.last_user ?? "");
  const [password, setPassword] = useState("");
  const [counter, setCounter] = useState(view.counter ?? "");
  const [training, setTraining] = useState(false);
  return (
    <main className="gate">
      <form
        className="gate-card"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit({ user, password, counter, training });
        }}
      >
        <div className="gate-head">
          <h1>{t("common:app")}</h1>
          <span className="sec">{view.hall ?? t("hall")}</span>
        </div>
        <Field
          label={t("user")}
          value={user}
          onEdit={setUser}
          focus="sign-in:user"
          autoComplete="username"
        />
        <Field
          label={t("password")}
          kind="password"
          value={password}
          onEdit={setPassword}
          focus="sign-in:password"
          autoComplete="current-password"
        />
        {view.counter !== null && (
          <Field label={t("counter")} value={counter} onEdit={setCounter} focus="sign-in:counter" />
        )}
        <label className="row gate-training">
          <input
            type="checkbox"
            checked={training}
            data-focus="sign-in:training"
            onChange={(event) => setTraining(event.target.checked)}
          />
          {t("training")}
        </label>
        {error !== null && (
          <div className="gate-error" role="alert">
            {error.message}
            {error.next !== null && <div className="small">{error.next}</div>}
          </div>
        )}
        <button
          type="submit"
          className="btn gate-submit"
          data-tone="primary"
          data-focus="sign-in:submit"
          data-flow=""
          disabled={busy}
        >
          {busy ? t("submitting") : t("submit")}
        </button>
        <div className="gate-foot">
          <Lamp colour={view.online ? "green" : "yellow"}>
            {view.online ? t("online") : t("offline")}
          </Lamp>
          <Button tone="link" size="small" onPress={onLanguage} focus="language">
            {t("common:language")}
          </Button>
        </div>
      </form>
      <p className="gate-version mut small">{t("version", { version: view.version })}</p>
    </main>
  );
}
