import { type Child, render } from "../shared/dom";

/**
 * What is shown now. A screen is a function from what it knows to DOM; whoever changes what it knows calls `draw`.
 */
export interface Screen {
  readonly view: () => Child;
  /** Stands alone, without the head of those who are signed in. */
  readonly bare?: boolean;
  /** Ends streams and timers. */
  readonly leave?: () => void;
}

let root: Element | null = null;
let frame: (screen: Screen) => Child = (screen) => screen.view();
let current: Screen | null = null;
let asked = false;

/** @param around what every screen stands in */
export function start(element: Element, around: (screen: Screen) => Child): void {
  root = element;
  frame = around;
}

export function show(screen: Screen): void {
  current?.leave?.();
  current = screen;
  drawNow();
}

/** Once for all changes of one moment. */
export function draw(): void {
  if (!asked) {
    asked = true;
    queueMicrotask(() => {
      asked = false;
      drawNow();
    });
  }
}

function drawNow(): void {
  if (root !== null && current !== null) {
    const focused = document.activeElement;
    render(root, frame(current));
    if (focused !== null && !focused.isConnected) {
      // What had it is gone: it goes on from what is dealt with, but to nothing that an Enter too many would press.
      root.querySelector<HTMLElement>("[data-dealt-with]")?.focus({ preventScroll: true });
    }
  }
}
