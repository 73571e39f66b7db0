import { type Child, h } from "../../shared/dom";
import { t } from "./texts";

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly facts: readonly Child[];
  readonly active: boolean;
  readonly actions?: Child;
}

/** One thing a row, with a button to change it; what is switched off comes last. */
export function items(
  title: string,
  add: { readonly label: string; readonly run: () => void } | null,
  all: readonly Item[],
  empty: string,
  change: ((id: string) => void) | null,
): Child {
  const sorted = [...all.filter(({ active }) => active), ...all.filter(({ active }) => !active)];
  return h(
    "section",
    { class: "stack", "aria-labelledby": "items-title" },
    h(
      "div",
      { class: "row section-head" },
      h("h2", { id: "items-title" }, title),
      add !== null && h("button", { type: "button", class: "button button--primary", onclick: add.run }, add.label),
    ),
    sorted.length === 0
      ? h("p", { class: "card empty" }, empty)
      : h("ul", { class: "card items" }, sorted.map((item) => row(item, change))),
  );
}

function row({ id, name, facts, active, actions }: Item, change: ((id: string) => void) | null): Child {
  return h(
    "li",
    { class: "item", key: id },
    h(
      "div",
      { class: "item-text" },
      h("p", { class: "strong" }, h("bdi", null, name), " ", !active && h("span", { class: "tag" }, t("inactive"))),
      facts.filter(Boolean).length > 0 && h("p", { class: "soft small item-facts" }, facts.map((fact) => fact && h("bdi", null, fact))),
    ),
    h(
      "div",
      { class: "row item-actions" },
      actions,
      change !== null && h(
        "button",
        { type: "button", class: "button button--small", "aria-label": `${t("change")}: ${name}`, onclick: () => change(id) },
        t("change"),
      ),
    ),
  );
}
