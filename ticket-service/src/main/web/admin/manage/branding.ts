import { h } from "../../shared/dom";
import { nameOfLanguage } from "../../shared/i18n";
import { logoHere } from "../../shared/logo";
import type { Organization } from "../../shared/types";
import { toast } from "../../shared/toast";
import { errorText } from "../errors";
import { request, sendFile } from "../session";
import { path, structure } from "../structure";
import { edit, orNull } from "./edit";
import type { Section } from "./screen";
import { t } from "./texts";

const PICTURES = "image/png, image/jpeg, image/webp";

/** How the organisation presents itself to customers. */
export const branding: Section = (changed) => {
  function form(organization: Organization) {
    edit({
      title: t("branding"),
      values: {
        name: organization.name,
        primaryColor: organization.primaryColor ?? "#1d4ed8",
        welcomeMessage: organization.welcomeMessage ?? "",
        languages: organization.languages.join(", "),
      },
      fields: (f) => [
        f.text("name", t("name")),
        f.text("primaryColor", t("color"), { hint: t("colorHint"), attributes: { type: "color" } }),
        f.area("welcomeMessage", t("welcomeMessage")),
        f.text("languages", t("languages"), { hint: t("languagesHint"), attributes: { dir: "ltr" } }),
      ],
      save: (values) => request("PUT", path(), {
        body: {
          ...values,
          welcomeMessage: orNull(values.welcomeMessage),
          languages: values.languages.split(/[\s,;]+/).filter(Boolean),
        },
      }),
      saved: changed,
    });
  }

  async function upload(event: Event) {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file !== undefined) {
      await attempt(() => sendFile("PUT", path("logo"), file));
    }
  }

  async function attempt(work: () => Promise<unknown>) {
    try {
      await work();
      toast(t("saved"));
      changed();
    } catch (failure) {
      toast(errorText(failure));
    }
  }

  return () => {
    const { organization } = structure();
    return h(
      "section",
      { class: "stack", "aria-labelledby": "branding-title" },
      h(
        "div",
        { class: "row section-head" },
        h("h2", { id: "branding-title" }, t("branding")),
        h("button", { type: "button", class: "button button--primary", onclick: () => form(organization) }, t("change")),
      ),
      h(
        "div",
        { class: "card stack" },
        h(
          "dl",
          { class: "pairs" },
          pair(t("name"), organization.name),
          pair(t("color"), organization.primaryColor === null ? t("usualColor") : [swatch(organization.primaryColor), h("bdi", null, organization.primaryColor)]),
          pair(t("welcomeMessage"), organization.welcomeMessage ?? "–"),
          pair(t("languages"), organization.languages.map(nameOfLanguage).join(", ")),
        ),
        h("p", null, h("span", { class: "button button--primary sample" }, t("sample"))),
      ),
      h(
        "div",
        { class: "card stack" },
        h("h3", null, t("logo")),
        organization.logoUrl === null
          ? h("p", { class: "soft" }, t("noLogo"))
          : h("img", { class: "logo-preview logo", src: logoHere(organization.logoUrl), alt: t("logo") }),
        h(
          "div",
          { class: "row" },
          h(
            "label",
            { class: "button file-button" },
            h("input", { type: "file", class: "visually-hidden", accept: PICTURES, onchange: (event: Event) => void upload(event) }),
            t("uploadLogo"),
          ),
          organization.logoUrl !== null && h(
            "button",
            { type: "button", class: "button button--quiet-danger", onclick: () => void attempt(() => request("DELETE", path("logo"))) },
            t("removeLogo"),
          ),
        ),
        h("p", { class: "soft small" }, t("logoHint")),
      ),
    );
  };
};

function pair(name: string, value: Parameters<typeof h>[2]) {
  return h("div", null, h("dt", { class: "soft small" }, name), h("dd", null, value));
}

function swatch(color: string) {
  // By script: the page's policy lets no style be written in markup.
  return h("span", { class: "color-swatch", onmount: (element: HTMLElement) => (element.style.backgroundColor = color) });
}
