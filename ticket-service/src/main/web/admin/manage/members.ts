import { type Child, h } from "../../shared/dom";
import { toast } from "../../shared/toast";
import { roleName } from "../account/menu";
import { errorText } from "../errors";
import { check, errorBanner } from "../form";
import { openModal } from "../modal";
import { draw } from "../page";
import { request, type Role } from "../session";
import { path, structure } from "../structure";
import { i18n } from "../texts";
import { edit } from "./edit";
import { saver } from "./save";
import type { Section } from "./screen";
import { items } from "./table";
import { t } from "./texts";

interface Member {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  readonly branches: readonly string[];
  readonly departments: readonly string[];
  readonly invitationExpiresAt: string | null;
}

interface Invitation {
  readonly email: string;
  readonly invitationUrl: string;
  readonly invitationExpiresAt: string;
}

const ROLES: readonly Role[] = ["employee", "manager", "admin"];

/** Who signs in, as what, for which part of the house. */
export const members: Section = () => {
  let all: readonly Member[] | null = null;
  let error: string | null = null;
  void read();

  async function read() {
    try {
      all = await request<Member[]>("GET", path("members"));
      error = null;
    } catch (failure) {
      error = errorText(failure);
    }
    draw();
  }

  function form(member: Member | null) {
    const scope = { branches: new Set(member?.branches), departments: new Set(member?.departments) };
    const save = saver<Invitation>("members", member?.id ?? null);
    edit({
      title: member === null ? t("inviteMember") : member.name,
      values: { email: member?.email ?? "", name: member?.name ?? "", role: member?.role ?? "employee", active: member?.active ?? true },
      fields: (f) => [
        member === null && f.text("email", t("email"), { attributes: { type: "email", autocapitalize: "none", dir: "ltr" } }),
        f.text("name", t("name")),
        f.choice("role", t("role"), ROLES.map((role) => ({ value: role, label: roleName(role) })), t("roleHint")),
        f.values.role !== "admin" && scopeFields(scope),
        member !== null && f.check("active", t("mayLogIn")),
      ],
      save: async ({ email, ...values }) => {
        const admin = values.role === "admin";
        const body = {
          ...values,
          branches: admin ? [] : [...scope.branches],
          departments: admin ? [] : [...scope.departments],
        };
        if (member === null) {
          const invitation = await save({ ...body, email });
          setTimeout(() => showLink(invitation));
        } else {
          await save(body);
        }
      },
      saved: () => void read(),
    });
  }

  async function inviteAgain(id: string) {
    try {
      showLink(await request<Invitation>("POST", path(`members/${id}/invitation`)));
      await read();
    } catch (failure) {
      toast(errorText(failure));
    }
  }

  return () => [
    errorBanner(error),
    all === null ? error === null && h("p", { class: "soft", role: "status" }, t("loading")) : items(
      t("members"),
      { label: t("inviteMember"), run: () => form(null) },
      all.map((member) => ({
        id: member.id,
        name: member.name,
        active: member.active,
        facts: [h("bdi", null, member.email), roleName(member.role), scopeOf(member), member.invitationExpiresAt !== null && t("invited")],
        actions: member.active && h(
          "button",
          { type: "button", class: "button button--small button--quiet", "aria-label": `${t("newLink")}: ${member.name}`, onclick: () => void inviteAgain(member.id) },
          t("newLink"),
        ),
      })),
      "",
      (id) => form(all?.find((member) => member.id === id) ?? null),
    ),
  ];
};

function scopeOf({ role, branches, departments }: Member): Child {
  const names = [...structure().branches, ...structure().departments]
    .filter(({ id }) => branches.includes(id) || departments.includes(id))
    .map(({ name }) => name);
  return role !== "admin" && (names.length === 0 ? t("everywhere") : names.join(", "));
}

function scopeFields(scope: { readonly branches: Set<string>; readonly departments: Set<string> }): Child {
  const put = (set: Set<string>, id: string) => (on: boolean) => void (on ? set.add(id) : set.delete(id));
  const { branches, departments } = structure();
  return h(
    "fieldset",
    { class: "checks" },
    h("legend", null, t("scope")),
    h("p", { class: "soft small" }, t("scopeHint")),
    branches.filter(({ active }) => active).map((branch) => [
      check(h("strong", null, branch.name), scope.branches.has(branch.id), put(scope.branches, branch.id)),
      h("div", { class: "checks-below" }, departments
        .filter(({ active, branchId }) => active && branchId === branch.id)
        .map(({ id, name }) => check(name, scope.departments.has(id), put(scope.departments, id)))),
    ]),
  );
}

/** Told once: the server keeps no copy. */
function showLink({ email, invitationUrl, invitationExpiresAt }: Invitation): void {
  const until = new Intl.DateTimeFormat(`${i18n.language}-u-nu-latn`, { dateStyle: "medium" }).format(new Date(invitationExpiresAt));
  openModal({
    title: t("invitationLink"),
    view: ({ close }) => [
      h("p", null, t("invitationLinkText", { email, date: until })),
      h("input", {
        class: "input",
        readonly: true,
        dir: "ltr",
        "aria-label": t("invitationLink"),
        value: invitationUrl,
        onfocus: (event: Event) => (event.target as HTMLInputElement).select(),
      }),
      h(
        "div",
        { class: "dialog-actions" },
        h("button", { type: "button", class: "button", onclick: close }, t("close")),
        h(
          "button",
          {
            type: "button",
            class: "button button--primary",
            onclick: () => void navigator.clipboard?.writeText(invitationUrl).then(() => toast(t("copied"))),
          },
          t("copy"),
        ),
      ),
    ],
  });
}
