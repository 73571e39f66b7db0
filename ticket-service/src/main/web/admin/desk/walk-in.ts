import { newIdempotencyKey } from "../../shared/api";
import { h } from "../../shared/dom";
import { nameOfLanguage } from "../../shared/i18n";
import type { Ticket } from "../../shared/types";
import { errorText } from "../errors";
import { chips, errorBanner, onSubmit, select, submit } from "../form";
import { spoken } from "../language";
import { openModal } from "../modal";
import { request } from "../session";
import { structure } from "../structure";
import { i18n, t } from "../texts";
import type { Desk } from "./desk";
import { servedHere } from "./place";
import { showSlip } from "./slip";

export interface WalkIn extends Pick<Ticket, "id" | "number" | "serviceName" | "ahead" | "createdAt"> {
  /** A secret: whoever opens it first holds the ticket. */
  readonly claimUrl: string;
}

/** Higher ones are called first; three of the ten classes are enough at a desk. */
const PRIORITIES = ["0", "5", "9"] as const;

/** A ticket for somebody without a phone, or who asks at the desk. */
export function askForWalkIn(desk: Desk): void {
  const services = servedHere(desk.place);
  const languages = spoken(structure().organization.languages);
  let serviceId = services.length === 1 ? services[0]?.id ?? null : null;
  let priority: string = PRIORITIES[0];
  let language = languages.includes(i18n.language) ? i18n.language : languages[0] ?? i18n.language;
  let busy = false;
  let error: string | null = null;
  const idempotencyKey = newIdempotencyKey();

  async function issue() {
    if (serviceId === null) {
      error = t("chooseService");
      modal.draw();
      return;
    }
    busy = true;
    error = null;
    modal.draw();
    try {
      const body = { serviceId, language, priority: Number(priority) };
      const ticket = await request<WalkIn>("POST", `/api/queues/${serviceId}/tickets`, { body, idempotencyKey });
      modal.close();
      await showSlip(ticket, desk.place.department.name, language);
    } catch (failure) {
      busy = false;
      error = errorText(failure);
      modal.draw();
    }
  }

  const modal = openModal({
    title: t("walkInTitle"),
    view: ({ close, draw }) =>
      h(
        "form",
        { class: "stack choose", novalidate: true, onsubmit: onSubmit(() => busy, () => void issue()) },
        errorBanner(error),
        chips(t("service"), "walk-in-service", services.map(({ id, name }) => ({ value: id, label: name })), serviceId, (value) => {
          serviceId = value;
          error = null;
          draw();
        }),
        chips(
          t("priority"),
          "walk-in-priority",
          [
            { value: PRIORITIES[0], label: t("priorityNormal") },
            { value: PRIORITIES[1], label: t("priorityHigh") },
            { value: PRIORITIES[2], label: t("priorityUrgent") },
          ],
          priority,
          (value) => {
            priority = value;
            draw();
          },
        ),
        languages.length > 1 && select(
          { id: "walk-in-language", label: t("customersLanguage") },
          languages.map((tag) => ({ value: tag, label: nameOfLanguage(tag) })),
          language,
          (value) => (language = value),
        ),
        h(
          "div",
          { class: "dialog-actions" },
          h("button", { type: "button", class: "button", onclick: close }, t("cancel")),
          submit(t("issueTicket"), busy),
        ),
      ),
  });
}
