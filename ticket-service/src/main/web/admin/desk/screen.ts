import { type Child, h } from "../../shared/dom";
import { isolate } from "../../shared/i18n";
import { icon } from "../../shared/icon";
import { duration, secondsSince } from "../moments";
import type { Screen } from "../page";
import { i18n, t } from "../texts";
import { currentPanel } from "./current";
import { Desk } from "./desk";
import { listenToKeys } from "./keys";
import { lists } from "./lists";
import { showJoinCode } from "./join-code";
import { branchOf, type Place, servedHere } from "./place";
import { showQueueMenu } from "./queue-menu";
import type { Queue } from "./queue";
import { askForWalkIn } from "./walk-in";

/** Where people are called. */
export function deskScreen(place: Place, change: () => void): Screen {
  const desk = new Desk(place);
  const deaf = listenToKeys(desk);
  const title = document.title;
  return {
    leave: () => {
      desk.leave();
      deaf();
      document.title = title;
    },
    view: () => {
      const queue = desk.view;
      document.title = queue === null ? title : `(${queue.counts.waiting}) ${place.counter?.name ?? queue.name} · Nextup`;
      return h(
        "div",
        { class: "desk" },
        head(desk, change),
        !desk.connected && h(
          "p",
          { class: "banner banner--bad", role: "status" },
          icon("offline"),
          h("span", null, t("connectionLost")),
        ),
        desk.refusal !== null && refusal(desk.refusal, change),
        queue === null && desk.refusal === null && h("p", { class: "soft", role: "status" }, t("loading")),
        queue !== null && h(
          "div",
          { class: "desk-grid" },
          currentPanel(desk),
          h("div", { class: "desk-side" }, figures(desk, queue), lists(desk, queue)),
        ),
      );
    },
  };
}

function refusal(text: string, change: () => void): Child {
  return h(
    "div",
    { class: "card empty", role: "alert" },
    icon("warning"),
    h("p", null, text),
    h("button", { type: "button", class: "button", onclick: change }, t("changePlace")),
  );
}

function head(desk: Desk, change: () => void): Child {
  const { department, service, counter } = desk.place;
  const { view } = desk;
  const withCode = servedHere(desk.place).filter(({ joinCodeRequired }) => joinCodeRequired);
  return h(
    "div",
    { class: "desk-head" },
    h(
      "div",
      { class: "desk-place" },
      h("h1", null, counter?.name ?? t("noCounter")),
      h("p", { class: "soft" }, [branchOf(department), department.name, service?.name ?? ""].filter(Boolean).map(isolate).join(" · ")),
    ),
    view !== null && h(
      "span",
      { class: view.open ? "tag tag--good" : "tag tag--warn" },
      view.open ? t("takesTickets") : t("takesNoTickets"),
    ),
    h("button", { type: "button", class: "button button--small button--quiet", onclick: change }, t("changePlace")),
    h(
      "div",
      { class: "row desk-tools" },
      tool(t("walkIn"), () => askForWalkIn(desk)),
      withCode.length > 0 && tool(t("joinCode"), () => showJoinCode(withCode)),
      tool(t("manageQueue"), () => showQueueMenu(desk)),
    ),
  );
}

function tool(label: string, run: () => void): Child {
  return h("button", { type: "button", class: "button button--small", "aria-haspopup": "dialog", onclick: run }, label);
}

function figures(desk: Desk, queue: Queue): Child {
  const oldest = queue.waiting.reduce<string | null>(
    (first, { createdAt }) => (first === null || createdAt < first ? createdAt : first),
    null,
  );
  return h(
    "dl",
    { class: "tiles" },
    tile(t("waiting"), i18n.number(queue.counts.waiting)),
    tile(t("longestWait"), oldest === null ? "–" : duration(secondsSince(oldest))),
    tile(t("openCounters"), desk.figures === null ? "–" : i18n.number(desk.figures.openCounters)),
  );
}

export function tile(name: string, value: string): Child {
  return h("div", { class: "tile" }, h("dt", null, name), h("dd", { class: "number" }, value));
}
