import { t, type TextKey } from "../texts";

/** Kinds and states of notifications, in words. */

const KIND: Readonly<Record<string, TextKey>> = {
  ticket_created: "kindCreated",
  almost_your_turn: "kindAlmost",
  your_turn: "kindTurn",
  ticket_missed: "kindMissed",
  ticket_requeued: "kindRequeued",
  ticket_transferred: "kindTransferred",
  ticket_cancelled: "kindCancelled",
  queue_reset: "kindReset",
  test: "kindTest",
};

type Tone = "good" | "warn" | "plain";

const STATE: Readonly<Record<string, readonly [TextKey, Tone]>> = {
  PLANNED: ["statePlanned", "plain"],
  SENDING: ["stateSending", "plain"],
  RETRYING: ["stateRetrying", "warn"],
  ACCEPTED: ["stateAccepted", "plain"],
  SHOWN: ["stateShown", "good"],
  CLICKED: ["stateClicked", "good"],
  EXPIRED: ["stateExpired", "warn"],
  GONE: ["stateGone", "warn"],
  STALE_KEY: ["stateStaleKey", "warn"],
  REJECTED: ["stateRejected", "warn"],
  SKIPPED: ["stateSkipped", "plain"],
  SUPERSEDED: ["stateSuperseded", "plain"],
  ABANDONED: ["stateAbandoned", "warn"],
};

export const KINDS = Object.keys(KIND);
export const STATES = Object.keys(STATE);

export function kindName(kind: string): string {
  const key = KIND[kind];
  return key === undefined ? kind : t(key);
}

export function stateName(state: string): string {
  const known = STATE[state];
  return known === undefined ? state : t(known[0]);
}

const CHANNEL: Readonly<Record<string, TextKey>> = {
  push: "channelPush",
  whatsapp: "channelWhatsapp",
  sms: "channelSms",
};

export function channelName(channel: string): string {
  const key = CHANNEL[channel];
  return key === undefined ? channel : t(key);
}

export function toneOf(state: string): Tone {
  return STATE[state]?.[1] ?? "plain";
}
