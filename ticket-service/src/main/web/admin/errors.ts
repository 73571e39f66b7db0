import { ApiError } from "../shared/api";
import { i18n, t, type TextKey } from "./texts";

/** What people are told about a refusal, by its stable code. */
const TEXTS: Readonly<Record<string, TextKey>> = {
  network: "errorNetwork",
  "login-failed": "errorLoginFailed",
  "wrong-password": "errorWrongPassword",
  "password-too-weak": "errorPasswordLength",
  "unknown-invitation": "errorInvitation",
  "queue-closed": "errorQueueClosed",
  "queue-full": "errorQueueFull",
  "counter-busy": "errorCounterBusy",
  "recall-limit-reached": "errorRecallLimit",
  "transfer-not-possible": "errorTransfer",
  "unknown-queue": "errorUnknownQueue",
  "unknown-counter": "errorUnknownCounter",
  "unknown-ticket": "errorUnknownTicket",
  "email-taken": "errorEmailTaken",
  "last-admin": "errorLastAdmin",
  "prefix-taken": "errorPrefixTaken",
  "missing-fields": "errorMissingFields",
  "service-in-use": "errorServiceInUse",
  "counter-in-use": "errorCounterInUse",
  "logo-too-large": "errorLogoTooLarge",
  "logo-not-usable": "errorLogoNotUsable",
  forbidden: "errorForbidden",
  "out-of-scope": "errorOutOfScope",
  "unknown-branch": "errorGone",
  "unknown-department": "errorGone",
  "unknown-service": "errorGone",
  "unknown-member": "errorGone",
  "no-logo": "errorGone",
  "too-many-own-words": "errorTooManyWords",
  "already-claimed": "errorAlreadyClaimed",
  "body-too-large": "errorTooLarge",
};

export function errorText(error: unknown): string {
  if (!(error instanceof ApiError)) {
    return t("errorServer");
  }
  if (error.status === 429) {
    return error.retryAfterSeconds === null
      ? t("errorTooMany")
      : t("errorWait", { n: Math.ceil(error.retryAfterSeconds / 60) });
  }
  const key = TEXTS[error.code];
  if (key !== undefined) {
    return t(key);
  }
  if ((error.code === "invalid-value" || error.code === "invalid-field") && i18n.language !== "en") {
    // What exactly is wrong the server says in English only.
    return t("errorInvalid");
  }
  if (error.status >= 500) {
    return t("errorServer");
  }
  if (i18n.language !== "en") {
    // What only the server can explain is in English.
    return t("errorRefused");
  }
  const detail = error.problem?.detail;
  return typeof detail === "string" ? detail : error.problem?.title ?? t("errorServer");
}

/** The fields that the refusal is about, and what is wrong with each. */
export function fieldErrors(error: unknown): ReadonlyMap<string, string> {
  if (!(error instanceof ApiError) || error.problem === null) {
    return new Map();
  }
  const { field, details } = error.problem as { readonly field?: unknown; readonly details?: Readonly<Record<string, unknown>> };
  if (error.code === "missing-fields") {
    return new Map(Object.entries(details ?? {}).flatMap(([name, state]) => (state === "missing" ? [[name, t("errorMissing")]] : [])));
  }
  return new Map(typeof field === "string" ? [[field, errorText(error)]] : []);
}
