import { createI18n, type I18n, loadI18n } from "../shared/i18n";
import type english from "./i18n/en";

type English = typeof english;

const load = (language: string): Promise<{ default: English }> => import(`./i18n/${language}.ts`);

/** The console speaks one language as long as it is open; another choice loads it anew. */
export const i18n = await loadI18n<English>(load);

export const { t } = i18n;
export type TextKey = Parameters<typeof t>[0];

/** For what customers get to see from here, whatever staff speak. */
export async function textsIn(language: string): Promise<I18n<English>> {
  return createI18n(language, (await load(language)).default);
}
