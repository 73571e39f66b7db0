import { type Child, h } from "../../shared/dom";
import { icon } from "../../shared/icon";
import { errorText } from "../errors";
import { errorBanner } from "../form";
import { draw } from "../page";
import { request } from "../session";
import { path } from "../structure";
import { i18n } from "../texts";
import { type Change, differences, sentence } from "./audit-words";
import type { Section } from "./screen";
import { t } from "./texts";

/** What the server answers at once; fewer are the last. */
const PAGE = 50;

const MOMENT = new Intl.DateTimeFormat(`${i18n.language}-u-nu-latn`, { dateStyle: "medium", timeStyle: "short" });

/** Who changed what, the latest first. */
export const audit: Section = () => {
  let all: readonly Change[] = [];
  let more = true;
  let busy = false;
  let error: string | null = null;
  void read();

  async function read() {
    const last = all.at(-1);
    busy = true;
    error = null;
    draw();
    try {
      const page = await request<Change[]>("GET", path(last === undefined ? "audit" : `audit?before=${last.id}`));
      all = [...all, ...page];
      more = page.length === PAGE;
    } catch (failure) {
      error = errorText(failure);
    }
    busy = false;
    draw();
    if (last !== undefined && error === null) {
      // The button may be gone: who reads with the keyboard goes on where the new ones begin, once they are drawn.
      queueMicrotask(() =>
        document.querySelector<HTMLElement>(`[data-change="${last.id}"] + li [tabindex]`)?.focus());
    }
  }

  return () => h(
    "section",
    { class: "stack", "aria-labelledby": "audit-title" },
    h("h2", { id: "audit-title" }, t("audit")),
    h("p", { class: "soft" }, t("auditText")),
    all.length > 0 && h("ol", { class: "card items", "aria-busy": busy ? "true" : null }, all.map(row)),
    all.length === 0 && error === null && (busy
      ? h("p", { class: "soft", role: "status" }, t("loading"))
      : h("div", { class: "card empty" }, icon("clock"), h("p", { role: "status" }, t("auditEmpty")))),
    errorBanner(error),
    more && (all.length > 0 || error !== null) && h(
      "button",
      { type: "button", class: "button", "aria-busy": busy ? "true" : null, onclick: () => !busy && void read() },
      error === null ? t("more") : t("again"),
    ),
  );
};

function row(change: Change): Child {
  const details = differences(change);
  return h(
    "li",
    { class: "item", key: change.id, "data-change": change.id },
    h(
      "div",
      { class: "item-text" },
      h("p", { tabindex: -1 }, sentence(change)),
      details.length > 0 && h("ul", { class: "soft small" }, details.map((detail) => h("li", { key: detail }, detail))),
    ),
    h("time", { class: "soft small", datetime: change.at }, MOMENT.format(new Date(change.at))),
  );
}
