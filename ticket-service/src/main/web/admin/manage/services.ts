import { h } from "../../shared/dom";
import { type OpeningHours, type Service, structure } from "../structure";
import { edit, type Form, numberOrNull, orNull } from "./edit";
import { hoursEditor } from "./hours";
import { saver } from "./save";
import type { Section } from "./screen";
import { items } from "./table";
import { t } from "./texts";

export function departmentChoices() {
  return structure().departments.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }));
}

export function departmentName(id: string): string | undefined {
  return structure().departments.find((department) => department.id === id)?.name;
}

interface Values {
  departmentId: string;
  name: string;
  description: string;
  prefix: string;
  expectedMinutes: string | number;
  capacityPerDay: string | number;
  almostTurnAhead: string | number;
  recallLimit: string | number;
  openingHours: OpeningHours | null;
  joinCodeRequired: boolean;
  active: boolean;
}

export const services: Section = (changed) => {
  function form(service: Service | null) {
    const save = saver("services", service?.id ?? null);
    edit<Values>({
      title: service === null ? t("addService") : service.name,
      wide: true,
      values: valuesOf(service),
      fields: (f) => fields(f, service === null),
      save: (values) => save(bodyOf(values)),
      saved: changed,
    });
  }
  return () => {
    const all = structure().services;
    return items(
      t("services"),
      departmentChoices().length > 0 ? { label: t("addService"), run: () => form(null) } : null,
      all.map((service) => ({ ...service, facts: factsOf(service) })),
      t("noServices"),
      (id) => form(all.find((service) => service.id === id) ?? null),
    );
  };
};

function factsOf(service: Service) {
  return [
    departmentName(service.departmentId),
    service.prefix,
    service.openingHours === null ? t("alwaysOpen") : t("byHours"),
    service.capacityPerDay !== null && t("perDay", { n: service.capacityPerDay }),
    service.joinCodeRequired && t("withCode"),
    service.active && !service.open && t("closedByStaff"),
  ];
}

function fields(f: Form<Values>, isNew: boolean) {
  return [
    isNew && f.choice("departmentId", t("department"), departmentChoices()),
    f.text("name", t("name")),
    f.area("description", t("description")),
    h(
      "div",
      { class: "pairs" },
      f.text("prefix", t("prefix"), { hint: t("prefixHint"), attributes: { maxlength: 3, autocapitalize: "characters", dir: "ltr" } }),
      f.number("expectedMinutes", t("expectedMinutes"), { hint: t("expectedMinutesHint"), attributes: { min: 1, max: 1440 } }),
      f.number("capacityPerDay", t("capacityPerDay"), { hint: t("emptyNoLimit"), attributes: { min: 1 } }),
      f.number("recallLimit", t("recallLimit"), { hint: t("emptyNoLimit"), attributes: { min: 0, max: 20 } }),
      f.number("almostTurnAhead", t("almostTurnAhead"), { hint: t("almostTurnAheadHint"), attributes: { min: 1, max: 99 } }),
    ),
    f.check("joinCodeRequired", t("joinCodeRequired")),
    hoursEditor(f.values.openingHours, f.errorOf("openingHours"), (hours) => {
      f.values.openingHours = hours;
      f.draw();
    }),
    !isNew && f.check("active", t("active")),
  ];
}

function valuesOf(service: Service | null): Values {
  return {
    departmentId: service?.departmentId ?? departmentChoices()[0]?.value ?? "",
    name: service?.name ?? "",
    description: service?.description ?? "",
    prefix: service?.prefix ?? "",
    expectedMinutes: (service?.expectedServiceSeconds ?? 300) / 60,
    capacityPerDay: service?.capacityPerDay ?? "",
    almostTurnAhead: service?.almostTurnAhead ?? "",
    recallLimit: service === null ? 3 : service.recallLimit ?? "",
    openingHours: service?.openingHours ?? null,
    joinCodeRequired: service?.joinCodeRequired ?? false,
    active: service?.active ?? true,
  };
}

function bodyOf({ expectedMinutes, ...values }: Values) {
  const minutes = numberOrNull(expectedMinutes);
  return {
    ...values,
    description: orNull(values.description),
    openingHours: values.openingHours && dated(values.openingHours),
    prefix: values.prefix.trim().toUpperCase(),
    expectedServiceSeconds: minutes === null ? null : Math.round(minutes * 60),
    capacityPerDay: numberOrNull(values.capacityPerDay),
    almostTurnAhead: numberOrNull(values.almostTurnAhead),
    recallLimit: numberOrNull(values.recallLimit),
  };
}

/** Without the days whose date was not filled in. */
function dated(hours: OpeningHours): OpeningHours {
  return { ...hours, exceptions: hours.exceptions.filter(({ date }) => date !== "") };
}
