import { type Child, h } from "../../shared/dom";
import { icon } from "../../shared/icon";
import type { Branch, Department, Organization, Service } from "../../shared/types";
import type { App } from "../app";
import { waitText } from "../face";
import type { Reach } from "../push";
import { choose } from "../route";
import { bring, isInstalled } from "./bring";
import { ticketList } from "./list";

/** From an organisation to one service, and from there to a ticket. */
export function join(app: App, organization: Organization): Child {
  const chosen = choose(organization, app.route);
  if (chosen.service !== null && chosen.branch !== null) {
    return confirm(app, organization, chosen.branch, chosen.department, chosen.service);
  }
  return h(
    "div",
    { class: "stack", key: "choose" },
    arrival(app, organization),
    chosen.branch === null ? branches(app, organization) : services(app, organization, chosen.branch, chosen.departments),
  );
}

/** The tickets there are; an app just installed has none, but its person may have one in the browser. */
function arrival(app: App, { welcomeMessage }: Organization): Child {
  const tickets = app.tickets.active();
  return [
    isInstalled() && tickets.length === 0 ? bring(app) : null,
    ticketList(app, tickets),
    welcomeMessage ? h("p", { class: "welcome" }, h("bdi", null, welcomeMessage)) : null,
  ];
}

function branches(app: App, { slug, branches }: Organization): Child {
  const { t } = app.words;
  return [
    h("h1", { class: "title" }, t("chooseBranch")),
    h(
      "ul",
      { class: "list" },
      branches.map(({ id, name, address }) =>
        h(
          "li",
          { key: id },
          h(
            "button",
            { type: "button", class: "list-item", onclick: () => app.go({ org: slug, branch: id }) },
            icon("place"),
            h("span", { class: "list-text" }, h("bdi", { class: "list-name" }, name), address ? h("bdi", { class: "soft small" }, address) : null),
            icon("chevron", true),
          ),
        )
      ),
    ),
  ];
}

function services(app: App, organization: Organization, branch: Branch, departments: readonly Department[]): Child {
  const { t } = app.words;
  const offered = departments.filter(({ services }) => services.length > 0);
  return [
    h("h1", { class: "title" }, t("chooseService")),
    organization.branches.length > 1
      ? h(
        "p",
        { class: "row soft" },
        icon("place"),
        h("bdi", null, branch.name),
        h("button", { type: "button", class: "button button--quiet", onclick: () => app.go({ org: organization.slug }) }, t("otherBranch")),
      )
      : null,
    offered.length === 0 ? h("p", { class: "empty" }, icon("clock"), t("nothingOffered")) : null,
    offered.map((department) =>
      h(
        "section",
        { class: "stack stack--tight", key: department.id, "aria-labelledby": `d-${department.id}` },
        offered.length > 1 ? h("h2", { class: "subtitle", id: `d-${department.id}` }, department.name) : h("h2", { class: "visually-hidden", id: `d-${department.id}` }, department.name),
        h("ul", { class: "list" }, department.services.map((service) => h("li", { key: service.id }, serviceItem(app, organization, service)))),
      )
    ),
  ];
}

function serviceItem(app: App, { slug }: Organization, service: Service): Child {
  return h(
    "button",
    { type: "button", class: "list-item", onclick: () => app.go({ org: slug, service: service.id }) },
    h(
      "span",
      { class: "list-text" },
      h("bdi", { class: "list-name" }, service.name),
      service.description ? h("bdi", { class: "soft small" }, service.description) : null,
      h("span", { class: "list-facts" }, load(app, service)),
    ),
    icon("chevron", true),
  );
}

function load(app: App, { open, waiting, estimatedWait }: Service): Child {
  const { words } = app;
  if (!open) {
    return h("span", { class: "tag tag--warn" }, words.t("closed"));
  }
  return [
    h("span", { class: "tag" }, icon("users"), waiting === 0 ? words.t("nobodyWaiting") : words.t("waitingCount", { n: waiting })),
    waiting === 0 || estimatedWait === null
      ? null
      : h("span", { class: "tag" }, icon("clock"), words.t("estimateAbout", { time: waitText(estimatedWait, words) })),
  ];
}

