import { type Child, h } from "../../shared/dom";
import { languagePicker } from "../language";
import { t } from "../texts";

/** The plain page before somebody is signed in. */
export function gate(title: string, ...content: Child[]): Child {
  return h(
    "main",
    { class: "gate" },
    h("p", { class: "brand" }, h("img", { src: "/icon.svg", alt: "", width: 32, height: 32 }), "Nextup"),
    h("div", { class: "card stack" }, h("h1", { class: "gate-title" }, title), content),
    h("div", { class: "gate-foot" }, h("span", { class: "soft small" }, t("title")), languagePicker()),
  );
}
