import { Button, Lamp, Tag } from "../../components";
import { useTranslation } from "../../i18n";
import type { CaseProps, ReviewActs } from "./acts";
import { CaseSide } from "./CaseSide";
import { CaseTabs } from "./CaseTabs";
import { Inbox } from "./Inbox";
import type { InboxTab, InboxView, ReviewView } from "./model";

interface Props {
  inbox: InboxView;
  tab: InboxTab;
  view: ReviewView | null;
  acts: ReviewActs;
}

/** 审批台: the inbox, the case, and what this person may do with it. */
export function ReviewPage({ inbox, tab, view, acts }: Props) {
  const { t } = useTranslation("review");
  return (
    <>
      {view === null ? <div className="banner" /> : <CaseBanner view={view} acts={acts} />}
      <main className="review">
        <Inbox inbox={inbox} tab={tab} selected={view?.case_no ?? null} acts={acts} />
        {view === null ? (
          <section className="card empty">{t("nothing")}</section>
        ) : (
          <>
            <CaseTabs view={view} />
            <CaseSide view={view} acts={acts} />
          </>
        )}
      </main>
    </>
  );
}

function CaseBanner({ view, acts }: CaseProps) {
  const { t } = useTranslation("review");
  return (
    <div className="banner">
      <span className="banner-who">{view.item}</span>
      <span className="sec">{t("case", { no: view.case_no })}</span>
      {view.theme !== null && <Tag>{view.theme}</Tag>}
      <span className="banner-sep" />
      <span className="sec clip">{t("applicant", { name: view.applicant })}</span>
      <span className="banner-sep" />
      <Lamp colour={view.lamp}>{view.lamp_text}</Lamp>
      <span className="mut clip">{view.due_text}</span>
      <span className="banner-actions">
        {view.mine && <Tag tone="ok">{t("claimed")}</Tag>}
        {!view.mine && view.claimed_by !== null && (
          <Tag tone="gray">{t("claimed_by", { name: view.claimed_by })}</Tag>
        )}
        {view.claimed_by === null && (
          <Button onPress={acts.claim} focus="claim" hintText="Enter">
            {t("claim")}
          </Button>
        )}
        {view.mine && (
          <Button onPress={acts.transfer} focus="transfer">
            {t("transfer")}
          </Button>
        )}
      </span>
    </div>
  );
}
