/**
 * Texts of a page in the person's language. A language is one file per app (`i18n/xx.ts`) beside the English one, plus
 * one in shared/i18n; the types say what it must hold. Add the file, and it is bundled, loaded when asked for, and
 * offered where an organisation lists it.
 *
 * A text is a string with `{names}`, or an object of plural forms chosen by the number `n` (`{one, other}`; Arabic has
 * six). What is filled in is isolated (FSI … PDI), so that a Latin ticket number keeps its place in an Arabic sentence.
 */

export type Plural = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;
export type Text = string | Plural;
export type Texts = Readonly<Record<string, Text>>;
/** What a translation must hold, given the English texts: the same names. */
export type Translation<T extends Texts> = { readonly [K in keyof T]: T[K] extends string ? string : Plural };
export type Values = Readonly<Record<string, string | number>>;

export interface I18n<T extends Texts> {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  t(key: keyof T & string, values?: Values): string;
  number(value: number): string;
  /** Hours and minutes. */
  time(at: Date | string): string;
  /** Such as "3 minutes ago". */
  ago(at: Date, now: Date): string;
}

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"]);
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
const CHOSEN = "nextup.language";

export function isolate(text: string): string {
  return FIRST_STRONG_ISOLATE + text + POP_ISOLATE;
}

export function createI18n<T extends Texts>(language: string, texts: T): I18n<T> {
  const plurals = new Intl.PluralRules(language);
  // Numbers are shown with the digits of tickets, boards and counters.
  const numbers = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  const times = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit", numberingSystem: "latn" });
  const relative = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: "auto" });
  return {
    language,
    direction: directionOf(language),
    number: (value) => numbers.format(value),
    time: (at) => times.format(typeof at === "string" ? new Date(at) : at),
    ago(at, now) {
      const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
      return seconds > -60 ? relative.format(Math.min(0, seconds), "second") : relative.format(Math.round(seconds / 60), "minute");
    },
    t(key, values = {}) {
      const text = texts[key] ?? key;
      const form = typeof text === "string" ? text : text[plurals.select(Number(values["n"] ?? 0))] ?? text.other;
      return form.replace(/\{(\w+)\}/g, (all, name: string) => {
        const value = values[name];
        return value === undefined ? all : isolate(typeof value === "number" ? numbers.format(value) : value);
      });
    },
  };
}

/**
 * The first language for which there is a file.
 *
 * @param load of the app: `(language) => import("./i18n/" + language + ".ts")`, which the bundler makes a chunk per file
 * @param offered by the organisation; null while that is unknown
 */
export async function loadI18n<T extends Texts>(
  load: (language: string) => Promise<{ default: T }>,
  offered: readonly string[] | null = null,
): Promise<I18n<T>> {
  for (const language of candidates(offered)) {
    const texts = await load(language).catch(() => null);
    if (texts !== null) {
      return applied(createI18n(language, texts.default));
    }
  }
  throw new Error("There is no language to speak");
}

export function chooseLanguage(language: string): void {
  try {
    localStorage.setItem(CHOSEN, language);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}

/** In its own tongue: what somebody who needs it looks for. */
export function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

function candidates(offered: readonly string[] | null): string[] {
  const wished = [chosen(), ...navigator.languages].flatMap((tag) => (tag === null ? [] : [tag.split("-")[0] ?? tag]));
  const allowed = offered === null || offered.length === 0 ? wished : wished.filter((tag) => offered.includes(tag));
  return [...allowed, ...(offered ?? []), "en"];
}

function chosen(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

function applied<T extends Texts>(i18n: I18n<T>): I18n<T> {
  document.documentElement.lang = i18n.language;
  document.documentElement.dir = i18n.direction;
  return i18n;
}
