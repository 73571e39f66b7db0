import { type Child, h } from "../../shared/dom";
import { icon } from "../../shared/icon";
import { check } from "../form";
import type { Interval, OpeningHours } from "../structure";
import { i18n } from "../texts";
import { t } from "./texts";

const WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;
const USUAL: readonly Interval[] = [{ from: "08:00", to: "16:00" }];
const MOST_INTERVALS = 4;

type Changed = (hours: OpeningHours | null) => void;

/** When a service takes tickets: always, or by weekday, with days that are different. */
export function hoursEditor(hours: OpeningHours | null, error: string | null, changed: Changed): Child {
  return h(
    "fieldset",
    { class: "checks hours", id: "edit-openingHours", tabindex: -1 },
    h("legend", null, t("openingHours")),
    error !== null && h("p", { class: "field-error" }, error),
    check(t("alwaysOpen"), hours === null, (always) => changed(always ? null : workingWeek())),
    hours !== null && [
      WEEKDAYS.map((day, index) =>
        h(
          "div",
          { class: "hours-day", role: "group", "aria-label": nameOf(index) },
          h("span", { class: "strong" }, nameOf(index)),
          intervals(nameOf(index), hours.weekdays[day] ?? [], (changedDay) =>
            changed({ ...hours, weekdays: { ...hours.weekdays, [day]: changedDay } })),
        )),
      h("p", { class: "strong" }, t("exceptions")),
      hours.exceptions.map((exception, index) => exceptionRow(hours, exception, index, changed)),
      h(
        "button",
        {
          type: "button",
          class: "button button--small",
          onclick: () => changed({ ...hours, exceptions: [...hours.exceptions, { date: "", intervals: [] }] }),
        },
        t("addException"),
      ),
    ],
  );
}

function exceptionRow(
  hours: OpeningHours,
  exception: OpeningHours["exceptions"][number],
  index: number,
  changed: Changed,
): Child {
  const put = (next: typeof exception | null) => changed({
    ...hours,
    exceptions: hours.exceptions.flatMap((each, i) => (i !== index ? [each] : next === null ? [] : [next])),
  });
  const label = exception.date === "" ? t("exceptionDate") : exception.date;
  return h(
    "div",
    { class: "hours-day", role: "group", "aria-label": label },
    h("input", {
      type: "date",
      class: "input",
      "aria-label": t("exceptionDate"),
      value: exception.date,
      onchange: (event: Event) => put({ ...exception, date: (event.target as HTMLInputElement).value }),
    }),
    intervals(label, exception.intervals, (changedDay) => put({ ...exception, intervals: changedDay })),
    remove(`${t("remove")}: ${label}`, () => put(null)),
  );
}

function intervals(day: string, all: readonly Interval[], changed: (all: readonly Interval[]) => void): Child {
  const put = (index: number, next: Interval | null) =>
    changed(all.flatMap((each, i) => (i !== index ? [each] : next === null ? [] : [next])));
  return h(
    "div",
    { class: "intervals" },
    all.length === 0 && h("span", { class: "soft" }, t("closed")),
    all.map((interval, index) =>
      h(
        "div",
        { class: "interval" },
        time(`${day}, ${t("from")}`, interval.from, (from) => put(index, { ...interval, from })),
        h("span", { "aria-hidden": "true" }, "–"),
        // An input of a time knows no 24:00; who closes at midnight means that.
        time(`${day}, ${t("until")}`, interval.to === "24:00" ? "00:00" : interval.to, (to) =>
          put(index, { ...interval, to: to === "00:00" ? "24:00" : to })),
        remove(`${t("remove")}: ${day} ${interval.from}–${interval.to}`, () => put(index, null)),
      )),
    all.length < MOST_INTERVALS && h(
      "button",
      { type: "button", class: "button button--small button--quiet", "aria-label": `${t("addTimes")}: ${day}`, onclick: () => changed([...all, ...USUAL]) },
      t("addTimes"),
    ),
  );
}

function time(label: string, value: string, changed: (value: string) => void): Child {
  return h("input", {
    type: "time",
    class: "input",
    "aria-label": label,
    value,
    onchange: (event: Event) => changed((event.target as HTMLInputElement).value),
  });
}

function remove(label: string, run: () => void): Child {
  return h("button", { type: "button", class: "button button--small button--icon", "aria-label": label, onclick: run }, icon("close"));
}

function workingWeek(): OpeningHours {
  return { weekdays: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, USUAL])), exceptions: [] };
}

/** @param index 0 for Monday; the 5th of January 1970 was one */
function nameOf(index: number): string {
  const format = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  return format.format(new Date(Date.UTC(1970, 0, 5 + index)));
}
