import { type Child, h } from "../../shared/dom";
import { toast } from "../../shared/toast";
import { check, errorBanner, field, input, onSubmit, select, submit, type Option } from "../form";
import { openModal } from "../modal";
import { fieldProblems, problemText } from "./problems";
import { t } from "./texts";

/** A form in a dialog: what is typed stays through errors, and an error stands beside the field it is about. */
export interface EditOptions<V> {
  readonly title: string;
  readonly values: V;
  readonly fields: (form: Form<V>) => Child;
  readonly save: (values: V) => Promise<unknown>;
  /** After it was stored. */
  readonly saved: () => void;
  readonly wide?: boolean;
}

type Name<V> = keyof V & string;
type Extra = { readonly hint?: string; readonly attributes?: Record<string, string | number | boolean | null> };

export class Form<V> {
  errors: ReadonlyMap<string, string> = new Map();

  constructor(readonly values: V, readonly draw: () => void) {}

  text(name: Name<V>, label: string, { hint, attributes = {} }: Extra = {}): Child {
    return input(this.options(name, label, hint), {
      value: String(this.values[name] ?? ""),
      oninput: (event: Event) => this.set(name, (event.target as HTMLInputElement).value),
      ...attributes,
    });
  }

  number(name: Name<V>, label: string, { hint, attributes = {} }: Extra = {}): Child {
    return this.text(name, label, { ...(hint === undefined ? {} : { hint }), attributes: { type: "number", inputmode: "numeric", ...attributes } });
  }

  area(name: Name<V>, label: string, { hint, attributes = {} }: Extra = {}): Child {
    return field(this.options(name, label, hint), (own) =>
      h("textarea", {
        ...own,
        rows: 3,
        value: String(this.values[name] ?? ""),
        oninput: (event: Event) => this.set(name, (event.target as HTMLTextAreaElement).value),
        ...attributes,
      }));
  }

  choice(name: Name<V>, label: string, choices: readonly Option[], hint?: string): Child {
    return select(this.options(name, label, hint), choices, String(this.values[name] ?? ""), (value) => {
      this.set(name, value);
      this.draw();
    });
  }

  check(name: Name<V>, label: string): Child {
    return check(label, this.values[name] === true, (checked) => {
      this.set(name, checked);
      this.draw();
    }, `edit-${name}`);
  }

  errorOf(name: string): string | null {
    return this.errors.get(name) ?? null;
  }

  private options(name: Name<V>, label: string, hint: string | undefined) {
    return { id: `edit-${name}`, label, hint, error: this.errorOf(name) };
  }

  private set(name: Name<V>, value: unknown): void {
    (this.values as Record<string, unknown>)[name] = value;
  }
}

export function edit<V extends object>({ title, values, fields, save, saved, wide = false }: EditOptions<V>): void {
  let busy = false;
  /** What no field of the form is about. */
  let error: string | null = null;
  const form = new Form<V>(values, () => modal.draw());

  async function go() {
    busy = true;
    form.errors = new Map();
    error = null;
    modal.draw();
    try {
      await save(values);
      modal.close();
      toast(t("saved"));
      saved();
    } catch (failure) {
      busy = false;
      form.errors = fieldProblems(failure);
      const faulty = controlsOf(form.errors);
      error = faulty.length === 0 ? problemText(failure) : null;
      modal.draw();
      (faulty[0] ?? document.querySelector<HTMLElement>("dialog[open] h2"))?.scrollIntoView({ block: "center" });
      faulty[0]?.focus();
    }
  }

  const modal = openModal({
    title,
    wide,
    view: ({ close }) =>
      h(
        "form",
        { class: "stack", novalidate: true, onsubmit: onSubmit(() => busy, () => void go()) },
        errorBanner(error),
        fields(form),
        h(
          "div",
          { class: "dialog-actions" },
          h("button", { type: "button", class: "button", onclick: close }, t("cancel")),
          submit(t("save"), busy),
        ),
      ),
  });
}

/** In the order in which they stand in the form. */
function controlsOf(errors: ReadonlyMap<string, string>): readonly HTMLElement[] {
  const names = new Set([...errors.keys()].map((name) => `edit-${name}`));
  return [...document.querySelectorAll<HTMLElement>("dialog[open] [id^=edit-]")].filter(({ id }) => names.has(id));
}

/** Empty is none. */
export function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

export function numberOrNull(value: string | number | null): number | null {
  return value === null || String(value).trim() === "" ? null : Number(value);
}
