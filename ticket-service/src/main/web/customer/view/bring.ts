import { type Child, h } from "../../shared/dom";
import type { App } from "../app";

/** A ticket of another browser of this person: on iOS, the Home Screen app starts without those of Safari. */
export function bring(app: App): Child {
  const { t } = app.words;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get("claim") ?? "").trim();
    const code = /[?&]claim=([\w-]+)/.exec(text)?.[1] ?? (/^[\w-]{20,}$/.test(text) ? text : null);
    if (code === null) {
      (event.target as HTMLFormElement).querySelector<HTMLInputElement>("input")?.setCustomValidity(t("bringInvalid"));
      (event.target as HTMLFormElement).reportValidity();
    } else {
      void app.claim(code);
    }
  };
  return h(
    "details",
    { class: "card more", key: "bring", onmount: (details: HTMLDetailsElement) => (details.open = isInstalled()) },
    h("summary", null, t("bringTitle")),
    h(
      "form",
      { class: "stack", novalidate: true, onsubmit: submit },
      h(
        "div",
        { class: "field" },
        h("label", { for: "claim" }, t("bringLabel")),
        h("input", {
          class: "input",
          id: "claim",
          name: "claim",
          dir: "ltr",
          autocomplete: "off",
          "aria-describedby": "claim-help",
          oninput: (event) => event.target.setCustomValidity(""),
        }),
        h("p", { id: "claim-help", class: "soft small" }, t("bringText")),
      ),
      h("button", { class: "button" }, t("bringGo")),
    ),
  );
}

/** Opened from the Home Screen, not in a browser's tab; iOS has said so by `standalone` since before there was the other. */
export function isInstalled(): boolean {
  return (navigator as { standalone?: boolean }).standalone === true ||
    matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches;
}
