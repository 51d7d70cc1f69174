import i18next from "i18next";
import { initReactI18next, useTranslation as useBound } from "react-i18next";

import { en, zhCN } from "./texts";

export type Language = "zh-CN" | "en";

/** Starts the texts 文案: Chinese first; English only when a person chose it. */
export async function startTexts(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh-CN",
    defaultNS: "common",
    resources: { "zh-CN": zhCN, en },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

/** Changes the language of the window. */
export async function setLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The language now shown. */
export function currentLanguage(): Language {
  return i18next.language === "en" ? "en" : "zh-CN";
}

/** The texts of one feature, and the common ones as `common:…`. */
export function useTranslation<N extends keyof typeof zhCN>(feature: N) {
  return useBound<[N, "common"]>([feature, "common"]);
}
