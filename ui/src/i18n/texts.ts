import zhAdmin from "./zh-CN/admin.json";
import zhAttention from "./zh-CN/attention.json";
import zhCommon from "./zh-CN/common.json";
import zhCourse from "./zh-CN/course.json";
import zhDuty from "./zh-CN/duty.json";
import zhFind from "./zh-CN/find.json";
import zhHandover from "./zh-CN/handover.json";
import zhIntake from "./zh-CN/intake.json";
import zhIssuance from "./zh-CN/issuance.json";
import zhPapers from "./zh-CN/papers.json";
import zhReview from "./zh-CN/review.json";
import zhSession from "./zh-CN/session.json";
import zhTour from "./zh-CN/tour.json";
import enAdmin from "./en/admin.json";
import enAttention from "./en/attention.json";
import enCommon from "./en/common.json";
import enCourse from "./en/course.json";
import enDuty from "./en/duty.json";
import enFind from "./en/find.json";
import enHandover from "./en/handover.json";
import enIntake from "./en/intake.json";
import enIssuance from "./en/issuance.json";
import enPapers from "./en/papers.json";
import enReview from "./en/review.json";
import enSession from "./en/session.json";
import enTour from "./en/tour.json";

/** Every text of the window, by feature 中文. */
export const zhCN = {
  admin: zhAdmin,
  attention: zhAttention,
  common: zhCommon,
  course: zhCourse,
  duty: zhDuty,
  find: zhFind,
  handover: zhHandover,
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
  attention: enAttention,
  common: enCommon,
  course: enCourse,
  duty: enDuty,
  find: enFind,
  handover: enHandover,
  intake: enIntake,
  issuance: enIssuance,
  papers: enPapers,
  review: enReview,
  session: enSession,
  tour: enTour,
} satisfies typeof zhCN;
