import { h } from "../../shared/dom";
import { errorText } from "../errors";
import { errorBanner, select } from "../form";
import { openModal } from "../modal";
import { qrPicture } from "../qr";
import { request, serverNow } from "../session";
import type { Service } from "../structure";
import { i18n, t } from "../texts";

interface JoinCode {
  readonly code: string;
  readonly validUntil: string;
  readonly joinUrl: string;
}

const AGAIN_MILLIS = 10_000;

/** The code that only people on the spot see, for as long as the dialog is open. */
export function showJoinCode(services: readonly Service[]): void {
  let serviceId = services[0]?.id ?? "";
  let code: JoinCode | null = null;
  let error: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read() {
    clearTimeout(timer);
    const asked = serviceId;
    try {
      const answer = await request<JoinCode>("GET", `/api/queues/${asked}/join-code`);
      if (asked === serviceId) {
        code = answer;
        error = null;
      }
    } catch (failure) {
      error = errorText(failure);
    }
    const left = code === null ? 0 : Date.parse(code.validUntil) - serverNow();
    timer = setTimeout(() => void read(), error === null ? Math.max(1000, left) : AGAIN_MILLIS);
    modal.draw();
  }

  const modal = openModal({
    title: t("joinCodeTitle"),
    closed: () => clearTimeout(timer),
    view: ({ close }) => [
      services.length > 1 && select(
        { id: "code-service", label: t("service") },
        services.map(({ id, name }) => ({ value: id, label: name })),
        serviceId,
        (value) => {
          serviceId = value;
          code = null;
          void read();
        },
      ),
      errorBanner(error),
      code !== null && h(
        "div",
        { class: "join-code" },
        h("p", { class: "join-code-text number" }, code.code),
        qrPicture(code.joinUrl, t("joinCodeQr")),
        h("p", { class: "soft small" }, t("joinCodeUntil", { time: i18n.time(code.validUntil) })),
      ),
      h(
        "div",
        { class: "dialog-actions" },
        h("button", { type: "button", class: "button", onclick: close }, t("close")),
        code !== null && h("button", { type: "button", class: "button", onclick: fill }, t("fullScreen")),
      ),
    ],
  });
  void read();
}

function fill(): void {
  void document.querySelector(".join-code")?.requestFullscreen().catch(() => undefined);
}
