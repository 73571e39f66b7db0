import { type Child, h } from "../../shared/dom";
import { isolate } from "../../shared/i18n";
import { i18n, t } from "../texts";
import { busyHours, type Hour } from "./stats";

const HEIGHT = 220;
const FOOT = 28;
const SIDE = 36;
const NARROW = matchMedia("(max-width: 40rem)");

/** Tickets taken and served by the hour; the same as a table for whoever does not see it. */
export function hoursChart(all: readonly Hour[]): Child {
  const hours = busyHours(all);
  if (hours.length === 0) {
    return h("p", { class: "soft" }, t("noFigures"));
  }
  const width = NARROW.matches ? 360 : 800;
  const highest = ceiling(Math.max(...hours.flatMap(({ taken, served }) => [taken, served])));
  const column = (width - SIDE) / hours.length;
  const bar = Math.min(22, column * 0.36);
  const y = (value: number) => (HEIGHT - FOOT) * (1 - value / highest) + 6;
  return h(
    "figure",
    { class: "stack" },
    h("figcaption", { class: "row legend" },
      h("span", null, h("span", { class: "swatch swatch--taken" }), t("taken")),
      h("span", null, h("span", { class: "swatch swatch--served" }), t("served"))),
    h(
      "svg",
      { class: "chart", viewBox: `0 0 ${width} ${HEIGHT + 10}`, role: "img", "aria-label": summary(hours), direction: "ltr" },
      [0, highest / 2, highest].map((value) => [
        h("line", { class: "chart-line", x1: SIDE, x2: width, y1: y(value), y2: y(value) }),
        h("text", { class: "chart-text", x: SIDE - 8, y: y(value) + 4, "text-anchor": "end" }, i18n.number(value)),
      ]),
      hours.map((hour, i) => {
        const middle = SIDE + column * (i + 0.5);
        return h(
          "g",
          null,
          rect("chart-taken", middle - bar - 1, hour.taken),
          rect("chart-served", middle + 1, hour.served),
          (i % Math.ceil(hours.length / (width / 90)) === 0) &&
            h("text", { class: "chart-text", x: middle, y: HEIGHT + 4, "text-anchor": "middle" }, isolate(hourOf(hour))),
        );
      }),
    ),
    table(hours),
  );

  function rect(kind: string, x: number, value: number): Child {
    return value > 0 && h("rect", { class: kind, x, y: y(value), width: bar, height: y(0) - y(value), rx: 3 });
  }
}

function table(hours: readonly Hour[]): Child {
  return h(
    "details",
    null,
    h("summary", null, t("asTable")),
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-label": t("asTable") },
      h(
        "table",
        { class: "table" },
        h("thead", null, h("tr", null, [t("hour"), t("taken"), t("calledCount"), t("served")].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", null, hours.map((hour) =>
          h("tr", null, h("th", { scope: "row", class: "number" }, hourOf(hour)), [hour.taken, hour.called, hour.served].map((value) =>
            h("td", { class: "number" }, i18n.number(value)))))),
      ),
    ),
  );
}

function hourOf({ from }: Hour): string {
  return i18n.time(from);
}

function summary(hours: readonly Hour[]): string {
  const busiest = hours.reduce((most, hour) => (hour.taken > most.taken ? hour : most));
  return t("chartSummary", { time: hourOf(busiest), taken: busiest.taken });
}

/** An even number that bars fit under. */
function ceiling(most: number): number {
  const step = most <= 10 ? 2 : most <= 50 ? 10 : most <= 100 ? 20 : 100;
  return Math.max(2, Math.ceil(most / step) * step);
}
