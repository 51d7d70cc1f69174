import { useEffect, useState } from "react";

import { Button, Tag } from "../../components";
import { useTranslation } from "../../i18n";
import type { Banner as BannerView } from "../../ipc";
import type { IntakeActs } from "./acts";

/** Minutes and seconds since the visit began. */
export function elapsed(from: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(from)) / 1000));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

function Elapsed({ from, now }: { from: string; now: () => number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => tick((old) => old + 1), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return <b>{elapsed(from, now())}</b>;
}

interface Props {
  banner: BannerView;
  acts: Pick<IntakeActs, "park" | "open">;
  now: () => number;
}

/** The sticky banner 在办申请人: who is being served, on whose behalf, and for how long. */
export function Banner({ banner, acts, now }: Props) {
  const { t } = useTranslation("intake");
  return (
    <div className="banner" data-place="banner">
      {banner.ticket !== null && <span className="banner-ticket">{banner.ticket}</span>}
      {banner.name !== null && <span className="banner-who">{banner.name}</span>}
      {banner.number_masked !== null && <span className="sec">{banner.number_masked}</span>}
      {banner.relation !== null && <Tag tone="gray">{banner.relation}</Tag>}
      {banner.title !== null && (
        <>
          <span className="banner-sep" />
          <span className="sec clip">{banner.title}</span>
        </>
      )}
      <span className="banner-sep" />
      <span className="mut">{t("banner.elapsed")}</span>
      <Elapsed from={banner.started_at} now={now} />
      <span className="banner-actions">
        <Button onPress={acts.park} hint="park" focus="park">
          {t("banner.park")}
        </Button>
        <Button onPress={() => acts.open({ kind: "discard" })} focus="discard">
          {t("banner.discard")}
        </Button>
      </span>
    </div>
  );
}
