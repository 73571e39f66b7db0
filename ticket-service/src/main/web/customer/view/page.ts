import { type Child, h } from "../../shared/dom";
import { nameOfLanguage } from "../../shared/i18n";
import { icon } from "../../shared/icon";
import { logoHere } from "../../shared/logo";
import type { App } from "../app";
import { faceOf, tabTitle } from "../face";
import type { Brand } from "../tickets";
import { join } from "./join";
import { landing } from "./landing";
import { ticketPage } from "./ticket";

/** The whole page, from the app's state. */
export function page(app: App): Child {
  const { t } = app.words;
  document.title = title(app);
  return [
    h("a", { class: "skip-link", href: "#main" }, t("skipToContent")),
    header(app),
    h("main", { id: "main", class: "page", tabindex: "-1" }, content(app)),
    popup(app),
  ];
}

function title(app: App): string {
  const kept = app.view.kind === "ticket" ? app.tickets.get(app.view.id) : null;
  return kept === null ? app.brand?.name ?? "Nextup" : tabTitle(faceOf(kept), kept, app.words);
}

function content(app: App): Child {
  const { t } = app.words;
  switch (app.view.kind) {
    case "loading":
      return h("p", { class: "empty", role: "status", key: "loading" }, h("span", { class: "spinner" }), t(app.view.text));
    case "landing":
      return landing(app);
    case "join":
      return join(app, app.view.organization);
    case "ticket": {
      const kept = app.tickets.get(app.view.id);
      return kept === null ? null : ticketPage(app, kept);
    }
    case "problem":
      return h(
        "section",
        { class: "empty card", key: "problem" },
        icon("warning"),
        h("h1", { class: "title" }, t(app.view.title)),
        h("p", null, t(app.view.text)),
        app.view.again
          ? h("button", { type: "button", class: "button button--primary", onclick: () => app.open() }, t("retry"))
          : h("button", { type: "button", class: "button", onclick: () => app.go({}) }, t("home")),
      );
  }
}

function header(app: App): Child {
  return h(
    "header",
    { class: "header" },
    h("div", { class: "header-brand" }, logo(app.brand), h("span", { class: "header-name", dir: "auto" }, app.brand?.name ?? app.words.t("appName"))),
    languages(app),
  );
}

function logo(brand: Brand | null): Child {
  if (brand?.logoUrl) {
    return h("img", { class: "header-logo logo", src: logoHere(brand.logoUrl), alt: "" });
  }
  return brand === null ? h("img", { class: "header-logo", src: "/icon.svg", alt: "" }) : h("span", { class: "header-initial", "aria-hidden": "true" }, brand.name.charAt(0));
}

/** Two languages: a button with the other one's name. More: a list. */
function languages(app: App): Child {
  const offered = app.brand?.languages ?? ["en", "ar"];
  const others = offered.filter((tag) => tag !== app.words.language);
  const [only] = others;
  if (only === undefined) {
    return null;
  }
  if (others.length === 1) {
    return h(
      "button",
      { type: "button", class: "button button--quiet header-language", lang: only, onclick: () => app.speak(only) },
      icon("globe"),
      nameOfLanguage(only),
    );
  }
  return h(
    "label",
    { class: "header-language row" },
    icon("globe"),
    h("span", { class: "visually-hidden" }, app.words.t("language")),
    h(
      "select",
      { class: "input", value: app.words.language, onchange: (event) => app.speak(event.target.value) },
      [app.words.language, ...others].map((tag) => h("option", { value: tag, lang: tag }, nameOfLanguage(tag))),
    ),
  );
}

/** What a push says while the page is open. It waits for a tap, but takes no focus from what somebody does. */
function popup(app: App): Child {
  const shown = app.following.popup;
  return h(
    "div",
    { class: "popup-place", role: "alert" },
    shown === null
      ? null
      : h(
        "div",
        { class: "popup", key: "popup" },
        icon("bell"),
        h("div", null, h("p", { class: "popup-title", dir: "auto" }, shown.title), h("p", { dir: "auto" }, shown.body)),
        h("button", { type: "button", class: "button", onclick: () => app.following.dismiss() }, app.words.t("popupClose")),
      ),
  );
}
