import type { Ticket } from "../../shared/types";
import { t } from "../texts";

/** Somebody else was faster: what is the case now. */
export function conflictText({ number, status, counter, serviceName }: Ticket): string {
  switch (status) {
    case "CALLED":
      return counter === null ? t("conflictCalled", { number }) : t("conflictCalledBy", { number, counter: counter.name });
    case "SERVING":
      return counter === null ? t("conflictServing", { number }) : t("conflictServingBy", { number, counter: counter.name });
    case "COMPLETED":
      return t("conflictCompleted", { number });
    case "CANCELLED":
      return t("conflictCancelled", { number });
    case "NO_SHOW":
      return t("conflictMissed", { number });
    case "HELD":
      return t("conflictHeld", { number });
    case "EXPIRED":
      return t("conflictExpired", { number });
    case "WAITING":
      return t("conflictWaiting", { number, service: serviceName });
  }
}
