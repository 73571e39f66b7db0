import { applyBrand } from "../shared/brand";
import { type Child, h } from "../shared/dom";
import { icon } from "../shared/icon";
import { logoHere } from "../shared/logo";
import { showAccount } from "./account/menu";
import type { Screen } from "./page";
import { member } from "./session";
import { structure } from "./structure";
import { destinations, route } from "./routes";
import { t } from "./texts";

/** The head of every screen: whose console it is, where one can go, who is signed in. */
export function frame(screen: Screen): Child {
  if (screen.bare) {
    return screen.view();
  }
  const { organization } = structure();
  applyBrand(organization.primaryColor);
  return [
    h("a", { class: "skip-link", href: "#main", onclick: skip }, t("skipToContent")),
    h(
      "header",
      { class: "top" },
      h(
        "p",
        { class: "brand" },
        picture(organization.logoUrl),
        h("span", null, organization.name),
      ),
      h(
        "nav",
        { "aria-label": t("navigation") },
        h("ul", null, destinations().map(({ at, label }) =>
          h("li", null, h("a", { href: `${location.pathname}#${at}`, "aria-current": route() === at ? "page" : null }, label)))),
      ),
      h(
        "button",
        { type: "button", class: "button button--small account", "aria-haspopup": "dialog", onclick: showAccount },
        icon("users"),
        h("span", { class: "account-name" }, member().name),
        h("span", { class: "visually-hidden" }, t("account")),
      ),
    ),
    h("main", { id: "main", tabindex: -1, class: "page" }, screen.view()),
  ];
}

function picture(logoUrl: string | null): Child {
  const src = logoUrl === null ? "/icon.svg" : logoHere(logoUrl);
  return h("img", { class: logoUrl === null ? null : "logo", src, alt: "", width: 32, height: 32 });
}

/** Addresses after the # are screens here, so the link moves the focus itself. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
