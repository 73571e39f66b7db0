import { type Child, h } from "../shared/dom";
import { chooseLanguage, nameOfLanguage } from "../shared/i18n";
import { i18n, t } from "./texts";

/** The languages with a file in `i18n`. */
const SPOKEN = ["en", "ar"];

/** Which of these the console speaks, for what customers get to see from here; English if none. */
export function spoken(languages: readonly string[]): readonly string[] {
  const own = languages.map((tag) => tag.split("-")[0] ?? tag).filter((tag) => SPOKEN.includes(tag));
  return own.length === 0 ? ["en"] : [...new Set(own)];
}

export function languagePicker(): Child {
  return h(
    "div",
    { class: "language" },
    h("label", { class: "visually-hidden", for: "language" }, t("language")),
    h(
      "select",
      {
        id: "language",
        class: "input select",
        onchange: (event: Event) => {
          chooseLanguage((event.target as HTMLSelectElement).value);
          location.reload();
        },
      },
      SPOKEN.map((tag) =>
        h("option", { value: tag, lang: tag, selected: tag === i18n.language }, nameOfLanguage(tag))),
    ),
  );
}
