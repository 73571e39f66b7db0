import { h } from "./dom";

const SHOWN_MILLIS = 6_000;

/** Something that happened, said once, in place of what was said before, to eyes and to screen readers; nothing a person must act on. */
export function toast(text: string): void {
  const shown = h("p", { class: "toast" }, text);
  region().replaceChildren(shown);
  setTimeout(() => shown.remove(), SHOWN_MILLIS);
}

/** What was said is true no longer. */
export function hush(): void {
  region().replaceChildren();
}

/** It must be there before something is said in it. Call it when the page starts. */
export function region(): HTMLElement {
  const existing = document.querySelector<HTMLElement>(".toasts");
  if (existing !== null) {
    return existing;
  }
  const created = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
  document.body.append(created);
  return created;
}
