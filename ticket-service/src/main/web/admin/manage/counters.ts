import { h } from "../../shared/dom";
import { check } from "../form";
import { type Counter, structure } from "../structure";
import { edit } from "./edit";
import { saver } from "./save";
import type { Section } from "./screen";
import { departmentChoices, departmentName } from "./services";
import { items } from "./table";
import { t } from "./texts";

export const counters: Section = (changed) => {
  function form(counter: Counter | null) {
    const departments = departmentChoices();
    const values = {
      departmentId: counter?.departmentId ?? departments[0]?.value ?? "",
      name: counter?.name ?? "",
      services: new Set(counter?.services ?? []),
      active: counter?.active ?? true,
    };
    const save = saver("counters", counter?.id ?? null);
    edit({
      title: counter === null ? t("addCounter") : counter.name,
      values,
      fields: (f) => [
        counter === null && f.choice("departmentId", t("department"), departments),
        f.text("name", t("name"), { hint: t("counterNameHint") }),
        h(
          "fieldset",
          { class: "checks" },
          h("legend", null, t("counterServices")),
          h("p", { class: "soft small" }, t("counterServicesHint")),
          structure().services
            .filter(({ active, departmentId }) => active && departmentId === values.departmentId)
            .map(({ id, name }) => check(name, values.services.has(id), (on) => on ? values.services.add(id) : values.services.delete(id))),
        ),
        counter !== null && f.check("active", t("active")),
      ],
      save: ({ services, ...rest }) => save({ ...rest, services: [...services] }),
      saved: changed,
    });
  }
  return () => {
    const { counters: all, services } = structure();
    return items(
      t("counters"),
      departmentChoices().length > 0 ? { label: t("addCounter"), run: () => form(null) } : null,
      all.map((counter) => ({
        ...counter,
        facts: [
          departmentName(counter.departmentId),
          counter.services.length === 0
            ? t("allServices")
            : services.filter(({ id }) => counter.services.includes(id)).map(({ name }) => name).join(", "),
        ],
      })),
      t("noCounters"),
      (id) => form(all.find((counter) => counter.id === id) ?? null),
    );
  };
};
