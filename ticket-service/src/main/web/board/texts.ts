import { loadI18n } from "../shared/i18n";
import { language } from "./address";
import type english from "./i18n/en";

/** `?lang=` first, because nobody can choose on a screen that hangs on a wall. */
export const i18n = await loadI18n<typeof english>(
  (tag) => import(`./i18n/${tag}.ts`),
  language === null ? null : [language],
);
export const { t } = i18n;
