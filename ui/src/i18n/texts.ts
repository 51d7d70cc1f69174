import zhAdmin from "./zh-CN/admin.json";
import zhCommon from "./zh-CN/common.json";
import zhDuty from "./zh-CN/duty.json";
import zhFind from "./zh-CN/find.json";
import zhIntake from "./zh-CN/intake.json";
import zhIssuance from "./zh-CN/issuance.json";
import zhPapers from "./zh-CN/papers.json";
import zhReview from "./zh-CN/review.json";
import zhSession from "./zh-CN/session.json";
import zhTour from "./zh-CN/tour.json";
import enAdmin from "./en/admin.json";
import enCommon from "./en/common.json";
import enDuty from "./en/duty.json";
import enFind from "./en/find.json";
import enIntake from "./en/intake.json";
import enIssuance from "./en/issuance.json";
import enPapers from "./en/papers.json";
import enReview from "./en/review.json";
import enSession from "./en/session.json";
import enTour from "./en/tour.json";

/** Every text of the window, by feature 中文. */
export const zhCN = {
  admin: zhAdmin,
  common: zhCommon,
  duty: zhDuty,
  find: zhFind,
  intake: zhIntake,
  issuance: zhIssuance,
  papers: zhPapers,
  review: zhReview,
  session: zhSession,
  tour: zhTour,
};
/** The same texts in English. */
export const en = {
  admin: enAdmin,
  common: enCommon,
  duty: enDuty,
  find: enFind,
  intake: enIntake,
  issuance: enIssuance,
  papers: enPapers,
  review: enReview,
  session: enSession,
  tour: enTour,
} satisfies typeof zhCN;
