import { h } from "../shared/dom";
import { icon } from "../shared/icon";
import type { Screen } from "./page";
import { t } from "./texts";

export function failureScreen(text: string, again: () => void): Screen {
  return {
    view: () =>
      h(
        "div",
        { class: "empty" },
        icon("warning"),
        h("p", { role: "alert" }, text),
        h("button", { type: "button", class: "button", onclick: again }, t("retry")),
      ),
  };
}
