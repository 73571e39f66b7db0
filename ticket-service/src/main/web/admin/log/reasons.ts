import { isolate } from "../../shared/i18n";
import { t, type TextKey } from "../texts";

/** What came of an attempt, and why something did not arrive, in words. The codes are those of docs/errors.md. */
const REASON: Readonly<Record<string, TextKey>> = {
  "accepted": "reasonAccepted",
  "delivered": "reasonDelivered",
  "read": "reasonRead",
  "undelivered": "reasonUndelivered",
  "no-active-subscription": "reasonNoDevice",
  "push-denied": "reasonPushDenied",
  "superseded": "reasonSuperseded",
  "expired": "reasonExpired",
  "gone": "reasonGone",
  "not-found": "reasonGone",
  "gone-doubted": "reasonGoneDoubted",
  "stale-key": "reasonStaleKey",
  "key-not-held": "reasonKeyNotHeld",
  "push-service-paused": "reasonPaused",
  "not-encodable": "reasonNotUsable",
  "not-sendable": "reasonNotUsable",
  "endpoint-not-allowed": "reasonNotAllowed",
  "address-not-allowed": "reasonNotAllowed",
  "timeout": "reasonTimeout",
  "connection": "reasonConnection",
  "tls": "reasonTls",
  "unknown-host": "reasonUnknownHost",
  "no-phone": "reasonNoPhone",
  "phone-unknown": "reasonPhoneUnknown",
  "channel-not-configured": "reasonNotConfigured",
  "channel-not-wanted": "reasonNotWanted",
  "too-many-messages": "reasonTooMany",
  "too-many-messages-of-organization": "reasonCapOrganization",
  "too-many-messages-to-number": "reasonCapNumber",
  "interrupted": "reasonInterrupted",
};

const HTTP = /^http-([1-5]\d\d)$/;

/** These answers may be others a moment later; the rest refuses for good. */
const PASSING = /^(406|408|425|429|5\d\d)$/;

/** One that is not known here is shown as it is. */
export function reasonName(code: string): string {
  const status = HTTP.exec(code)?.[1];
  if (status !== undefined) {
    return t(PASSING.test(status) ? "reasonHttpPassing" : "reasonHttp", { status: `HTTP ${status}` });
  }
  const key = REASON[code];
  return key === undefined ? code : t(key);
}

/** What came of it, with the status where that says more than the words. */
export function outcomeName(outcome: string, httpStatus: number | null): string {
  const name = reasonName(outcome);
  return httpStatus === null || HTTP.test(outcome) ? name : `${name} (${isolate(`HTTP ${httpStatus}`)})`;
}
