import { type ApiError, errorOf, send } from "./api";

/**
 * A live view: the whole state at once and again whenever it differs, over a stream read with `fetch` (EventSource
 * cannot send a token). Lost streams are opened again without end, sooner when the network or the page comes back, and
 * start with a fresh snapshot, so that nobody looks at something stale after a sleep.
 */
export interface LiveOptions<T> {
  /** Such as `/api/tickets/{id}/events`. */
  readonly path: string;
  /** Asked for at each opening, so that a renewed token is used. Null for public streams. */
  readonly token?: () => string | null | Promise<string | null>;
  /** `call` tells whether it is the first state after an opening. */
  readonly onState: (state: T, first: boolean) => void;
  /** With each state and each comment: the server is there. Before `onState`. */
  readonly onHeard?: () => void;
  /** `lost` from the first failure on; `connected` with each snapshot. */
  readonly onConnection?: (connection: "connected" | "lost") => void;
  /**
   * A refusal that trying again may not mend (401, 403, 404 and other 4xx but 429), by us or by whatever stands between.
   *
   * @returns true to go on trying, such as after the token was renewed
   */
  readonly onRefused?: (error: ApiError) => boolean | Promise<boolean>;
}

/** The server says something every 15 s at least. */
const SILENCE_MILLIS = 40_000;
const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 15_000;

/** @returns ends it */
export function live<T>(options: LiveOptions<T>): () => void {
  const end = new AbortController();
  void follow(options, end.signal);
  return () => end.abort();
}

async function follow<T>(options: LiveOptions<T>, end: AbortSignal): Promise<void> {
  let failures = 0;
  while (!end.aborted) {
    try {
      await readOnce(options, end, () => (failures = 0));
    } catch (error) {
      if (end.aborted) {
        return;
      }
      if (isRefusal(error) && !(await options.onRefused?.(error))) {
        return;
      }
    }
    if (end.aborted) {
      return;
    }
    options.onConnection?.("lost");
    await pause(failures++, end);
  }
}

async function readOnce<T>(options: LiveOptions<T>, end: AbortSignal, opened: () => void): Promise<void> {
  const attempt = new AbortController();
  const stop = () => attempt.abort();
  end.addEventListener("abort", stop, { once: true });
  // Nothing ends a stream over a network that has gone, but the silence.
  addEventListener("offline", stop, { once: true });
  let watchdog = setTimeout(stop, SILENCE_MILLIS);
  try {
    const token = await options.token?.();
    const headers = new Headers({ Accept: "text/event-stream" });
    if (token) {
      headers.set("Authorization", `Bearer ${token}`);
    }
    const answer = await send(options.path, { headers, signal: attempt.signal, cache: "no-store", credentials: "omit" });
    if (!answer.ok || answer.body === null) {
      throw await errorOf(answer);
    }
    let first = true;
    for await (const event of events(answer.body)) {
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, SILENCE_MILLIS);
      if (!end.aborted) {
        options.onHeard?.();
      }
      if (event.data !== "" && !end.aborted) {
        opened();
        options.onConnection?.("connected");
        options.onState(JSON.parse(event.data) as T, first);
        first = false;
      }
    }
  } finally {
    clearTimeout(watchdog);
    end.removeEventListener("abort", stop);
    removeEventListener("offline", stop);
    stop();
  }
}

function isRefusal(error: unknown): error is ApiError {
  const { name, transient } = error as Partial<ApiError>;
  return name === "ApiError" && transient === false;
}

/** Longer with each failure, with chance in it so that a hall does not come back in one second. */
function pause(failures: number, end: AbortSignal): Promise<void> {
  const longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** failures);
  return new Promise((resolve) => {
    const stops: Array<() => void> = [];
    const go = () => {
      stops.forEach((stop) => stop());
      resolve();
    };
    const timer = setTimeout(go, longest * (0.5 + Math.random() / 2));
    stops.push(() => clearTimeout(timer));
    listen(window, "online", go, stops);
    listen(document, "visibilitychange", () => document.visibilityState === "visible" && go(), stops);
    end.addEventListener("abort", go, { once: true });
  });
}

function listen(target: EventTarget, type: string, listener: () => void, stops: Array<() => void>): void {
  target.addEventListener(type, listener);
  stops.push(() => target.removeEventListener(type, listener));
}

/** Comments are told as events without data. */
async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<{ data: string }> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = block.split(/\r?\n/).filter((line) => line.startsWith("data:"));
      yield { data: data.map((line) => line.slice(line.startsWith("data: ") ? 6 : 5)).join("\n") };
    }
  }
}
