/** Calls the API. Every failure is an `ApiError`; what the server says about it (RFC 9457) is in it. */

export interface Problem {
  readonly status: number;
  /** Stable, kebab-case; docs/errors.md lists all. */
  readonly code: string;
  readonly title: string;
  readonly detail: string | null;
  /** Further members, such as `ticket` of a conflict. */
  readonly [member: string]: unknown;
}

/** `status` is 0 and `code` is `network` when the server was not reached, or did not answer in time. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    readonly problem: Problem | null,
    /** Of 429 and 503: when to ask again. */
    readonly retryAfterSeconds: number | null,
    options?: ErrorOptions,
  ) {
    super(problem?.title ?? code, options);
  }

  /** Nothing is wrong with the request: the same one may succeed later. */
  get transient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export interface CallOptions {
  readonly body?: unknown;
  readonly token?: string | null;
  /** Of commands that create, call or move a ticket: the same key again repeats the first answer. See `newIdempotencyKey`. */
  readonly idempotencyKey?: string;
  /** The version the person saw; another one is answered with 409 `stale-version`. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
  /** For the session cookie of staff; customers have none. */
  readonly credentials?: RequestCredentials;
}

const TIMEOUT_MILLIS = 15_000;

/** One per intention of a person, kept while the same intention is tried again. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @returns the answer's JSON; `undefined` for 204 */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const answer = await send(path, {
    method,
    headers: headers(options),
    credentials: options.credentials ?? "omit",
    cache: "no-store",
    signal: within(TIMEOUT_MILLIS, options.signal),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  if (!answer.ok) {
    throw await errorOf(answer);
  }
  return answer.status === 204 ? (undefined as T) : await readJson<T>(answer);
}

/** As `fetch`, with our error when the server is not reached. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new ApiError(0, "network", null, null, { cause });
  }
}

export async function errorOf(answer: Response): Promise<ApiError> {
  const problem = await answer.json().catch(() => null) as Problem | null;
  const retryAfter = Number.parseInt(answer.headers.get("Retry-After") ?? "", 10);
  return new ApiError(
    answer.status,
    typeof problem?.code === "string" ? problem.code : `http-${answer.status}`,
    problem,
    Number.isNaN(retryAfter) ? null : retryAfter,
  );
}

async function readJson<T>(answer: Response): Promise<T> {
  try {
    return await answer.json() as T;
  } catch (cause) {
    throw new ApiError(0, "network", null, null, { cause });
  }
}

function headers(options: CallOptions): Headers {
  const headers = new Headers({ Accept: "application/json, application/problem+json" });
  if (options.body !== undefined) {
    headers.set("Content-Type", "application/json");
  }
  if (options.token) {
    headers.set("Authorization", `Bearer ${options.token}`);
  }
  if (options.idempotencyKey !== undefined) {
    headers.set("Idempotency-Key", options.idempotencyKey);
  }
  if (options.ifMatch !== undefined) {
    headers.set("If-Match", `"${options.ifMatch}"`);
  }
  return headers;
}

function within(millis: number, signal?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), millis);
  const abort = () => {
    clearTimeout(timer);
    controller.abort();
  };
  if (signal?.aborted) {
    abort();
  } else {
    signal?.addEventListener("abort", abort, { once: true });
  }
  return controller.signal;
}
