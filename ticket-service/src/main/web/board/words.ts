import { createI18n, directionOf, type I18n } from "../shared/i18n";
import type english from "./i18n/en";

export type Words = I18n<typeof english>;
export type Languages = readonly [Words, ...Words[]];

/**
 * Every language the board speaks in turn: those of its address, else those of the organisation, else the browser's;
 * English where none of them is known.
 */
export async function loadWords(asked: readonly string[], offered: readonly string[]): Promise<Languages> {
  const wished = [asked, offered, navigator.languages].find((list) => list.length > 0) ?? [];
  const tags = [...new Set(wished.map((tag) => tag.split("-")[0] ?? tag))];
  const [first, ...others] = (await Promise.all(tags.map(load))).filter((words) => words !== null);
  return [first ?? createI18n("en", (await import("./i18n/en")).default), ...others];
}

async function load(language: string): Promise<Words | null> {
  const texts = await import(`./i18n/${language}.ts`).catch(() => null) as { default: typeof english } | null;
  return texts === null ? null : createI18n(language, texts.default);
}

/** Tells the page's language to screen readers and its direction to the layout. */
export function speakOnPage(words: Words): void {
  document.documentElement.lang = words.language;
  document.documentElement.dir = directionOf(words.language);
}
