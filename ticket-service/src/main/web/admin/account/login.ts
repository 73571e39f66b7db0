import { h } from "../../shared/dom";
import { errorText } from "../errors";
import { errorBanner, input, onSubmit, submit } from "../form";
import { draw, type Screen } from "../page";
import { login } from "../session";
import { t } from "../texts";
import { gate } from "./gate";

/** @param note something to be told first, such as that the session is over */
export function loginScreen(signedIn: () => void, note: string | null = null): Screen {
  let email = "";
  let password = "";
  let busy = false;
  let error: string | null = null;

  async function go() {
    busy = true;
    error = null;
    draw();
    try {
      await login(email, password);
      signedIn();
    } catch (failure) {
      error = errorText(failure);
      busy = false;
      draw();
    }
  }

  return {
    bare: true,
    view: () =>
      gate(
        t("signIn"),
        h(
          "form",
          { class: "stack", novalidate: true, onsubmit: onSubmit(() => busy, () => void go()) },
          note !== null && error === null && h("p", { class: "banner" }, note),
          errorBanner(error),
          input({ id: "email", label: t("email") }, {
            type: "email",
            name: "email",
            autocomplete: "username",
            autocapitalize: "none",
            spellcheck: "false",
            dir: "ltr",
            value: email,
            oninput: (event: Event) => (email = (event.target as HTMLInputElement).value),
            onmount: (element: HTMLElement) => element.focus(),
          }),
          input({ id: "password", label: t("password") }, {
            type: "password",
            name: "password",
            autocomplete: "current-password",
            dir: "ltr",
            value: password,
            oninput: (event: Event) => (password = (event.target as HTMLInputElement).value),
          }),
          submit(t("signIn"), busy, { class: "button button--primary button--wide" }),
          h("p", { class: "soft small" }, t("forgotten")),
        ),
      ),
  };
}
