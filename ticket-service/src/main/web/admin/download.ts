import { h } from "../shared/dom";

/** @param name unless the answer names its file */
export async function saveFile(answer: Response, name: string): Promise<void> {
  const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
  const address = URL.createObjectURL(await answer.blob());
  const link = h("a", { href: address, download: named ?? name });
  link.click();
  // Some browsers read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
