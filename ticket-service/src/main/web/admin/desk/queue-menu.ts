import { newIdempotencyKey } from "../../shared/api";
import { ask } from "../../shared/dialog";
import { type Child, h } from "../../shared/dom";
import { toast } from "../../shared/toast";
import { errorText } from "../errors";
import { check, errorBanner, input, onSubmit, submit } from "../form";
import { openModal } from "../modal";
import { mayAs, request } from "../session";
import { t } from "../texts";
import type { Desk } from "./desk";
import { queueId } from "./place";
import type { QueueService } from "./queue";

/** What is done to a whole queue: taking no new tickets, clearing up, and emptying it. */
export function showQueueMenu(desk: Desk): void {
  let busy: string | null = null;
  let error: string | null = null;

  async function run(what: string, work: () => Promise<unknown>) {
    if (busy !== null) {
      return;
    }
    busy = what;
    error = null;
    modal.draw();
    try {
      await work();
    } catch (failure) {
      error = errorText(failure);
    }
    busy = null;
    modal.draw();
  }

  const opened = new Map<string, boolean>();

  async function setOpen({ id, name }: QueueService, open: boolean) {
    await run(id, async () => {
      await request("POST", `/api/queues/${id}/${open ? "open" : "close"}`);
      opened.set(id, open);
      toast(open ? t("didOpen", { name }) : t("didClose", { name }));
    });
  }

  function service(each: QueueService): Child {
    const open = opened.get(each.id) ?? each.open;
    return h(
      "li",
      { class: "switch-row", key: each.id },
      h(
        "div",
        null,
        h("p", { class: "strong" }, each.name),
        h("p", { class: "soft small" }, open ? t("takesTicketsText") : t("takesNoTicketsText")),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button button--small",
          "aria-label": `${open ? t("closeQueue") : t("openQueue")}: ${each.name}`,
          "aria-busy": busy === each.id ? "true" : null,
          onclick: () => void setOpen(each, !open),
        },
        open ? t("closeQueue") : t("openQueue"),
      ),
    );
  }

  const modal = openModal({
    title: t("manageQueue"),
    view: ({ close }) => [
      errorBanner(error),
      h("ul", { class: "switches" }, desk.view?.services.map(service)),
      h(
        "div",
        { class: "menu" },
        h(
          "button",
          {
            type: "button",
            class: "button button--wide",
            "aria-busy": busy === "cleanup" ? "true" : null,
            onclick: () => void run("cleanup", async () => {
              const { archived } = await request<{ archived: number }>("POST", `/api/queues/${queueId(desk.place)}/cleanup`);
              toast(t("didCleanUp", { n: archived }));
            }),
          },
          t("cleanUp"),
        ),
        h("p", { class: "soft small" }, t("cleanUpText")),
        mayAs("manager") && h(
          "button",
          {
            type: "button",
            class: "button button--wide button--quiet-danger",
            onclick: () => {
              close();
              askForReset(desk);
            },
          },
          t("resetQueue"),
        ),
      ),
      h("div", { class: "dialog-actions" }, h("button", { type: "button", class: "button", onclick: close }, t("close"))),
    ],
  });
}

/** Sends everybody away: the name is typed, and it is asked once more. No key does this. */
function askForReset(desk: Desk): void {
  const name = desk.place.service?.name ?? desk.place.department.name;
  const idempotencyKey = newIdempotencyKey();
  let typed = "";
  let cleanup = false;
  let busy = false;
  let error: string | null = null;
  let fieldError: string | null = null;

  async function go() {
    fieldError = typed.trim() === name ? null : t("resetNameWrong", { name });
    modal.draw();
    if (fieldError !== null || !(await sure(name, desk.view?.counts.waiting ?? 0))) {
      return;
    }
    busy = true;
    error = null;
    modal.draw();
    try {
      const path = `/api/queues/${queueId(desk.place)}/reset`;
      const { cancelled } = await request<{ cancelled: number }>("POST", path, { body: { cleanup }, idempotencyKey });
      toast(t("didReset", { n: cancelled }));
      modal.close();
    } catch (failure) {
      busy = false;
      error = errorText(failure);
      modal.draw();
    }
  }

  const modal = openModal({
    title: t("resetTitle", { name }),
    view: ({ close }) =>
      h(
        "form",
        { class: "stack", novalidate: true, onsubmit: onSubmit(() => busy, () => void go()) },
        h("p", null, t("resetText")),
        errorBanner(error),
        input({ id: "reset-name", label: t("resetName", { name }), error: fieldError }, {
          autocomplete: "off",
          spellcheck: "false",
          value: typed,
          oninput: (event: Event) => (typed = (event.target as HTMLInputElement).value),
        }),
        check(t("resetCleanup"), cleanup, (checked) => (cleanup = checked)),
        h(
          "div",
          { class: "dialog-actions" },
          h("button", { type: "button", class: "button", onclick: close }, t("cancel")),
          submit(t("resetQueue"), busy, { class: "button button--danger" }),
        ),
      ),
  });
}

async function sure(name: string, waiting: number): Promise<boolean> {
  const answer = await ask(t("resetSure", { name }), h("p", null, t("resetSureText", { n: waiting })), [
    { answer: "no", label: t("cancel") },
    { answer: "yes", label: t("resetYes"), kind: "danger" },
  ]);
  return answer === "yes";
}
