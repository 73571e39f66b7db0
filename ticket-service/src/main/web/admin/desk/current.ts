import { type Attributes, type Child, h } from "../../shared/dom";
import { icon } from "../../shared/icon";
import { duration, secondsSince, since } from "../moments";
import { t, type TextKey } from "../texts";
import type { Desk } from "./desk";
import { act, callNext } from "./intent";
import { keysOn } from "./keys";
import { type Action, type Command, type Entry, legal } from "./queue";
import { reachLine } from "./reach";
import { doneText, undoOf } from "./undo";

/** Whom this desk has in front of it, and the one thing to press next. */

const LABELS: Readonly<Record<Command, TextKey>> = {
  call: "call",
  recall: "recall",
  serve: "serve",
  complete: "complete",
  skip: "skip",
  hold: "hold",
  requeue: "requeue",
  transfer: "transfer",
  cancel: "cancelTicket",
};

const KEYS: Partial<Record<Command, string>> = { recall: "R", complete: "C", skip: "S", hold: "H", transfer: "T" };

export function labelOf(command: Command): string {
  return t(LABELS[command]);
}

export function currentPanel(desk: Desk): Child {
  const { current } = desk;
  return h(
    "section",
    { class: "card current", "aria-labelledby": "current-title", tabindex: -1, "data-dealt-with": true },
    h("h2", { id: "current-title", class: "visually-hidden" }, t("currentTicket")),
    notice(desk),
    current === null ? nobody(desk) : ticket(desk, current),
    nextButton(desk),
    lastAction(desk),
  );
}

function notice(desk: Desk): Child {
  const { notice: said } = desk;
  return h(
    "div",
    { role: "alert", class: "alert-slot" },
    said !== null && h(
      "div",
      { class: "banner banner--warn notice" },
      icon("warning"),
      h(
        "div",
        { class: "stack stack--tight" },
        h("p", null, said.text),
        h(
          "div",
          { class: "row" },
          said.offersNext && h(
            "button",
            { type: "button", class: "button button--small", onclick: () => void callNext(desk) },
            t("callNext"),
          ),
          h("button", { type: "button", class: "button button--small", onclick: () => desk.dismiss() }, t("understood")),
        ),
      ),
    ),
  );
}

function nobody(desk: Desk): Child {
  const waiting = desk.view?.counts.waiting ?? 0;
  return h(
    "div",
    { class: "empty current-empty" },
    icon(waiting === 0 ? "users" : "ticket"),
    h("p", { class: "current-empty-title" }, waiting === 0 ? t("nobodyWaits") : t("nobodyHere")),
    h("p", null, waiting === 0 ? t("nobodyWaitsText") : t("peopleWait", { n: waiting })),
  );
}

function ticket(desk: Desk, entry: Entry): Child {
  const called = entry.status === "CALLED";
  return h(
    "div",
    { class: "stack current-ticket", key: entry.id },
    h(
      "div",
      { class: "row current-head" },
      h("span", { class: called ? "tag tag--accent" : "tag tag--good" }, called ? t("statusCalled") : t("statusServing")),
      entry.confirmedAt !== null && called && h("span", { class: "tag tag--good" }, icon("check"), t("confirmed")),
      entry.priority > 0 && h("span", { class: "tag tag--warn" }, t("priorityTag", { n: entry.priority })),
    ),
    h("p", { class: "current-number number" }, entry.number),
    h("p", { class: "current-service" }, entry.serviceName),
    h(
      "dl",
      { class: "facts" },
      entry.calledAt !== null && fact(t("sinceCall"), since(entry.calledAt, "clock")),
      fact(t("waited"), duration(waitedSeconds(entry))),
      fact(t("calls"), String(entry.callCount)),
    ),
    reachLine(entry.reach),
    entry.recallsLeft === 0 && h("p", { class: "banner banner--warn" }, icon("warning"), h("span", null, t("recallLimit"))),
    actions(desk, entry),
  );
}

function waitedSeconds({ createdAt, calledAt }: Entry): number {
  return calledAt === null ? secondsSince(createdAt) : Math.max(0, (Date.parse(calledAt) - Date.parse(createdAt)) / 1000);
}

export function fact(name: string, value: Child): Child {
  return h("div", null, h("dt", null, name), h("dd", { class: "number" }, value));
}

function actions(desk: Desk, entry: Entry): Child {
  const commands = legal(entry, 0).filter((command) => command !== "recall" || entry.recallsLeft !== 0);
  const main = entry.status === "CALLED" ? "serve" : "complete";
  return h(
    "div",
    { class: "actions", role: "group", "aria-label": t("actionsOf", { number: entry.number }) },
    commands.map((command) => button(desk, entry, command, command === main)),
  );
}

/** What is disabled does nothing; what is not, and is pressed while something else is under way, waits for that. */
export function underWay(desk: Desk, action: Action, entry: Entry | null = null): Attributes {
  const pressed = desk.turns.underWay(action, entry);
  return { "aria-disabled": pressed === null ? null : "true", "aria-busy": pressed === action ? "true" : null };
}

function button(desk: Desk, entry: Entry, command: Command, main: boolean): Child {
  const key = keysOn() ? KEYS[command] : undefined;
  return h(
    "button",
    {
      type: "button",
      key: command,
      class: main ? "button button--tonal action--main" : command === "cancel" ? "button button--quiet-danger" : "button",
      ...underWay(desk, command, entry),
      "aria-keyshortcuts": key ?? null,
      onclick: () => void act(desk, command, entry),
    },
    labelOf(command),
    key !== undefined && h("kbd", { "aria-hidden": "true" }, key),
  );
}

function nextButton(desk: Desk): Child {
  const next = desk.view?.waiting[0];
  return h(
    "div",
    { class: "next", key: "next" },
    h(
      "button",
      {
        type: "button",
        id: "call-next",
        class: "button button--primary button--next",
        ...underWay(desk, "call-next"),
        "aria-keyshortcuts": keysOn() ? "N" : null,
        onclick: () => void callNext(desk),
      },
      icon("bell"),
      h("span", null, t("callNext")),
      keysOn() && h("kbd", { "aria-hidden": "true" }, "N"),
    ),
    h(
      "p",
      { class: "soft small next-who" },
      next === undefined ? t("nextNobody") : t("nextIs", { number: next.number, time: duration(secondsSince(next.createdAt)) }),
    ),
  );
}

/** Said as it happens; with the way back beside it for ten minutes. */
function lastAction(desk: Desk): Child {
  const { done } = desk;
  const undo = done === null ? null : undoOf(done);
  return h(
    "div",
    { class: done === null ? "visually-hidden" : "last-action", key: "last" },
    h("p", { role: "status" }, done === null ? "" : doneText(done)),
    undo !== null && h(
      "button",
      {
        type: "button",
        class: "button button--small",
        // What is under way takes its place as the last action: there is nothing to wait for.
        "aria-disabled": desk.turns.isFree ? null : "true",
        "aria-busy": desk.turns.underWay("undo") === "undo" ? "true" : null,
        onclick: () => void desk.undo(),
      },
      t("undo"),
    ),
  );
}
