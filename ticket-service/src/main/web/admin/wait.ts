import { h } from "../shared/dom";
import { icon } from "../shared/icon";
import type { Screen } from "./page";
import { t } from "./texts";

/** @param again when the server was not reached: tries once more */
export function waitScreen(again?: () => void): Screen {
  return {
    bare: true,
    view: () =>
      h(
        "main",
        { class: "empty gate" },
        h("h1", { class: "visually-hidden" }, t("title")),
        again !== undefined && icon("offline"),
        h("p", { role: "status" }, again === undefined ? t("loading") : t("errorNetwork")),
        again !== undefined && h("button", { type: "button", class: "button button--primary", onclick: again }, t("retry")),
      ),
  };
}
