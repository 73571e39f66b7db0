/** What the API answers, in its own words. The contract is the API document at /q/openapi. */

export type TicketStatus =
  | "WAITING"
  | "CALLED"
  | "SERVING"
  | "COMPLETED"
  | "NO_SHOW"
  | "CANCELLED"
  | "HELD"
  | "EXPIRED";

/** A range; its ends may be equal. */
export interface WaitEstimate {
  readonly lowSeconds: number;
  readonly highSeconds: number;
}

export interface CounterRef {
  readonly id: string;
  readonly name: string;
}

export interface Service {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly prefix: string;
  readonly open: boolean;
  readonly joinCodeRequired: boolean;
  readonly waiting: number;
  readonly serving: number;
  readonly estimatedWait: WaitEstimate | null;
}

export interface Department {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly services: readonly Service[];
}

export interface Branch {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  /** Of the IANA database, such as `Europe/Vienna`. */
  readonly timeZone: string;
  readonly departments: readonly Department[];
}

export interface Organization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly logoUrl: string | null;
  /** `#rrggbb` */
  readonly primaryColor: string | null;
  readonly welcomeMessage: string | null;
  readonly languages: readonly string[];
  readonly branches: readonly Branch[];
}

/** What is told of every ticket. `position`, `ahead` and `estimatedWait` are null unless it waits. */
interface KnownTicket {
  readonly id: string;
  readonly number: string;
  readonly status: TicketStatus;
  readonly organizationId: string;
  readonly branchId: string;
  readonly departmentId: string;
  readonly serviceId: string;
  readonly serviceName: string;
  readonly position: number | null;
  readonly ahead: number | null;
  readonly estimatedWait: WaitEstimate | null;
  readonly createdAt: string;
  readonly version: number;
}

export interface Ticket extends KnownTicket {
  readonly calledAt: string | null;
  readonly counter: CounterRef | null;
  readonly callCount: number;
  readonly completedAt: string | null;
  readonly currentlyServing: string | null;
  readonly confirmedAt: string | null;
  readonly delaysLeft: number;
}

/** Just taken or claimed. What is not told yet is read with `token`. */
export interface IssuedTicket extends KnownTicket {
  readonly token: string;
}

export interface BoardCall {
  readonly number: string;
  readonly counter: string | null;
  readonly calledAt: string;
}

export interface Board {
  readonly serving: readonly BoardCall[];
  readonly recent: readonly BoardCall[];
  readonly waiting: number;
}

export function hasEnded(status: TicketStatus): boolean {
  return status === "COMPLETED" || status === "CANCELLED" || status === "EXPIRED";
}
