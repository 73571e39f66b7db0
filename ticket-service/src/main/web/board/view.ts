import { type Child, h } from "../shared/dom";
import { icon } from "../shared/icon";
import type { BoardCall, Organization } from "../shared/types";
import { keyOf } from "./calls";
import { timeNow } from "./clock";
import { i18n, t } from "./texts";

export interface View {
  readonly organization: Organization | null;
  readonly queue: string | null;
  readonly current: BoardCall | null;
  /** Being announced now, not only the last. */
  readonly announcing: boolean;
  readonly before: readonly BoardCall[];
  readonly waiting: number;
  /** Null while there is a connection. */
  readonly lostSince: Date | null;
  readonly silent: boolean;
  readonly onSound: () => void;
}

export function board(view: View): Child {
  return h("div", { class: "board" }, header(view), main(view), footer(view));
}

export function message(title: string, hint: string | null): Child {
  return h("main", { class: "empty message" }, h("h1", null, title), hint === null ? null : h("p", null, hint));
}

function header({ organization, queue, waiting }: View): Child {
  const name = organization?.name ?? null;
  return h(
    "header",
    { class: "board-header" },
    organization?.logoUrl ? h("img", { class: "board-logo", src: organization.logoUrl, alt: "" }) : null,
    h(
      "div",
      { class: "board-names" },
      h("h1", { dir: "auto" }, name ?? queue ?? t("title")),
      name !== null && queue !== null ? h("p", { class: "soft", dir: "auto" }, queue) : null,
    ),
    h("p", { class: "board-waiting" }, icon("users"), h("span", null, t("waiting", { n: waiting }))),
    h("p", { class: "board-clock" }, timeNow()),
  );
}

function main(view: View): Child {
  return h(
    "main",
    { class: "board-main" },
    // It is there before anything is said in it; a new element inside is what makes a recall be said again.
    h(
      "div",
      { class: "visually-hidden", role: "alert", "aria-atomic": "true" },
      view.announcing && view.current !== null ? h("p", { key: keyOf(view.current) }, said(view.current)) : null,
    ),
    view.current === null ? nobody() : call(view.current, view.announcing),
    view.before.length === 0 ? null : earlier(view.before),
  );
}

function said({ number, counter }: BoardCall): string {
  return counter === null ? t("alertNoCounter", { number }) : t("alert", { number, counter });
}

function nobody(): Child {
  return h(
    "section",
    { class: "call call--none", key: "nobody" },
    h("div", { class: "call-inside" }, icon("bell"), h("h2", null, t("nobodyYet")), h("p", { class: "soft" }, t("nobodyYetHint"))),
  );
}

function call({ number, counter, calledAt }: BoardCall, announcing: boolean): Child {
  return h(
    "section",
    { class: announcing ? "call call--new" : "call", key: keyOf({ number, counter, calledAt }), onmount: fit(number) },
    h(
      "div",
      { class: "call-inside" },
      h("h2", { class: "call-title" }, t("called")),
      h("p", { class: "call-number number" }, number),
      h("p", { class: "call-go" }, counter === null ? t("comeForward") : t("goTo")),
      counter === null ? null : h("p", { class: "call-counter", dir: "auto" }, counter),
    ),
  );
}

function earlier(calls: readonly BoardCall[]): Child {
  return h(
    "section",
    { class: "before" },
    h("h2", { class: "before-title soft" }, t("before")),
    h(
      "ul",
      { class: "before-list" },
      calls.map((each) =>
        h(
          "li",
          { class: "before-call", key: keyOf(each), onmount: fit(each.number) },
          h("span", { class: "before-number number" }, each.number),
          h("span", { class: "before-counter", dir: "auto" }, each.counter ?? ""),
        )
      ),
    ),
  );
}

/** The longer the number, the smaller its letters. */
function fit(number: string): (element: HTMLElement) => void {
  return (element) => element.style.setProperty("--letters", String(Math.max(5, number.length)));
}

function footer({ lostSince, silent, onSound }: View): Child {
  return h(
    "footer",
    { class: "board-footer" },
    h(
      "div",
      { role: "status" },
      lostSince === null
        ? null
        : h("p", { class: "banner banner--bad" }, icon("offline"), h("span", null, t("lost", { time: i18n.time(lostSince) }))),
    ),
    silent ? h("button", { class: "button button--primary", type: "button", onclick: onSound }, icon("sound"), t("pressForSound")) : null,
  );
}
