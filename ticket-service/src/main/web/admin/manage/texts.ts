import { createI18n } from "../../shared/i18n";
import { i18n } from "../texts";
import type english from "./i18n/en";

const words = await import(`./i18n/${i18n.language}.ts`) as { default: typeof english };

/** What only those who manage something get to read. */
export const { t } = createI18n(i18n.language, words.default);
export type TextKey = Parameters<typeof t>[0];
