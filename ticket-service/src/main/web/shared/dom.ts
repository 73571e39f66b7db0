/**
 * Pages are functions from state to DOM: build what should be there with `h`, and `render` changes what is there into
 * it, in place, so that focus, scroll positions and what is typed survive each live update. Nothing here ever parses
 * HTML: text is text.
 */

export type Child = Node | string | number | null | undefined | false | readonly Child[];

type Handler = (event: Event) => void;

/**
 * Attributes, in their HTML spelling, with three exceptions: `on…` is a listener, `key` keeps an element's identity
 * among its siblings, and `value` and `checked` are what a form control holds: set when they first appear and when they
 * are rendered differently, so that what a person has typed or ticked meanwhile stays. `false`, `null` and `undefined` leave
 * an attribute out.
 */
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: any) => void)>;

interface Extra {
  readonly key: string | null;
  readonly handlers: Map<string, Handler>;
  /** `value` and `checked`, as rendered last. */
  readonly control: ReadonlyMap<"value" | "checked", unknown>;
  /** Set by `onmount`: runs once when the element enters the page. */
  readonly mount: ((element: any) => void) | null;
}

const extras = new WeakMap<Element, Extra>();
const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "path", "circle", "rect", "line", "g", "polyline", "text"]);

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes?: Attributes | null,
  ...children: Child[]
): HTMLElementTagNameMap[K];
export function h(tag: string, attributes?: Attributes | null, ...children: Child[]): Element;
export function h(tag: string, attributes?: Attributes | null, ...children: Child[]): Element {
  const element = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  const handlers = new Map<string, Handler>();
  const control = new Map<"value" | "checked", unknown>();
  let key: string | null = null;
  let mount: Extra["mount"] = null;
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "key") {
      key = String(value);
    } else if (name === "onmount") {
      mount = value as Extra["mount"];
    } else if (typeof value === "function") {
      handlers.set(name.slice(2), value);
    } else if (name === "value" || name === "checked") {
      control.set(name, value ?? "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  extras.set(element, { key, handlers, control, mount });
  handlers.forEach((_, type) => element.addEventListener(type, dispatch));
  append(element, children);
  // A list of options has its value after its options.
  control.forEach((value, name) => Reflect.set(element, name, value));
  return element;
}

/** Makes `root` hold exactly these children, keeping the elements that stay. */
export function render(root: Element, ...children: Child[]): void {
  const wanted = document.createElement("div");
  append(wanted, children);
  morphChildren(root, wanted);
}

/** One listener per element and type: it looks up what the latest rendering said. */
function dispatch(this: Element, event: Event): void {
  extras.get(this)?.handlers.get(event.type)?.(event);
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(parent, child);
    } else if (child !== null && child !== undefined && child !== false) {
      parent.append(child instanceof Node ? child : String(child));
    }
  }
}

function keyOf(node: Node): string | null {
  return node instanceof Element ? extras.get(node)?.key ?? null : null;
}

function sameKind(old: Node, wanted: Node): boolean {
  return old.nodeType === wanted.nodeType && old.nodeName === wanted.nodeName && keyOf(old) === keyOf(wanted);
}

function morphChildren(root: Element, wanted: Element): void {
  let old: ChildNode | null = root.firstChild;
  for (const next of Array.from(wanted.childNodes)) {
    const match = find(old, next);
    if (match === null) {
      root.insertBefore(next, old);
      mounted(next);
    } else {
      if (match !== old) {
        root.insertBefore(match, old);
      } else {
        old = old.nextSibling;
      }
      morph(match, next);
    }
  }
  while (old !== null) {
    const gone: ChildNode = old;
    old = old.nextSibling;
    gone.remove();
  }
}

/** The first of the remaining that can become it; an element with a key never becomes one with another. */
function find(from: ChildNode | null, wanted: Node): ChildNode | null {
  for (let node = from; node !== null; node = node.nextSibling) {
    if (sameKind(node, wanted)) {
      return node;
    }
  }
  return null;
}

function morph(old: Node, wanted: Node): void {
  if (!(old instanceof Element) || !(wanted instanceof Element)) {
    if (old.nodeValue !== wanted.nodeValue) {
      old.nodeValue = wanted.nodeValue;
    }
    return;
  }
  const before = extras.get(old);
  morphAttributes(old, wanted);
  morphHandlers(old, wanted);
  morphChildren(old, wanted);
  extras.get(wanted)?.control.forEach((value, name) => {
    if (value !== before?.control.get(name)) {
      Reflect.set(old, name, value);
    }
  });
}

function morphAttributes(old: Element, wanted: Element): void {
  for (const { name, value } of Array.from(wanted.attributes)) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  for (const { name } of Array.from(old.attributes)) {
    // A dialog is opened by `showModal`, a style is set by scripts; neither is part of what is rendered.
    if (!wanted.hasAttribute(name) && name !== "open" && name !== "style") {
      old.removeAttribute(name);
    }
  }
}

function morphHandlers(old: Element, wanted: Element): void {
  const before = extras.get(old);
  const after = extras.get(wanted);
  if (after === undefined) {
    return;
  }
  after.handlers.forEach((_, type) => {
    if (!before?.handlers.has(type)) {
      old.addEventListener(type, dispatch);
    }
  });
  extras.set(old, after);
}

function mounted(node: Node): void {
  if (node instanceof Element) {
    extras.get(node)?.mount?.(node);
    Array.from(node.children).forEach(mounted);
  }
}