function confirm(app: App, organization: Organization, branch: Branch, department: Department | null, service: Service): Child {
  const { t } = app.words;
  const place = [organization.branches.length > 1 ? branch.name : null, department?.name].filter(Boolean).join(" · ");
  const several = organization.branches.flatMap((each) => each.departments).flatMap((each) => each.services).length > 1;
  return h(
    "div",
    { class: "stack", key: `confirm-${service.id}` },
    arrival(app, organization),
    h(
      "section",
      { class: "card stack" },
      h(
        "div",
        null,
        h("p", { class: "soft small" }, place),
        h("h1", { class: "title" }, h("bdi", null, service.name)),
        service.description ? h("p", { class: "soft" }, h("bdi", null, service.description)) : null,
      ),
      h("p", { class: "row" }, load(app, service)),
      service.open ? takeForm(app, organization, service) : h("p", { class: "banner banner--warn" }, icon("clock"), h("span", null, t("closedNow"))),
    ),
    several
      ? h(
        "p",
        null,
        h(
          "button",
          { type: "button", class: "button button--quiet", onclick: () => app.go({ org: organization.slug, branch: branch.id }) },
          icon("back", true),
          t("otherServices"),
        ),
      )
      : null,
  );
}

let reachable: Reach = "checking";

function takeForm(app: App, organization: Organization, service: Service): Child {
  const { t } = app.words;
  const asksForCode = service.joinCodeRequired || app.codeAskedBy === service.id;
  const canNotify = reachable === "off" || reachable === "checking";
  const take = (event: Event, notify: boolean) => {
    event.preventDefault();
    const typed = document.querySelector<HTMLInputElement>("#join-code")?.value ?? app.route.joinCode ?? "";
    void app.take(organization, service.id, typed.replace(/\s/g, ""), notify).then(() => app.wrongCode && focusCode());
  };
  return h(
    "form",
    {
      class: "stack",
      novalidate: true,
      onsubmit: (event) => take(event, canNotify),
      onmount: async () => {
        reachable = await app.push.permission();
        app.changed();
      },
    },
    asksForCode ? joinCode(app, app.wrongCode ? app.fault : null) : null,
    app.fault === null || app.wrongCode ? null : h("p", { class: "banner banner--bad", role: "alert" }, icon("warning"), h("span", null, app.fault)),
    canNotify ? whatIsSent(app) : notice(app, reachable),
    h(
      "button",
      { class: "button button--primary button--wide button--large", "aria-busy": app.busy !== null && "true" },
      app.busy !== null ? t("taking") : t(canNotify ? "takeAndTell" : "take"),
    ),
    canNotify
      ? h("button", { type: "button", class: "button button--quiet button--wide", onclick: (event) => take(event, false) }, t("takeQuiet"))
      : null,
  );
}

function focusCode(): void {
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>("#join-code")?.select());
}

function joinCode(app: App, fault: string | null): Child {
  const { t } = app.words;
  return h(
    "div",
    { class: "field" },
    h("label", { for: "join-code" }, t("joinCodeLabel")),
    h("input", {
      class: "input input--code",
      id: "join-code",
      value: app.route.joinCode ?? "",
      dir: "ltr",
      autocomplete: "off",
      autocapitalize: "characters",
      spellcheck: "false",
      "aria-describedby": "join-code-help",
      "aria-invalid": fault !== null && "true",
    }),
    h("p", { id: "join-code-help", class: fault === null ? "soft small" : "field-error", role: fault === null ? null : "alert" }, fault ?? t("joinCodeHint")),
  );
}

/** Said before the browser asks, so that nobody has to guess what they allow. */
function whatIsSent(app: App): Child {
  const { t } = app.words;
  const kinds = ["sentNear", "sentNext", "sentCalled", "sentChanged"] as const;
  return h(
    "div",
    { class: "promise" },
    h("p", { class: "promise-title" }, icon("bell"), t("whatIsSent")),
    h("ul", null, kinds.map((kind) => h("li", null, icon("check"), t(kind)))),
    h("p", { class: "soft small" }, `${t("nothingAsked")} ${t("askPermission")}`),
  );
}

function notice(app: App, reach: Reach): Child {
  const { t } = app.words;
  switch (reach) {
    case "denied":
      return h("p", { class: "banner" }, icon("bell-off"), h("span", null, t("reachDenied"), ". ", t("reachDeniedText")));
    case "needs-home-screen":
      return h("p", { class: "banner" }, icon("bell"), h("span", null, t("iosFirst")));
    default:
      return h("p", { class: "banner" }, icon("bell-off"), h("span", null, t(reach === "unsupported" ? "reachUnsupported" : "reachUnavailable"), ". ", t("reachUnsupportedText")));
  }
}
