import type { I18n } from "../shared/i18n";
import type { Ticket, WaitEstimate } from "../shared/types";
import type english from "./i18n/en";
import type { Kept } from "./tickets";

export type Texts = typeof english;
export type Words = I18n<Texts>;

export type Face = "waiting" | "next" | "called" | "serving" | "missed" | "held" | "done" | "left" | "cancelled" | "expired";

/** What the holder of a ticket has to know, of what the API says. */
export function faceOf({ ticket, left }: Pick<Kept, "ticket" | "left">): Face {
  switch (ticket.status) {
    case "WAITING":
      return ticket.ahead === 0 ? "next" : "waiting";
    case "CALLED":
      return "called";
    case "SERVING":
      return "serving";
    case "NO_SHOW":
      return "missed";
    case "HELD":
      return "held";
    case "COMPLETED":
      return "done";
    case "CANCELLED":
      return left ? "left" : "cancelled";
    case "EXPIRED":
      return "expired";
  }
}

const HEADINGS: Record<Face, keyof Texts> = {
  waiting: "faceWaiting",
  next: "faceNext",
  called: "faceCalled",
  serving: "faceServing",
  missed: "faceMissed",
  held: "faceHeld",
  done: "faceDone",
  left: "faceLeft",
  cancelled: "faceCancelled",
  expired: "faceExpired",
};

export function headingOf(face: Face, { t }: Words): string {
  return t(HEADINGS[face]);
}

/** The sentence that says what to do now. */
export function leadOf(face: Face, ticket: Ticket, { t }: Words): string {
  switch (face) {
    case "waiting":
      return ticket.ahead === null ? "" : t("ahead", { n: ticket.ahead });
    case "next":
      return t("nextLead");
    case "called":
      return ticket.counter === null ? t("goToStaff") : t("goTo", { counter: ticket.counter.name });
    case "serving":
      return ticket.counter === null ? "" : t("servingAt", { counter: ticket.counter.name });
    case "missed":
      return t("missedLead");
    case "held":
      return t("heldLead");
    case "done":
      return t("doneLead");
    case "left":
      return t("leftLead");
    case "cancelled":
      return t("cancelledLead");
    case "expired":
      return t("expiredLead");
  }
}

/** Such as "5–10 min"; a range whose ends are the same to people is one time. */
export function waitText({ lowSeconds, highSeconds }: WaitEstimate, words: Words): string {
  const low = Math.max(1, Math.round(lowSeconds / 60));
  const high = Math.max(low, Math.round(highSeconds / 60));
  if (low === high) {
    return duration(high, words);
  }
  return high < 60
    ? words.t("minuteRange", { low, high })
    : words.t("range", { low: duration(low, words), high: duration(high, words) });
}

function duration(minutes: number, { t }: Words): string {
  return minutes < 60 ? t("minutes", { n: minutes }) : t("hours", { h: Math.floor(minutes / 60), n: minutes % 60 });
}

export function tabTitle(face: Face, kept: Kept, { t }: Words): string {
  const { number, counter, ahead } = kept.ticket;
  switch (face) {
    case "called":
      return `${t("titleCalled", { counter: counter?.name ?? "" })} · ${number}`;
    case "next":
      return `${t("titleNext")} · ${number}`;
    case "waiting":
      return ahead === null ? number : `${t("titleAhead", { n: ahead })} · ${number}`;
    default:
      return `${number} · ${kept.brand.name}`;
  }
}
