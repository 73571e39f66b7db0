import { type Attributes, type Child, h } from "../shared/dom";
import { icon } from "../shared/icon";

/** Forms look and behave alike: a label, a hint, an error beside the field, and a button that is busy once. */

export interface FieldOptions {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly optional?: string | undefined;
}

export function field(options: FieldOptions, control: (attributes: Attributes) => Child): Child {
  const { id, label, hint, error, optional } = options;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return h(
    "div",
    // A list of choices never becomes another one: what it shows as chosen is its own.
    { class: "field", key: id },
    h("label", { for: id }, label, optional && h("span", { class: "soft optional" }, ` ${optional}`)),
    hint && h("p", { id: `${id}-hint`, class: "soft small" }, hint),
    control({ id, class: "input", "aria-invalid": error ? "true" : null, "aria-describedby": described || null }),
    error && h("p", { id: `${id}-error`, class: "field-error" }, error),
  );
}

export function input(options: FieldOptions, attributes: Attributes): Child {
  return field(options, (own) => h("input", { ...own, ...attributes }));
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function select(
  options: FieldOptions,
  choices: readonly Option[],
  value: string,
  changed: (value: string) => void,
): Child {
  return field(options, (own) =>
    h(
      "select",
      { ...own, class: "input select", onchange: (event: Event) => changed((event.target as HTMLSelectElement).value) },
      choices.map((choice) =>
        h("option", { key: choice.value, value: choice.value, selected: choice.value === value }, choice.label)),
    ));
}

export function check(label: Child, checked: boolean, changed: (checked: boolean) => void, id?: string): Child {
  return h(
    "label",
    { class: "check" },
    h("input", {
      id,
      type: "checkbox",
      checked,
      onchange: (event: Event) => changed((event.target as HTMLInputElement).checked),
    }),
    h("span", null, label),
  );
}

/** One of a few, as big targets in a row. */
export function chips(
  legend: string,
  name: string,
  choices: readonly Option[],
  value: string | null,
  changed: (value: string) => void,
): Child {
  return h(
    "fieldset",
    { class: "chips" },
    h("legend", null, legend),
    choices.map((choice) =>
      h(
        "label",
        { class: "chip", key: choice.value },
        h("input", {
          type: "radio",
          name,
          value: choice.value,
          checked: choice.value === value,
          onchange: () => changed(choice.value),
        }),
        h("span", null, choice.label),
      )),
  );
}

export function errorBanner(text: string | null): Child {
  return h("div", { role: "alert", class: "alert-slot" },
    text !== null && h("p", { class: "banner banner--bad" }, icon("warning"), h("span", null, text)));
}

export function submit(label: string, busy: boolean, attributes: Attributes = {}): Child {
  return h(
    "button",
    { type: "submit", class: "button button--primary", "aria-busy": busy ? "true" : null, ...attributes },
    label,
  );
}

/** Runs once at a time, however often somebody presses. */
export function onSubmit(isBusy: () => boolean, run: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    if (!isBusy()) {
      run();
    }
  };
}

export function valueOf(form: Event, name: string): string {
  const control = (form.target as HTMLFormElement).elements.namedItem(name);
  return control === null ? "" : (control as HTMLInputElement).value;
}
