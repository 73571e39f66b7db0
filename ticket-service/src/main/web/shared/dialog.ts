import { type Child, h } from "./dom";

export interface Choice<A extends string> {
  readonly answer: A;
  readonly label: string;
  readonly kind?: "primary" | "danger" | "plain";
}

let made = 0;

/**
 * Asks in a modal dialog. Escape and a tap beside it answer null; focus returns to where it was. The last choice stands
 * where a thumb finds it; the first has the focus.
 */
export function ask<A extends string>(title: string, body: Child, choices: ReadonlyArray<Choice<A>>): Promise<A | null> {
  const id = `dialog-${++made}`;
  return new Promise((resolve) => {
    const dialog = h(
      "dialog",
      { class: "dialog", "aria-labelledby": id },
      h("div", { class: "stack" }, h("h2", { id }, title), body),
      h(
        "div",
        { class: "dialog-actions" },
        choices.map(({ answer, label, kind = "plain" }) =>
          h("button", { type: "button", class: `button button--${kind}`, onclick: () => dialog.close(answer) }, label),
        ),
      ),
    );
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(""));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "" ? null : dialog.returnValue as A);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
