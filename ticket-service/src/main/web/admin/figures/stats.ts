/** The figures of a service day: `GET /api/queues/{id}/stats`. */
export interface Stats {
  readonly date: string;
  readonly taken: number;
  readonly waiting: number;
  readonly called: number;
  readonly serving: number;
  readonly served: number;
  readonly noShows: number;
  readonly cancelled: number;
  readonly waitTime: Quantiles | null;
  readonly serviceTime: Quantiles | null;
  readonly longestWaitSeconds: number | null;
  readonly openCounters: number;
  /** Of those who were to be told something, how many devices showed it. */
  readonly reach?: { readonly notified: number; readonly reached: number; readonly share: number | null };
  readonly hours: readonly Hour[];
}

export interface Quantiles {
  readonly medianSeconds: number;
  readonly p90Seconds: number;
}

export interface Hour {
  readonly from: string;
  readonly taken: number;
  readonly called: number;
  readonly served: number;
}

/** From the first hour with anything in it to the last, eight at least. */
export function busyHours(hours: readonly Hour[]): readonly Hour[] {
  const busy = hours.map(({ taken, served }) => taken + served > 0);
  const first = busy.indexOf(true);
  if (first < 0) {
    return [];
  }
  const last = Math.max(busy.lastIndexOf(true) + 1, first + 8);
  return hours.slice(Math.max(0, Math.min(first, hours.length - 8)), last);
}
