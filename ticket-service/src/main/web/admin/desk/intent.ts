import { ask } from "../../shared/dialog";
import { h } from "../../shared/dom";
import { chips } from "../form";
import { openModal } from "../modal";
import { structure } from "../structure";
import { t } from "../texts";
import type { Desk } from "./desk";
import type { Command, Entry } from "./queue";

/** What staff want, asked for where a slip would hurt, or where something is missing. */

/** Calling with somebody at the counter ends that: it is asked how. */
export function callNext(desk: Desk): Promise<void> {
  return desk.turns.inTurn("call-next", null, () => callNextNow(desk));
}

async function callNextNow(desk: Desk): Promise<void> {
  const { current } = desk;
  if (current === null) {
    await desk.callNext();
    return;
  }
  const called = current.status === "CALLED";
  const answer = await ask(
    called ? t("stillCalled", { number: current.number }) : t("stillServing", { number: current.number }),
    h("p", null, called ? t("stillCalledText") : t("stillServingText")),
    [
      { answer: "stay", label: t("stay") },
      ...(called ? [{ answer: "skip" as const, label: t("skipAndCall") }] : []),
      { answer: "finish", label: t("finishAndCall"), kind: "primary" },
    ],
  );
  if (answer === "finish") {
    // Without a counter nothing is completed by a call.
    if (desk.place.counter !== null || await desk.command("complete", current)) {
      await desk.callNext();
    }
  } else if (answer === "skip" && await desk.command("skip", current)) {
    await desk.callNext();
  }
}

export function act(desk: Desk, command: Command, entry: Entry): Promise<void> {
  return desk.turns.inTurn(command, entry, () => actNow(desk, command, entry));
}

async function actNow(desk: Desk, command: Command, entry: Entry): Promise<void> {
  if (desk.knowsNewer(entry)) {
    // What was under way has changed it: nobody has seen yet what would be done to it now.
    return;
  }
  switch (command) {
    case "transfer":
      return transfer(desk, entry);
    case "requeue":
      return requeue(desk, entry);
    case "cancel":
      return cancel(desk, entry);
    case "call":
      return callThis(desk, entry);
    default:
      await desk.command(command, entry);
  }
}

/** Out of turn; the counter has to be free first. */
async function callThis(desk: Desk, entry: Entry): Promise<void> {
  const { current } = desk;
  if (current !== null) {
    const answer = await ask(
      current.status === "CALLED"
        ? t("stillCalled", { number: current.number })
        : t("stillServing", { number: current.number }),
      h("p", null, t("stillThenText", { number: entry.number })),
      [
        { answer: "stay", label: t("stay") },
        { answer: "finish", label: t("finishAndCallThis", { number: entry.number }), kind: "primary" },
      ],
    );
    if (answer !== "finish" || !(await desk.command("complete", current))) {
      return;
    }
  }
  await desk.command("call", entry);
}

async function requeue(desk: Desk, entry: Entry): Promise<void> {
  const place = await ask(
    t("requeueWhere", { number: entry.number }),
    h("p", null, t("requeueText")),
    [
      { answer: "LAST", label: t("requeueLast") },
      { answer: "FIRST", label: t("requeueFirst"), kind: "primary" },
    ],
  );
  if (place !== null) {
    await desk.command("requeue", entry, { place });
  }
}

async function cancel(desk: Desk, entry: Entry): Promise<void> {
  const answer = await ask(t("cancelSure", { number: entry.number }), h("p", null, t("cancelText")), [
    { answer: "keep", label: t("keepTicket") },
    { answer: "cancel", label: t("cancelTicket"), kind: "danger" },
  ]);
  if (answer === "cancel") {
    await desk.command("cancel", entry);
  }
}

/** To another service of the branch, in whatever department. */
function transfer(desk: Desk, entry: Entry): void {
  const { branchId } = desk.place.department;
  const departments = structure().departments.filter((department) =>
    department.active && department.branchId === branchId);
  const choices = departments.flatMap((department) =>
    structure().services
      .filter((service) => service.active && service.departmentId === department.id && service.id !== entry.serviceId)
      .map((service) => ({ value: service.id, label: `${service.name} · ${department.name}` })));
  let serviceId: string | null = choices.length === 1 ? choices[0]?.value ?? null : null;
  const modal = openModal({
    title: t("transferWhere", { number: entry.number }),
    view: ({ close, draw }) => [
      h("p", { class: "soft" }, choices.length === 0 ? t("transferNowhere") : t("transferText")),
      choices.length > 0 && chips(t("service"), "transfer", choices, serviceId, (value) => {
        serviceId = value;
        draw();
      }),
      h(
        "div",
        { class: "dialog-actions" },
        h("button", { type: "button", class: "button", onclick: close }, t("cancel")),
        choices.length > 0 && h(
          "button",
          {
            type: "button",
            class: "button button--primary",
            "aria-disabled": serviceId === null ? "true" : null,
            onclick: () => {
              if (serviceId !== null) {
                modal.close();
                void desk.command("transfer", entry, { serviceId });
              }
            },
          },
          t("transfer"),
        ),
      ),
    ],
  });
}

