import { ApiError, call } from "../shared/api";
import { applyBrand } from "../shared/brand";
import { type Child, h, render } from "../shared/dom";
import { icon } from "../shared/icon";
import { logoHere } from "../shared/logo";
import type { Branch, Department, Organization } from "../shared/types";
import { type Address, boardOf } from "./address";
import { loadWords, speakOnPage, type Words } from "./words";

const RETRY_MILLIS = 5_000;

/** Without a queue in its address a screen asks which one to show. */
export async function choose(root: Element, address: Address): Promise<void> {
  if (address.organization === null) {
    const [words] = await loadWords(address.languages, []);
    show(root, words, organizationForm(words, null));
    return;
  }
  try {
    const path = `/api/organizations/${encodeURIComponent(address.organization)}`;
    const organization = await call<Organization>("GET", path);
    const [words] = await loadWords(address.languages, preferred(organization.languages));
    applyBrand(organization.primaryColor);
    show(root, words, queues(organization, address, words));
  } catch (error) {
    const [words] = await loadWords(address.languages, []);
    if (error instanceof ApiError && !error.transient) {
      show(root, words, organizationForm(words, words.t("unknownOrganization")));
    } else {
      show(root, words, h("p", { role: "status", class: "banner banner--warn" }, icon("offline"), words.t("lostBefore")));
      setTimeout(() => void choose(root, address), RETRY_MILLIS);
    }
  }
}

/** One person reads this, so it is in one language: theirs, if the organisation has it. */
function preferred(offered: readonly string[]): string[] {
  const own = navigator.languages.map((tag) => tag.split("-")[0] ?? tag).find((tag) => offered.includes(tag));
  return own === undefined ? [...offered] : [own];
}

function show(root: Element, words: Words, content: Child): void {
  speakOnPage(words);
  document.title = `Nextup · ${words.t("title")}`;
  render(root, h("main", { class: "chooser stack" }, content));
}

function queues(organization: Organization, address: Address, words: Words): Child {
  const branches = organization.branches.filter(({ departments }) => departments.length > 0);
  return [
    h(
      "div",
      { class: "row" },
      organization.logoUrl ? h("img", { class: "chooser-logo", src: logoHere(organization.logoUrl), alt: "" }) : null,
      h("p", { class: "soft" }, h("bdi", null, organization.name)),
    ),
    h("h1", null, words.t("choose")),
    branches.length === 0 ? h("p", { class: "empty" }, words.t("noQueues")) : null,
    branches.map((branch) => branchPart(branch, branches.length > 1, address, words)),
  ];
}

function branchPart(branch: Branch, named: boolean, address: Address, words: Words): Child {
  return h(
    "section",
    { class: "stack" },
    named ? h("h2", null, h("bdi", null, branch.name)) : null,
    branch.departments.map((department) => departmentPart(department, named ? "h3" : "h2", address, words)),
  );
}

function departmentPart(department: Department, heading: string, address: Address, words: Words): Child {
  const all = { id: department.id, name: words.t("wholeDepartment") };
  return h(
    "section",
    { class: "card chooser-department" },
    h(heading, null, h("bdi", null, department.name)),
    h(
      "ul",
      null,
      [all, ...department.services].map(({ id, name }) =>
        h(
          "li",
          null,
          h(
            "a",
            { class: "chooser-link", href: boardOf(id === department.id ? "department" : "service", id, address.languages) },
            h("bdi", null, name),
            icon("chevron", true),
          ),
        )),
    ),
  );
}

function organizationForm(words: Words, problem: string | null): Child {
  const open = (event: Event) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget as HTMLFormElement).get("org");
    if (typeof name === "string" && name.trim() !== "") {
      const parameters = new URLSearchParams(location.search);
      parameters.set("org", name.trim());
      location.assign(`/board/?${parameters}`);
    }
  };
  return [
    h("h1", null, words.t("choose")),
    h(
      "form",
      { class: "card stack", onsubmit: open },
      h(
        "div",
        { class: "field" },
        h("label", { for: "org" }, words.t("organizationLabel")),
        h("input", {
          id: "org",
          name: "org",
          class: "input",
          required: true,
          autocapitalize: "none",
          autocomplete: "off",
          spellcheck: "false",
          dir: "ltr",
          "aria-describedby": problem === null ? "org-hint" : "org-problem org-hint",
          "aria-invalid": problem !== null && "true",
        }),
        problem === null ? null : h("p", { id: "org-problem", class: "field-error", role: "alert" }, problem),
        h("p", { id: "org-hint", class: "soft small" }, words.t("organizationHint")),
      ),
      h("button", { type: "submit", class: "button button--primary" }, words.t("continue")),
    ),
  ];
}
