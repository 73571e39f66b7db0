/** Prints one sheet and nothing of the page around it. */
export function printSheet(sheet: HTMLElement): void {
  sheet.classList.add("print-sheet");
  document.body.append(sheet);
  addEventListener("afterprint", () => sheet.remove(), { once: true });
  print();
}
