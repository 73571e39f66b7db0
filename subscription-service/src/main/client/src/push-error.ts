import type { PushError as Declared, PushErrorCode } from "../nextup-push.d.ts";

export class PushError extends Error implements Declared {
  override readonly name = "PushError";
  readonly code: PushErrorCode;
  readonly status: number | null;
  readonly problem: string | null;

  constructor(code: PushErrorCode, message: string, options: { cause?: unknown; status?: number; problem?: string } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? null;
    this.problem = options.problem ?? null;
  }
}
