import { type Child, h } from "../../shared/dom";
import { logoHere } from "../../shared/logo";
import { toast } from "../../shared/toast";
import { saveFile } from "../download";
import { errorText } from "../errors";
import { select } from "../form";
import { spoken } from "../language";
import { draw, type Screen } from "../page";
import { printSheet } from "../print";
import { requestFile } from "../session";
import { path, structure } from "../structure";
import { t, textsIn } from "../texts";

interface Target {
  readonly query: string;
  readonly name: string;
  readonly above: string;
}

/** Codes for doors, counters and kiosks: each opens the customer app with what it names already chosen. */
export function codesScreen(): Screen {
  const targets = everyTarget();
  let chosen = targets[0]?.query ?? "";
  let lines: ReadonlyArray<{ readonly language: string; readonly text: string }> = [];
  void Promise.all(spoken(structure().organization.languages).map(async (language) => {
    const texts = await textsIn(language);
    return { language, text: texts.t("posterLine") };
  })).then((all) => {
    lines = all;
    draw();
  });

  function poster(target: Target): HTMLElement {
    const { organization } = structure();
    return h(
      "div",
      { class: "poster" },
      organization.logoUrl !== null && h("img", { class: "poster-logo", src: logoHere(organization.logoUrl), alt: "" }),
      h("p", { class: "poster-organization" }, organization.name),
      target.name !== organization.name && h("p", { class: "poster-name" }, target.name),
      target.above !== "" && h("p", { class: "poster-above" }, target.above),
      h("img", { class: "poster-qr", src: `${path("qr")}${target.query}`, alt: t("qrOf", { name: target.name }) }),
      lines.map(({ language, text }) => h("p", { class: "poster-line", lang: language, dir: "auto" }, text)),
    );
  }

  async function download(target: Target, type: string) {
    try {
      await saveFile(await requestFile(`${path("qr")}${target.query}`, type), `${target.name}.${type === "image/png" ? "png" : "svg"}`);
    } catch (error) {
      toast(errorText(error));
    }
  }

  return {
    view: () => {
      const target = targets.find(({ query }) => query === chosen);
      return h(
        "div",
        { class: "column stack" },
        h("h1", null, t("codes")),
        h("p", { class: "soft" }, t("codesText")),
        select({ id: "code-of", label: t("codeOf") }, targets.map(optionOf), chosen, (value) => {
          chosen = value;
          draw();
        }),
        target !== undefined && [
          h(
            "div",
            { class: "row" },
            h("button", { type: "button", class: "button button--primary", onclick: () => printSheet(poster(target)) }, t("print")),
            button(t("downloadSvg"), () => void download(target, "image/svg+xml")),
            button(t("downloadPng"), () => void download(target, "image/png")),
          ),
          h("div", { class: "card poster-card" }, poster(target)),
        ],
      );
    },
  };
}

function button(label: string, run: () => void): Child {
  return h("button", { type: "button", class: "button", onclick: run }, label);
}

function optionOf({ query, name, above }: Target) {
  return { value: query, label: above === "" ? name : `${name} · ${above}` };
}

/** From the whole house down to one service. */
function everyTarget(): readonly Target[] {
  const { organization, branches, departments, services } = structure();
  const active = branches.filter((branch) => branch.active);
  return [
    { query: "", name: organization.name, above: "" },
    ...active.flatMap((branch) => [
      { query: `?branch=${branch.id}`, name: branch.name, above: organization.name },
      ...departments.filter((each) => each.active && each.branchId === branch.id).flatMap((department) => [
        { query: `?branch=${branch.id}&department=${department.id}`, name: department.name, above: branch.name },
        ...services.filter((each) => each.active && each.departmentId === department.id).map((service) => ({
          query: `?branch=${branch.id}&department=${department.id}&service=${service.id}`,
          name: service.name,
          above: `${department.name} · ${branch.name}`,
        })),
      ]),
    ]),
  ];
}
