import { h } from "../../shared/dom";
import { icon } from "../../shared/icon";
import { chips, onSubmit } from "../form";
import { draw, type Screen } from "../page";
import { countersOf, servicesOf, structure, workplaces } from "../structure";
import { t } from "../texts";
import { type Place, rememberPlace } from "./place";

const NONE = "none";
const ALL = "all";

/** Once per device: where does it stand? */
export function chooseScreen(before: Place | null, chosen: (place: Place) => void): Screen {
  const places = workplaces();
  const branches = structure().branches.filter(({ id }) => places.some(({ branchId }) => branchId === id));
  let branchId = before?.department.branchId ?? branches[0]?.id ?? null;
  let departmentId = before?.department.id ?? firstOf(branchId);
  let serviceId = before?.service?.id ?? ALL;
  let counterId: string | null = before === null ? null : before.counter?.id ?? NONE;
  let missing = false;

  function firstOf(branch: string | null): string | null {
    return places.find((department) => department.branchId === branch)?.id ?? null;
  }

  function chooseDepartment(id: string | null) {
    departmentId = id;
    serviceId = ALL;
    counterId = null;
    draw();
  }

  function go() {
    const department = places.find(({ id }) => id === departmentId);
    if (department === undefined || counterId === null) {
      missing = true;
      draw();
      document.querySelector<HTMLElement>("input[name=counter]")?.focus();
      return;
    }
    const place: Place = {
      department,
      service: servicesOf(department.id).find(({ id }) => id === serviceId) ?? null,
      counter: countersOf(department.id).find(({ id }) => id === counterId) ?? null,
    };
    rememberPlace(place);
    chosen(place);
  }

  function form(id: string) {
    const services = servicesOf(id);
    const counters = countersOf(id);
    const departments = places.filter((department) => department.branchId === branchId);
    return h(
      "form",
      { class: "card stack choose", novalidate: true, onsubmit: onSubmit(() => false, go) },
      branches.length > 1 && chips(t("branch"), "branch", branches.map(option), branchId, (value) => {
        branchId = value;
        chooseDepartment(firstOf(value));
      }),
      chips(t("department"), "department", departments.map(option), id, chooseDepartment),
      services.length > 1 && chips(
        t("queue"),
        "queue",
        [{ value: ALL, label: t("allServices") }, ...services.map(option)],
        serviceId,
        (value) => {
          serviceId = value;
          draw();
        },
      ),
      chips(
        t("counter"),
        "counter",
        [...counters.map(option), { value: NONE, label: t("noCounter") }],
        counterId,
        (value) => {
          counterId = value;
          missing = false;
          draw();
        },
      ),
      h("div", { role: "alert", class: "alert-slot" }, missing && h("p", { class: "field-error" }, t("chooseCounter"))),
      h("button", { type: "submit", class: "button button--primary button--wide" }, t("startWork")),
    );
  }

  return {
    view: () =>
      h(
        "div",
        { class: "column stack" },
        h("h1", null, t("whereAreYou")),
        h("p", { class: "soft" }, t("whereAreYouText")),
        departmentId === null
          ? h("div", { class: "card empty" }, icon("place"), h("p", null, t("noWorkplace")))
          : form(departmentId),
      ),
  };
}

function option({ id, name }: { readonly id: string; readonly name: string }) {
  return { value: id, label: name };
}
