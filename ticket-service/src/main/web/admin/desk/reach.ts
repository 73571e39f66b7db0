import { type Child, h } from "../../shared/dom";
import { icon, type IconName } from "../../shared/icon";
import { t, type TextKey } from "../texts";
import type { Reach } from "./queue";

/** Whether the customer hears of a call, as far as their device has told, and by which way. */

interface Face {
  readonly icon: IconName;
  readonly text: TextKey;
  readonly tone: "soft" | "good" | "warn";
}

const NONE: Face = { icon: "bell-off", text: "reachNone", tone: "soft" };

const FACES: Readonly<Record<Reach["state"], Face>> = {
  sent: { icon: "bell", text: "reachSent", tone: "soft" },
  shown: { icon: "phone", text: "reachShown", tone: "good" },
  clicked: { icon: "check", text: "reachClicked", tone: "good" },
  failed: { icon: "bell-off", text: "reachFailed", tone: "warn" },
};

const CHANNELS: Readonly<Record<Reach["channel"], TextKey>> = {
  push: "channelPush",
  whatsapp: "channelWhatsapp",
  sms: "channelSms",
};

/** The API may come to know more states; of these nothing is said. */
function face(reach: Reach): Face | undefined {
  return FACES[reach.state];
}

function words(reach: Reach, { text }: Face): string {
  const channel = CHANNELS[reach.channel];
  return channel === undefined ? t(text) : `${t(text)} · ${t(channel)}`;
}

/** @param reach null when nothing was ever sent */
export function reachLine(reach: Reach | null | undefined): Child {
  if (!reach) {
    return line(NONE, t(NONE.text));
  }
  const shown = face(reach);
  return shown && line(shown, words(reach, shown));
}

function line(shown: Face, text: string): Child {
  return h("p", { class: `reach reach--${shown.tone}` }, icon(shown.icon), h("span", null, text));
}

/** For a row: the icon, its meaning as a text for screen readers and as a tip. */
export function reachIcon(reach: Reach | null | undefined): Child {
  const shown = reach && face(reach);
  return shown && h(
    "span",
    { class: `reach reach--${shown.tone}`, title: words(reach, shown) },
    icon(shown.icon),
    h("span", { class: "visually-hidden" }, words(reach, shown)),
  );
}
