import { type Child, h } from "../../shared/dom";
import { icon, type IconName } from "../../shared/icon";
import { t, type TextKey } from "../texts";
import type { Reach } from "./queue";

/** Whether the customer hears of a call, as far as their device has told. */

const FACES: Readonly<Record<Reach["state"], { icon: IconName; text: TextKey; tone: string }>> = {
  NONE: { icon: "bell-off", text: "reachNone", tone: "soft" },
  SENT: { icon: "bell", text: "reachSent", tone: "soft" },
  SHOWN: { icon: "phone", text: "reachShown", tone: "good" },
  CLICKED: { icon: "check", text: "reachClicked", tone: "good" },
  FAILED: { icon: "bell-off", text: "reachFailed", tone: "warn" },
};

function face(reach: Reach): (typeof FACES)[Reach["state"]] | undefined {
  // The case of the state is the API's affair, and it may come to know more states.
  return FACES[reach.state.toUpperCase() as Reach["state"]];
}

/** @param reach null when nothing was ever sent */
export function reachLine(reach: Reach | null | undefined): Child {
  const shown = reach === null ? FACES.NONE : reach && face(reach);
  return shown && h("p", { class: `reach reach--${shown.tone}` }, icon(shown.icon), h("span", null, t(shown.text)));
}

/** For a row: the icon, its meaning as a text for screen readers and as a tip. */
export function reachIcon(reach: Reach | null | undefined): Child {
  const shown = reach && face(reach);
  return shown && h(
    "span",
    { class: `reach reach--${shown.tone}`, title: t(shown.text) },
    icon(shown.icon),
    h("span", { class: "visually-hidden" }, t(shown.text)),
  );
}
