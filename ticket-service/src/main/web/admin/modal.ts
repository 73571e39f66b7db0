import { type Child, h, render } from "../shared/dom";

/** A dialog whose content is drawn again while it is open, such as a form. Escape and a tap beside it close it. */
export interface Modal {
  draw(): void;
  close(): void;
}

export interface ModalOptions {
  readonly title: string;
  readonly view: (modal: Modal) => Child;
  readonly wide?: boolean;
  readonly closed?: () => void;
}

let made = 0;

export function openModal({ title, view, wide = false, closed }: ModalOptions): Modal {
  const id = `modal-${++made}`;
  const content = h("div", { class: "stack" });
  const dialog = h(
    "dialog",
    { class: wide ? "dialog dialog--wide" : "dialog", "aria-labelledby": id },
    h("div", { class: "stack" }, h("h2", { id }, title), content),
  );
  const modal: Modal = {
    draw: () => render(content, view(modal)),
    close: () => dialog.close(),
  };
  let pressedBeside = false;
  dialog.addEventListener("pointerdown", (event) => (pressedBeside = event.target === dialog));
  dialog.addEventListener("click", (event) => event.target === dialog && pressedBeside && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed?.();
  });
  modal.draw();
  document.body.append(dialog);
  dialog.showModal();
  return modal;
}

/** Whether something lies over the page. */
export function covered(): boolean {
  return document.querySelector("dialog[open]") !== null;
}
