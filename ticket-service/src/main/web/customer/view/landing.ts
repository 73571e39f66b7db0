import { ApiError, call } from "../../shared/api";
import { type Child, h } from "../../shared/dom";
import { icon } from "../../shared/icon";
import type { Organization } from "../../shared/types";
import type { App } from "../app";
import { errorText } from "../errors";
import { bring, isInstalled } from "./bring";
import { ticketList } from "./list";

/** Somebody came without a link: what this is, and the ways in. */
export function landing(app: App): Child {
  const { t } = app.words;
  return h(
    "div",
    { class: "stack", key: "landing" },
    h(
      "section",
      { class: "hero" },
      h("div", { class: "hero-ticket", "aria-hidden": "true" }, icon("ticket")),
      h("h1", { class: "title" }, t("landingTitle")),
      h("p", { class: "soft" }, t("landingText")),
    ),
    ticketList(app, app.tickets.all()),
    isInstalled() ? bring(app) : null,
    lookup(app),
    isInstalled() ? null : bring(app),
    demo(app),
  );
}

function lookup(app: App): Child {
  const { t } = app.words;
  const find = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get("org") ?? "").trim();
    if (name !== "") {
      await app.during("lookup", () => goTo(app, name));
    }
  };
  return h(
    "form",
    { class: "card stack", novalidate: true, onsubmit: find },
    h("h2", { class: "subtitle" }, t("lookupTitle")),
    h(
      "div",
      { class: "field" },
      h("label", { for: "org" }, t("lookupLabel")),
      h("input", {
        class: "input",
        id: "org",
        name: "org",
        dir: "auto",
        autocomplete: "off",
        autocapitalize: "none",
        spellcheck: "false",
        enterkeyhint: "search",
        "aria-describedby": "org-help",
        "aria-invalid": app.fault !== null && "true",
      }),
      h("p", { id: "org-help", class: app.fault === null ? "soft small" : "field-error", role: app.fault === null ? null : "alert" }, app.fault ?? t("lookupHint")),
    ),
    h(
      "button",
      { class: "button", "aria-busy": app.busy === "lookup" && "true" },
      icon("search"),
      t("lookupGo"),
    ),
  );
}

async function goTo(app: App, name: string): Promise<void> {
  // The link itself may have been pasted.
  const slug = /[?&]org=([^&#]+)/.exec(name)?.[1] ?? name.toLowerCase().replace(/\s+/g, "-");
  try {
    const { slug: known } = await call<Organization>("GET", `/api/organizations/${encodeURIComponent(decodeURIComponent(slug))}`);
    app.go({ org: known });
  } catch (error) {
    app.busy = null;
    app.fault = error instanceof ApiError && error.status < 500 && error.status !== 0
      ? app.words.t("lookupNone", { name })
      : app.words.t(errorText(error));
    app.changed();
  }
}

let demoName: string | null | undefined;

/** Where there is a demo organisation, people may look around in it. */
function demo(app: App): Child {
  const { t } = app.words;
  if (demoName === undefined) {
    demoName = null;
    call<Organization>("GET", "/api/organizations/demo").then(
      ({ name }) => {
        demoName = name;
        app.changed();
      },
      () => undefined,
    );
  }
  return demoName
    ? h(
      "section",
      { class: "card row demo" },
      h("h2", { class: "subtitle" }, t("demoTitle")),
      h("button", { type: "button", class: "button", onclick: () => app.go({ org: "demo" }) }, t("demoGo", { name: demoName })),
    )
    : null;
}
