import { type Child, h } from "../../shared/dom";
import { icon } from "../../shared/icon";
import type { App } from "../app";
import { faceOf, headingOf } from "../face";
import type { Kept } from "../tickets";

/** Ways to tickets of this device. */
export function ticketList(app: App, tickets: readonly Kept[]): Child {
  const { t } = app.words;
  if (tickets.length === 0) {
    return null;
  }
  return h(
    "nav",
    { class: "stack stack--tight", "aria-label": t("yourTickets"), key: "tickets" },
    h("h2", { class: "subtitle" }, t("yourTickets")),
    h(
      "ul",
      { class: "list" },
      tickets.map((kept) =>
        h(
          "li",
          { key: kept.ticket.id },
          h(
            "a",
            {
              class: "list-item",
              href: `/?ticket=${kept.ticket.id}`,
              onclick: (event: MouseEvent) => {
                if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
                  event.preventDefault();
                  app.go({ ticket: kept.ticket.id });
                }
              },
            },
            h("span", { class: "number list-number" }, kept.ticket.number),
            h("span", { class: "list-text" }, h("span", null, headingOf(faceOf(kept), app.words)), h("span", { class: "soft small" }, kept.ticket.serviceName)),
            icon("chevron", true),
          ),
        )
      ),
    ),
  );
}
