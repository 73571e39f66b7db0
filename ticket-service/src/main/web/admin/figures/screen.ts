import { type Child, h } from "../../shared/dom";
import { toast } from "../../shared/toast";
import { queueId, recalledPlace } from "../desk/place";
import { tile } from "../desk/screen";
import { saveFile } from "../download";
import { errorText } from "../errors";
import { errorBanner, input, select } from "../form";
import { duration } from "../moments";
import { draw, type Screen } from "../page";
import { request, requestFile } from "../session";
import { queues } from "../structure";
import { i18n, t } from "../texts";
import { hoursChart } from "./chart";
import type { Stats } from "./stats";

const EVERY_MILLIS = 30_000;

/** How a day goes, or went. */
export function figuresScreen(): Screen {
  const choices = queues();
  const place = recalledPlace();
  let queue = place === null ? choices[0]?.value ?? "" : queueId(place);
  let date = "";
  let stats: Stats | null = null;
  let error: string | null = null;
  const timer = setInterval(() => void (date === "" && read()), EVERY_MILLIS);
  void read();

  async function read() {
    const asked = queue + date;
    try {
      const answer = await request<Stats>("GET", `/api/queues/${queue}/stats${date === "" ? "" : `?date=${date}`}`);
      if (asked === queue + date) {
        stats = answer;
        error = null;
      }
    } catch (failure) {
      error = errorText(failure);
    }
    draw();
  }

  function change() {
    stats = null;
    draw();
    void read();
  }

  async function exportDay() {
    try {
      await saveFile(await requestFile(`/api/queues/${queue}/export${date === "" ? "" : `?date=${date}`}`, "text/csv"), "tickets.csv");
    } catch (failure) {
      toast(errorText(failure));
    }
  }

  return {
    leave: () => clearInterval(timer),
    view: () =>
      h(
        "div",
        { class: "stack" },
        h("h1", null, t("figures")),
        h(
          "div",
          { class: "filters" },
          select({ id: "figures-queue", label: t("queue") }, choices, queue, (value) => {
            queue = value;
            change();
          }),
          input({ id: "figures-date", label: t("day") }, {
            type: "date",
            value: date || stats?.date || "",
            onchange: (event: Event) => {
              date = (event.target as HTMLInputElement).value;
              change();
            },
          }),
          h("button", { type: "button", class: "button", onclick: () => void exportDay() }, t("exportCsv")),
        ),
        errorBanner(error),
        stats === null ? error === null && h("p", { class: "soft", role: "status" }, t("loading")) : content(stats),
      ),
  };
}

function content(stats: Stats): Child {
  const { waitTime, serviceTime, reach } = stats;
  return [
    h(
      "dl",
      { class: "tiles" },
      tile(t("waiting"), i18n.number(stats.waiting)),
      tile(t("served"), i18n.number(stats.served)),
      tile(t("medianWait"), waitTime === null ? "–" : duration(waitTime.medianSeconds)),
      tile(t("p90Wait"), waitTime === null ? "–" : duration(waitTime.p90Seconds)),
      tile(t("medianService"), serviceTime === null ? "–" : duration(serviceTime.medianSeconds)),
      tile(t("noShows"), i18n.number(stats.noShows)),
      reach && tile(t("reached"), reach.share === null ? "–" : percent(reach.share)),
    ),
    h("section", { class: "card stack", "aria-labelledby": "by-hour" }, h("h2", { id: "by-hour" }, t("byHour")), hoursChart(stats.hours)),
  ];
}

function percent(share: number): string {
  return new Intl.NumberFormat(`${i18n.language}-u-nu-latn`, { style: "percent" }).format(share);
}
