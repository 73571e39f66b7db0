import { type Branch, type Department, structure } from "../structure";
import { edit, orNull } from "./edit";
import { saver } from "./save";
import type { Section } from "./screen";
import { items } from "./table";
import { t } from "./texts";

/** Where things stand: branches, and the departments in them. */

export const branches: Section = (changed) => {
  function form(branch: Branch | null) {
    const save = saver("branches", branch?.id ?? null);
    edit({
      title: branch === null ? t("addBranch") : branch.name,
      values: {
        name: branch?.name ?? "",
        address: branch?.address ?? "",
        timeZone: branch?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        dayStartsAt: branch?.dayStartsAt ?? "00:00",
        active: branch?.active ?? true,
      },
      fields: (f) => [
        f.text("name", t("name")),
        f.text("address", t("address")),
        f.choice("timeZone", t("timeZone"), timeZones(branch?.timeZone)),
        f.text("dayStartsAt", t("dayStartsAt"), { hint: t("dayStartsAtHint"), attributes: { type: "time" } }),
        branch !== null && f.check("active", t("active")),
      ],
      save: (values) => save({ ...values, address: orNull(values.address) }),
      saved: changed,
    });
  }
  return () => {
    const all = structure().branches;
    return items(
      t("branches"),
      { label: t("addBranch"), run: () => form(null) },
      all.map((branch) => ({ ...branch, facts: [branch.address, branch.timeZone] })),
      t("noBranches"),
      (id) => form(all.find((branch) => branch.id === id) ?? null),
    );
  };
};

export const departments: Section = (changed) => {
  function form(department: Department | null) {
    const places = structure().branches.filter(({ active }) => active);
    const save = saver("departments", department?.id ?? null);
    edit({
      title: department === null ? t("addDepartment") : department.name,
      values: {
        branchId: department?.branchId ?? places[0]?.id ?? "",
        name: department?.name ?? "",
        description: department?.description ?? "",
        active: department?.active ?? true,
      },
      fields: (f) => [
        department === null && f.choice("branchId", t("branch"), places.map(({ id, name }) => ({ value: id, label: name }))),
        f.text("name", t("name")),
        f.area("description", t("description")),
        department !== null && f.check("active", t("active")),
      ],
      save: (values) => save({ ...values, description: orNull(values.description) }),
      saved: changed,
    });
  }
  return () => {
    const { branches: places, departments: all } = structure();
    return items(
      t("departments"),
      places.some(({ active }) => active) ? { label: t("addDepartment"), run: () => form(null) } : null,
      all.map((department) => ({
        ...department,
        facts: [places.find(({ id }) => id === department.branchId)?.name, department.description],
      })),
      t("noDepartments"),
      (id) => form(all.find((department) => department.id === id) ?? null),
    );
  };
};

function timeZones(present: string | undefined) {
  const known = Intl.supportedValuesOf("timeZone");
  const zones = new Set(["UTC", ...(present === undefined ? [] : [present]), ...known]);
  return [...zones].sort().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}
