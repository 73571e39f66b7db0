import { ask } from "../../shared/dialog";
import { type Child, h } from "../../shared/dom";
import { icon } from "../../shared/icon";
import { toast } from "../../shared/toast";
import { hasEnded } from "../../shared/types";
import type { App } from "../app";
import { type Face, faceOf, headingOf, leadOf, waitText } from "../face";
import type { Kept } from "../tickets";
import { ticketList } from "./list";
import { reachCard } from "./reach";

/** A ticket with all its faces. */
export function ticketPage(app: App, kept: Kept): Child {
  const face = faceOf(kept);
  const ended = hasEnded(kept.ticket.status);
  return h(
    "div",
    { class: "stack", key: kept.ticket.id },
    card(app, kept, face),
    announcement(app, kept, face),
    ended ? null : actions(app, kept, face),
    ended || face === "missed" ? afterwards(app, kept, ended) : null,
    ended ? null : reachCard(app, kept),
    ticketList(app, app.tickets.all().filter(({ ticket }) => ticket.id !== kept.ticket.id)),
    ended || face === "missed" ? null : h("p", null, takeAnother(app, kept, "button button--quiet")),
  );
}

function offline(app: App, { ticket, updatedAt }: Kept): Child {
  const { t, time } = app.words;
  return h(
    "div",
    { role: "status" },
    app.following.isLost(ticket.id)
      ? h("p", { class: "banner banner--warn" }, icon("offline"), h("span", null, t("offlineState", { time: time(updatedAt) })))
      : null,
  );
}

/** As GEN-001; after 999 there is one digit more. */
const USUAL_LENGTH = 7;

function card(app: App, kept: Kept, face: Face): Child {
  const { words } = app;
  const { ticket, place } = kept;
  return h(
    "section",
    { class: `ticket ticket--${face}`, "aria-labelledby": "face" },
    h(
      "div",
      { class: "ticket-top" },
      h("h1", { class: "ticket-face", id: "face" }, headingOf(face, words)),
      h("p", { class: ticket.number.length > USUAL_LENGTH ? "ticket-number ticket-number--long number" : "ticket-number number" }, h("span", { class: "visually-hidden" }, `${words.t("yourNumber")} `), ticket.number),
      h("p", { class: "ticket-lead" }, leadOf(face, ticket, words)),
      face === "waiting" && ticket.ahead !== null ? people(ticket.ahead) : null,
    ),
    h(
      "div",
      { class: "ticket-stub" },
      offline(app, kept),
      facts(app, kept, face),
      h("p", { class: "ticket-service" }, h("strong", null, ticket.serviceName), place === "" ? null : h("span", { class: "soft" }, ` · ${place}`)),
      hasEnded(ticket.status) ? null : h(
        "p",
        { class: "soft small ticket-updated" },
        words.t("lastUpdated", { time: words.time(kept.updatedAt) }),
        app.following.isLost(ticket.id) ? null : [h("span", { class: "live-dot", "aria-hidden": "true" }), words.t("live")],
      ),
    ),
  );
}

const SHOWN_PEOPLE = 12;

/** Those ahead, as dots; the last one is this person. */
function people(ahead: number): Child {
  return ahead > SHOWN_PEOPLE
    ? null
    : h("p", { class: "people", "aria-hidden": "true" }, Array.from({ length: ahead + 1 }, (_, i) => h("span", { class: i === ahead ? "person person--you" : "person" })));
}

function facts(app: App, { ticket }: Kept, face: Face): Child {
  const { words } = app;
  const lines: Array<readonly [string, Child]> = [];
  if (face === "waiting") {
    lines.push([words.t("estimate"), ticket.estimatedWait === null ? words.t("noEstimate") : waitText(ticket.estimatedWait, words)]);
  }
  if (face === "called" && ticket.callCount > 1) {
    lines.push([words.t("called"), words.t("calledTimes", { n: ticket.callCount })]);
  }
  if ((face === "waiting" || face === "next") && ticket.currentlyServing !== null) {
    lines.push([words.t("nowServing"), h("span", { class: "number" }, ticket.currentlyServing)]);
  }
  return lines.length === 0 ? null : h("dl", { class: "facts" }, lines.map(([name, value]) => h("div", null, h("dt", { class: "soft small" }, name), h("dd", null, value))));
}

