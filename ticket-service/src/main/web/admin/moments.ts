import { type Child, h } from "../shared/dom";
import { serverNow } from "./session";
import { i18n, t } from "./texts";

/**
 * How long ago something was. Elements with `data-since` are brought up to date each second, without drawing the rest.
 */
export type Form = "clock" | "minutes";

export function since(at: string, form: Form): Child {
  return h("time", { datetime: at, "data-since": at, "data-form": form, class: "number" }, elapsed(at, form));
}

export function startMoments(): void {
  setInterval(() => {
    for (const element of document.querySelectorAll<HTMLElement>("[data-since]")) {
      const text = elapsed(element.dataset["since"] ?? "", element.dataset["form"] as Form);
      if (element.textContent !== text) {
        element.textContent = text;
      }
    }
  }, 1000);
}

export function secondsSince(at: string): number {
  return Math.max(0, Math.floor((serverNow() - Date.parse(at)) / 1000));
}

function elapsed(at: string, form: Form): string {
  const seconds = secondsSince(at);
  return form === "clock" ? clock(seconds) : duration(seconds);
}

/** As a stopwatch: 0:45, 12:03, 1:02:03. */
function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** In words, to the minute. */
export function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) {
    return t("underAMinute");
  }
  if (minutes < 60) {
    return t("minutes", { n: minutes });
  }
  return t("hoursAndMinutes", { hours: i18n.number(Math.floor(minutes / 60)), minutes: i18n.number(minutes % 60) });
}
