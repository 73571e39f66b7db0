import type { TicketStatus } from "../../shared/types";
import { type Child, h } from "../../shared/dom";
import { errorText } from "../errors";
import { openModal } from "../modal";
import { duration, secondsSince } from "../moments";
import { request } from "../session";
import { i18n, t, type TextKey } from "../texts";
import { fact, labelOf } from "./current";
import type { Desk } from "./desk";
import { act } from "./intent";
import { type Command, entries, type Entry, legal } from "./queue";
import { reachLine } from "./reach";

/** One ticket: what happened to it, and all that can be done with it. */

interface History {
  readonly transitions: ReadonlyArray<{
    readonly at: string;
    readonly command: string;
    readonly to: TicketStatus;
    readonly actor: { readonly kind: string; readonly name: string | null };
    readonly counter: { readonly name: string } | null;
    readonly version: number;
  }>;
}

export const STATUS: Readonly<Record<TicketStatus, TextKey>> = {
  WAITING: "statusWaiting",
  CALLED: "statusCalled",
  SERVING: "statusServing",
  COMPLETED: "statusCompleted",
  NO_SHOW: "statusMissed",
  CANCELLED: "statusCancelled",
  HELD: "statusHeld",
  EXPIRED: "statusExpired",
};

const STEPS: Readonly<Record<string, TextKey>> = {
  take: "stepTake",
  call: "stepCall",
  "call-next": "stepCall",
  recall: "stepRecall",
  serve: "stepServe",
  complete: "stepComplete",
  skip: "stepSkip",
  hold: "stepHold",
  requeue: "stepRequeue",
  transfer: "stepTransfer",
  cancel: "stepCancel",
  delay: "stepDelay",
  confirm: "stepConfirm",
};

export function showDetails(desk: Desk, id: string): void {
  const entry = desk.queue === null ? undefined : entries(desk.queue).find((each) => each.id === id);
  if (entry === undefined) {
    return;
  }
  let history: History | null = null;
  let error: string | null = null;
  const modal = openModal({
    title: entry.number,
    view: ({ close }) => [
      h(
        "dl",
        { class: "facts" },
        fact(t("status"), t(STATUS[entry.status])),
        fact(t("service"), entry.serviceName),
        fact(t("arrived"), i18n.time(entry.createdAt)),
        entry.status === "WAITING" && fact(t("waits"), duration(secondsSince(entry.createdAt))),
      ),
      reachLine(entry.reach),
      commands(desk, entry, close),
      h("h3", null, t("history")),
      error !== null && h("p", { class: "field-error" }, error),
      history === null && error === null && h("p", { class: "soft" }, t("loading")),
      history !== null && h("ol", { class: "history" }, history.transitions.map(step)),
      h(
        "div",
        { class: "dialog-actions" },
        h(
          "button",
          {
            type: "button",
            class: "button button--quiet",
            onclick: () => {
              close();
              location.hash = `log/${id}`;
            },
          },
          t("notificationsOf"),
        ),
        h("button", { type: "button", class: "button", onclick: close }, t("close")),
      ),
    ],
  });
  request<History>("GET", `/api/tickets/${id}/history`)
    .then((answer) => (history = answer), (failure: unknown) => (error = errorText(failure)))
    .finally(() => modal.draw());
}

function commands(desk: Desk, entry: Entry, close: () => void): Child {
  const allowed = legal(entry, entry.completedAt ? secondsSince(entry.completedAt) : 0);
  return allowed.length > 0 && h(
    "div",
    { class: "actions", role: "group", "aria-label": t("actionsOf", { number: entry.number }) },
    allowed.map((command: Command) =>
      h(
        "button",
        {
          type: "button",
          class: command === "cancel" ? "button button--quiet-danger" : "button",
          onclick: () => {
            close();
            void act(desk, command, entry);
          },
        },
        entry.status === "COMPLETED" ? t("restore") : labelOf(command),
      )),
  );
}

function step({ at, command, to, actor, counter }: History["transitions"][number]): Child {
  const key = STEPS[command];
  const by = actor.name ?? (actor.kind === "customer" ? t("byCustomer") : actor.kind === "system" ? t("bySystem") : null);
  return h(
    "li",
    null,
    h("span", { class: "number soft" }, i18n.time(at)),
    h("span", null, [key === undefined ? t(STATUS[to]) : t(key), counter?.name, by].filter(Boolean).join(" · ")),
  );
}