/** For screen readers: what is new, once; a call interrupts. */
function announcement(app: App, kept: Kept, face: Face): Child {
  const text = `${headingOf(face, app.words)}. ${kept.ticket.number}. ${leadOf(face, kept.ticket, app.words)}`;
  return face === "called"
    ? h("p", { class: "visually-hidden", role: "alert", key: `call-${kept.ticket.callCount}` }, text)
    : h("p", { class: "visually-hidden", role: "status", key: "state" }, text);
}

function actions(app: App, kept: Kept, face: Face): Child {
  const { t } = app.words;
  const { ticket } = kept;
  const waiting = face === "waiting" || face === "next";
  const here = waiting || face === "called";
  if (face === "missed" || face === "held") {
    return comingBack(app, kept, face);
  }
  return h(
    "div",
    { class: "actions" },
    here && ticket.confirmedAt !== null ? h("p", { class: "banner banner--good", role: "status" }, icon("check"), h("span", null, t("saidHere"))) : null,
    here && ticket.confirmedAt === null
      ? button(app, "confirm", face === "called" ? "button button--primary button--wide" : "button button--wide", t(face === "called" ? "imComing" : "imHere"), () =>
        app.during("confirm", () => app.following.command(kept, "confirm")))
      : null,
    waiting && ticket.delaysLeft > 0 ? button(app, "delay", "button button--wide", t("moreTime"), () => moreTime(app, kept)) : null,
    waiting || face === "called" ? leaveButton(app, kept) : null,
  );
}

/** Who was away says so: staff see it in their list, and take the ticket up again. */
function comingBack(app: App, kept: Kept, face: Face): Child {
  const { t } = app.words;
  const said = kept.ticket.confirmedAt !== null;
  return h(
    "div",
    { class: "actions" },
    h(
      "div",
      { class: "actions-news", role: "status" },
      said
        ? h("p", { class: "banner banner--good" }, icon("check"), h("span", null, h("strong", null, t("saidBack")), " ", t("saidBackNext")))
        : h("p", { class: "soft" }, t("backNext")),
    ),
    said ? null : button(app, "confirm", "button button--primary button--wide", t("imBack"), () => app.during("confirm", () => app.following.command(kept, "confirm"))),
    face === "held" ? leaveButton(app, kept) : null,
  );
}

function leaveButton(app: App, kept: Kept): Child {
  return button(app, "cancel", "button button--quiet-danger button--wide", app.words.t("leave"), () => leave(app, kept));
}

function button(app: App, name: string, kind: string, label: string, onclick: () => unknown): Child {
  return h("button", { type: "button", class: kind, key: name, "aria-busy": app.busy === name && "true", onclick }, label);
}

async function leave(app: App, kept: Kept): Promise<void> {
  const { t } = app.words;
  const answer = await ask(t("leaveTitle"), h("p", null, t("leaveText", { number: kept.ticket.number })), [
    { answer: "stay", label: t("stay") },
    { answer: "leave", label: t("leave"), kind: "danger" },
  ]);
  if (answer === "leave") {
    await app.during("cancel", () => app.following.command(kept, "cancel"));
  }
}

const PLACES = [1, 2, 3, 5, 10];

async function moreTime(app: App, kept: Kept): Promise<void> {
  const { t } = app.words;
  let places = 1;
  const choices = h(
    "fieldset",
    { class: "choices" },
    h("legend", null, t("moreTimeText")),
    PLACES.map((n) =>
      h(
        "label",
        { class: "choice" },
        h("input", { type: "radio", name: "places", value: String(n), checked: n === places, onchange: () => (places = n) }),
        h("span", null, t("letPass", { n })),
      )
    ),
  );
  const left = h("p", { class: "soft small" }, t("moreTimeLeft", { n: kept.ticket.delaysLeft }));
  const answer = await ask(t("moreTimeTitle"), [choices, left], [
    { answer: "cancel", label: t("cancel") },
    { answer: "delay", label: t("moreTime"), kind: "primary" },
  ]);
  if (answer === "delay") {
    await app.during("delay", async () => {
      await app.following.command(kept, "delay", { places });
      toast(t("movedBack"));
    });
  }
}

function afterwards(app: App, kept: Kept, ended: boolean): Child {
  return h(
    "div",
    { class: "actions" },
    takeAnother(app, kept, ended ? "button button--primary button--wide" : "button button--wide"),
    ended ? button(app, "remove", "button button--quiet button--wide", app.words.t("remove"), () => app.forget(kept.ticket.id)) : null,
  );
}

function takeAnother(app: App, { brand }: Kept, kind: string): Child {
  return h("button", { type: "button", class: kind, key: "another", onclick: () => app.go({ org: brand.slug }) }, icon("ticket"), app.words.t("takeAnother"));
}
