import { call } from "../../shared/api";
import { ask } from "../../shared/dialog";
import { type Child, h } from "../../shared/dom";
import { icon, type IconName } from "../../shared/icon";
import { toast } from "../../shared/toast";
import type { App } from "../app";
import type { Texts } from "../face";
import type { Reach } from "../push";
import type { Kept } from "../tickets";
import { moreWays } from "./preferences";

interface Words {
  readonly icon: IconName;
  readonly title: keyof Texts;
  readonly text: keyof Texts;
}

const WORDS: Record<Exclude<Reach, "checking" | "needs-home-screen">, Words> = {
  on: { icon: "bell", title: "reachOn", text: "reachOnText" },
  off: { icon: "bell-off", title: "reachOff", text: "reachOffText" },
  denied: { icon: "bell-off", title: "reachDenied", text: "reachDeniedText" },
  unsupported: { icon: "bell-off", title: "reachUnsupported", text: "reachUnsupportedText" },
  unavailable: { icon: "bell-off", title: "reachUnavailable", text: "reachUnavailableText" },
};

/** Whether this device can be reached: always said, with what to do about it. */
export function reachCard(app: App, kept: Kept): Child {
  const { t } = app.words;
  const reach = app.reach.get(kept.ticket.id) ?? "checking";
  return h(
    "section",
    { class: `card stack reach reach--${reach}`, "aria-labelledby": "reach", key: "reach" },
    h("h2", { class: "visually-hidden", id: "reach" }, t("reachTitle")),
    reach === "checking"
      ? h("p", { class: "soft", role: "status" }, t("reachChecking"))
      : reach === "needs-home-screen"
      ? homeScreen(app, kept)
      : status(app, kept, reach, WORDS[reach]),
    // What is asked there, the service answers that is away now.
    reach === "checking" || reach === "unavailable" ? null : moreWays(app, kept, reach !== "needs-home-screen"),
  );
}

function status(app: App, kept: Kept, reach: Reach, words: Words): Child {
  const { t } = app.words;
  return [
    h(
      "div",
      { class: "reach-status", role: "status" },
      h("span", { class: "reach-icon" }, icon(words.icon)),
      h("div", null, h("p", { class: "reach-title" }, t(words.title)), h("p", { class: "soft small" }, t(words.text))),
    ),
    reach === "on"
      ? h("button", { type: "button", class: "button", key: "test", "aria-busy": app.busy === "test" && "true", onclick: () => test(app, kept) }, t("sendTest"))
      : null,
    reach === "off"
      ? h(
        "button",
        { type: "button", class: "button button--primary", key: "on", "aria-busy": app.busy === "turn-on" && "true", onclick: () => app.turnOn(kept) },
        t(app.busy === "turn-on" ? "turningOn" : "turnOn"),
      )
      : null,
    reach === "unavailable"
      ? h("button", { type: "button", class: "button", key: "retry", onclick: () => app.checkReach(kept.ticket.id) }, t("retry"))
      : null,
  ];
}

function test(app: App, { ticket }: Kept): Promise<void> {
  return app.during("test", async () => {
    toast(app.words.t((await app.push.test(ticket.id)) ? "testSent" : "testFailed"));
  });
}

/** iPhone and iPad have notifications only for apps on the Home Screen, which start without the tickets of the browser. */
function homeScreen(app: App, kept: Kept): Child {
  const { t } = app.words;
  return [
    h("h3", { class: "subtitle" }, t("iosTitle")),
    h("p", { class: "soft" }, t("iosText")),
    h(
      "ol",
      { class: "steps" },
      h("li", null, h("span", null, t("iosStep1")), copyLink(app, kept)),
      h("li", null, h("span", null, t("iosStep2")), icon("share")),
      h("li", null, h("span", null, t("iosStep3"))),
    ),
  ];
}

export function copyLink(app: App, kept: Kept): Child {
  return h(
    "button",
    { type: "button", class: "button", key: "copy", "aria-busy": app.busy === "copy" && "true", onclick: () => copy(app, kept) },
    app.words.t("copyLink"),
  );
}

/** A link that works once takes the ticket to another browser. */
function copy(app: App, kept: Kept): Promise<void> {
  const { t } = app.words;
  return app.during("copy", async () => {
    const path = `/api/tickets/${kept.ticket.id}/claim-code`;
    const { claimUrl } = await call<{ claimUrl: string }>("POST", path, { token: kept.token });
    try {
      await navigator.clipboard.writeText(claimUrl);
      toast(t("linkCopied"));
    } catch {
      // Safari allows it only at once after the tap: then people copy it by hand.
      const shown = h("input", { class: "input", readonly: true, value: claimUrl, dir: "ltr", "aria-label": t("bringLabel"), onfocus: (event) => event.target.select() });
      void ask(t("linkShown"), [h("p", null, t("linkByHand")), shown], [{ answer: "close", label: t("close") }]);
    }
  });
}
