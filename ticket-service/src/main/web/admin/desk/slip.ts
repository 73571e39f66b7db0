import { h } from "../../shared/dom";
import { openModal } from "../modal";
import { printSheet } from "../print";
import { qrPicture } from "../qr";
import { structure } from "../structure";
import { type i18n, t, textsIn } from "../texts";
import type { WalkIn } from "./walk-in";

/** What a walk-in takes along: the number, and a code that brings it onto a phone once. */
export async function showSlip(ticket: WalkIn, department: string, language: string): Promise<void> {
  const texts = await textsIn(language);
  openModal({
    title: t("slipTitle"),
    view: ({ close }) => [
      slip(ticket, department, texts),
      h(
        "div",
        { class: "dialog-actions" },
        h("button", { type: "button", class: "button", onclick: close }, t("close")),
        h(
          "button",
          {
            type: "button",
            class: "button button--primary",
            onclick: () => printSheet(slip(ticket, department, texts)),
          },
          t("print"),
        ),
      ),
    ],
  });
}

function slip(ticket: WalkIn, department: string, texts: typeof i18n): HTMLElement {
  const { organization } = structure();
  const { language, direction, t: text, time } = texts;
  return h(
    "div",
    { class: "slip", lang: language, dir: direction },
    h("p", { class: "slip-organization" }, organization.name),
    h("p", { class: "slip-number number" }, ticket.number),
    h("p", { class: "slip-service" }, ticket.serviceName),
    h("p", null, department),
    h("p", null, [time(ticket.createdAt), ahead(ticket, text)].filter(Boolean).join(" · ")),
    qrPicture(ticket.claimUrl, text("slipCode")),
    h("p", { class: "slip-hint" }, text("slipHint")),
  );
}

function ahead({ ahead: before }: WalkIn, text: typeof t): string | null {
  return before === null ? null : before === 0 ? text("slipNext") : text("slipAhead", { n: before });
}
