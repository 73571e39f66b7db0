import { ApiError } from "../shared/api";
import type { Texts } from "./face";

/** What went wrong, for people. */
export function errorText(error: unknown): keyof Texts {
  if (!(error instanceof ApiError)) {
    return "errorServer";
  }
  switch (error.code) {
    case "network":
      return "errorNetwork";
    case "queue-closed":
      return "errorClosed";
    case "queue-full":
      return "errorFull";
    case "join-code-required":
      return "joinCodeMissing";
    case "join-code-invalid":
      return "joinCodeInvalid";
    case "illegal-transition":
    case "delay-limit-reached":
    case "stale-version":
      return "conflict";
    default:
      return error.status === 429 ? "errorTooMany" : "errorServer";
  }
}
