import type { zhCN } from "./texts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof zhCN;
    returnNull: false;
  }
}
