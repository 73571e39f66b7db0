import { type Child, h } from "../shared/dom";
import type { Organization } from "../shared/types";
import { boardOf } from "./address";
import { t } from "./texts";

/** Which of the organisation's queues this screen is for. */
export function chooser(organization: Organization): Child {
  const departments = organization.branches.flatMap((branch) =>
    branch.departments.map((department) => ({ branch, department }))
  );
  return h(
    "main",
    { class: "choose stack" },
    h("h1", null, t("choose")),
    departments.map(({ branch, department }) =>
      h(
        "section",
        { class: "card stack" },
        h("h2", null, organization.branches.length > 1 ? `${branch.name} · ${department.name}` : department.name),
        h(
          "ul",
          { class: "stack" },
          choice(t("wholeDepartment"), boardOf("department", department.id), true),
          department.services.map((service) => choice(service.name, boardOf("service", service.id), false)),
        ),
      )
    ),
  );
}

function choice(name: string, href: string, primary: boolean): Child {
  return h("li", null, h("a", { class: `button button--wide${primary ? " button--primary" : ""}`, href }, name));
}
