import { type Child, h } from "../../shared/dom";
import { icon, type IconName } from "../../shared/icon";
import { secondsSince, since } from "../moments";
import { draw } from "../page";
import { i18n, t, type TextKey } from "../texts";
import { showDetails } from "./details";
import type { Desk } from "./desk";
import { act } from "./intent";
import { type Command, type Entry, legal, LISTS, type ListName, type Queue } from "./queue";
import { labelOf, underWay } from "./current";
import { reachIcon } from "./reach";

/** Who waits, was set aside, was missed, is done; each with the one thing that is done most, and the rest behind it. */

const NAMES: Readonly<Record<ListName, TextKey>> = {
  waiting: "listWaiting",
  held: "listHeld",
  missed: "listMissed",
  done: "listDone",
};

const EMPTY: Readonly<Record<ListName, readonly [IconName, TextKey]>> = {
  waiting: ["users", "emptyWaiting"],
  held: ["pause", "emptyHeld"],
  missed: ["check", "emptyMissed"],
  done: ["ticket", "emptyDone"],
};

export function lists(desk: Desk, queue: Queue): Child {
  const { tab } = desk;
  return h(
    "section",
    { class: "card lists", "aria-labelledby": "lists-title" },
    h("h2", { id: "lists-title", class: "visually-hidden" }, t("lists")),
    h(
      "div",
      { class: "tabs", role: "tablist", "aria-label": t("lists"), onkeydown: (event: KeyboardEvent) => move(event, desk) },
      LISTS.map((name) => tabOf(desk, queue, name)),
    ),
    h(
      "div",
      { class: "tab-panel", role: "tabpanel", id: "list", "aria-labelledby": `tab-${tab}`, tabindex: 0 },
      list(desk, queue, tab),
    ),
  );
}

function tabOf(desk: Desk, queue: Queue, name: ListName): Child {
  const chosen = desk.tab === name;
  const count = name === "done" ? queue.done.length : queue.counts[name];
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      class: "tab",
      "aria-selected": String(chosen),
      "aria-controls": "list",
      tabindex: chosen ? 0 : -1,
      onclick: () => choose(desk, name),
    },
    h("span", null, t(NAMES[name])),
    h("span", { class: "count number" }, i18n.number(count)),
  );
}

function choose(desk: Desk, name: ListName): void {
  desk.tab = name;
  draw();
}

/** Arrow keys move between tabs, as screen readers announce. */
function move(event: KeyboardEvent, desk: Desk): void {
  const forward = i18n.direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = i18n.direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  const step = event.key === forward ? 1 : event.key === back ? -1 : 0;
  if (step !== 0) {
    event.preventDefault();
    const next = LISTS[(LISTS.indexOf(desk.tab) + step + LISTS.length) % LISTS.length] ?? "waiting";
    choose(desk, next);
    queueMicrotask(() => document.getElementById(`tab-${next}`)?.focus());
  }
}

function list(desk: Desk, queue: Queue, name: ListName): Child {
  const entries = queue[name];
  if (entries.length === 0) {
    const [image, text] = EMPTY[name];
    return h("div", { class: "empty" }, icon(image), h("p", null, t(text)));
  }
  const more = name === "done" ? 0 : queue.counts[name] - entries.length;
  const severalServices = queue.services.length > 1;
  return [
    h("ol", { class: "entries" }, entries.map((entry) => row(desk, entry, severalServices))),
    more > 0 && h("p", { class: "soft small" }, t("moreInList", { n: more })),
  ];
}

function row(desk: Desk, entry: Entry, severalServices: boolean): Child {
  const commands = legal(entry, entry.completedAt ? secondsSince(entry.completedAt) : 0);
  const first = commands[0];
  return h(
    "li",
    { class: "entry", key: entry.id },
    h(
      "button",
      {
        type: "button",
        class: "entry-number number",
        "aria-label": t("detailsOf", { number: entry.number }),
        onclick: () => showDetails(desk, entry.id),
      },
      entry.number,
    ),
    h(
      "div",
      { class: "entry-facts" },
      severalServices && h("span", { class: "entry-service", dir: "auto" }, entry.serviceName),
      h(
        "span",
        { class: "row entry-tags" },
        timeOf(entry),
        entry.priority > 0 && h("span", { class: "tag tag--warn" }, t("priorityTag", { n: entry.priority })),
        entry.confirmedAt !== null && h("span", { class: "tag tag--good" }, icon("check"), t("confirmed")),
        reachIcon(entry.reach),
      ),
    ),
    first !== undefined && rowButton(desk, entry, first),
  );
}

function timeOf(entry: Entry): Child {
  if (entry.status === "COMPLETED") {
    return h(
      "span",
      { class: "soft small" },
      entry.completedAt && t("doneAt", { time: i18n.time(entry.completedAt) }),
      entry.counter !== null && ` · ${entry.counter.name}`,
    );
  }
  return h("span", { class: "soft small" }, icon("clock"), h("span", { class: "visually-hidden" }, t("waits")), " ", since(entry.createdAt, "minutes"));
}

function rowButton(desk: Desk, entry: Entry, command: Command): Child {
  const label = entry.status === "COMPLETED" ? t("restore") : labelOf(command);
  return h(
    "button",
    {
      type: "button",
      class: "button button--small",
      "aria-label": `${label}: ${entry.number}`,
      ...underWay(desk, command, entry),
      onclick: () => void act(desk, command, entry),
    },
    label,
  );
}
