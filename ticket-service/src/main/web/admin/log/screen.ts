import { type Child, h } from "../../shared/dom";
import { isolate } from "../../shared/i18n";
import { icon } from "../../shared/icon";
import { errorText } from "../errors";
import { errorBanner, input, select } from "../form";
import { draw, type Screen } from "../page";
import { member, request } from "../session";
import { i18n, t } from "../texts";
import { outcomeName, reasonName } from "./reasons";
import { channelName, KINDS, kindName, STATES, stateName, toneOf } from "./words";

interface Item {
  readonly deliveryId: string;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly notificationType: string;
  readonly status: string;
  readonly error: string | null;
  readonly createdAt: string;
  readonly attempts: ReadonlyArray<{
    readonly channel: string;
    readonly at: string;
    readonly outcome: string;
    readonly httpStatus: number | null;
  }>;
}

interface Page {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** What became of notifications, newest first. @param ticketId only those of one ticket */
export function logScreen(ticketId: string | null): Screen {
  const filter = { type: "", status: "", from: "", to: "", ticketId: ticketId ?? "" };
  let items: readonly Item[] = [];
  let next: string | null = null;
  let busy = false;
  let error: string | null = null;
  let reading = 0;
  void read(null);

  async function read(cursor: string | null) {
    const mine = ++reading;
    busy = true;
    error = null;
    draw();
    try {
      const page = await request<Page>("GET", `/api/notifications/logs?${query(filter, cursor)}`);
      if (mine === reading) {
        items = cursor === null ? page.items : [...items, ...page.items];
        next = page.next;
      }
    } catch (failure) {
      error = mine === reading ? errorText(failure) : error;
    }
    busy = mine === reading ? false : busy;
    draw();
  }

  function set(name: keyof typeof filter, value: string) {
    filter[name] = value;
    void read(null);
  }

  function day(name: "from" | "to", label: string): Child {
    return input({ id: `log-${name}`, label }, {
      type: "date",
      value: filter[name],
      onchange: (event: Event) => set(name, (event.target as HTMLInputElement).value),
    });
  }

  return {
    view: () =>
      h(
        "div",
        { class: "stack" },
        h("h1", null, t("log")),
        h(
          "div",
          { class: "filters" },
          select(
            { id: "log-type", label: t("kind") },
            [{ value: "", label: t("all") }, ...KINDS.map((kind) => ({ value: kind, label: kindName(kind) }))],
            filter.type,
            (value) => set("type", value),
          ),
          select(
            { id: "log-status", label: t("status") },
            [{ value: "", label: t("all") }, ...STATES.map((state) => ({ value: state, label: stateName(state) }))],
            filter.status,
            (value) => set("status", value),
          ),
          day("from", t("from")),
          day("to", t("until")),
          filter.ticketId !== "" && h(
            "button",
            { type: "button", class: "button", onclick: () => set("ticketId", "") },
            icon("close"),
            t("ofOneTicket"),
          ),
        ),
        errorBanner(error),
        list(items, busy),
        next !== null && h(
          "button",
          { type: "button", class: "button", "aria-busy": busy ? "true" : null, onclick: () => !busy && void read(next) },
          t("more"),
        ),
      ),
  };
}

/** Days are this device's: from midnight to the midnight after. */
function query(filter: Readonly<Record<"type" | "status" | "from" | "to" | "ticketId", string>>, cursor: string | null): string {
  const parameters = new URLSearchParams({ organizationId: member().organizationId });
  const add = (name: string, value: string) => value !== "" && parameters.set(name, value);
  add("ticketId", filter.ticketId);
  add("type", filter.type);
  add("status", filter.status);
  add("from", filter.from && midnight(filter.from, 0));
  add("to", filter.to && midnight(filter.to, 1));
  add("cursor", cursor ?? "");
  return parameters.toString();
}

function midnight(date: string, later: number): string {
  const at = new Date(`${date}T00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
}

function list(items: readonly Item[], busy: boolean): Child {
  if (items.length === 0) {
    return h(
      "div",
      { class: "card empty" },
      icon("bell"),
      h("p", { role: "status" }, busy ? t("loading") : t("logEmpty")),
    );
  }
  return h("ol", { class: "card log", "aria-busy": busy ? "true" : null }, items.map(row));
}

function row(item: Item): Child {
  return h(
    "li",
    { class: "log-row", key: item.deliveryId },
    h("span", { class: "strong number" }, item.ticketNumber),
    h("span", { class: "log-kind" }, kindName(item.notificationType)),
    h("time", { class: "soft small", datetime: item.createdAt }, moment(item.createdAt)),
    h(
      "span",
      { class: "log-state" },
      h("span", { class: `tag tag--${toneOf(item.status)}` }, stateName(item.status)),
      reasonOf(item.status, item.error),
    ),
    item.attempts.length > 0 && h(
      "details",
      { class: "log-attempts small" },
      h("summary", null, t("attempts", { n: item.attempts.length })),
      h("ol", null, item.attempts.map(({ channel, at, outcome, httpStatus }) =>
        h("li", null, [moment(at), channelName(channel), outcomeName(outcome, httpStatus)].map(isolate).join(" · ")))),
    ),
  );
}

/** Where it says more than the state does. */
function reasonOf(status: string, error: string | null): Child {
  return error !== null && error.replaceAll("-", "_").toUpperCase() !== status &&
    h("bdi", { class: "soft small" }, reasonName(error));
}

const MOMENT = new Intl.DateTimeFormat(`${i18n.language}-u-nu-latn`, { dateStyle: "short", timeStyle: "medium" });

function moment(at: string): string {
  return MOMENT.format(new Date(at));
}
