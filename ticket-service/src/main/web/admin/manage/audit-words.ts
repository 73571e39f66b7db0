import { nameOfLanguage } from "../../shared/i18n";
import { roleName } from "../account/menu";
import { kindName } from "../log/words";
import { structure } from "../structure";
import { t, type TextKey } from "./texts";

/** One line of the audit, and what people read of it. */

type Shown = Readonly<Record<string, unknown>>;

export interface Change {
  readonly id: number;
  readonly at: string;
  readonly by: { readonly kind: string; readonly id: string | null; readonly name: string | null };
  readonly action: string;
  readonly targetId: string;
  readonly before: Shown | null;
  readonly after: Shown | null;
}

const VERBS: Readonly<Record<string, TextKey>> = { created: "didAdd", changed: "didChange", removed: "didRemove" };

const THINGS: Readonly<Record<string, TextKey>> = {
  branch: "theBranch",
  department: "theDepartment",
  service: "theService",
  counter: "theCounter",
  member: "theMember",
};

/** What says more than that something changed. */
const SPECIAL: Readonly<Record<string, TextKey>> = {
  "member-created": "didInvite",
  "organization-created": "didFound",
  "organization-deactivated": "didSwitchOff",
  "organization-reactivated": "didSwitchOn",
  "invitation-accepted": "didAccept",
  "password-changed": "didChangePassword",
  "service-opened": "didOpen",
  "service-closed": "didClose",
  "queue-reset": "didReset",
  "queue-cleaned-up": "didCleanUp",
};

export function sentence(change: Change): string {
  const values = { who: who(change), thing: thing(change), n: numberOf(change) };
  return t(SPECIAL[change.action] ?? switched(change) ?? VERBS[change.action.replace(/^.*-/, "")] ?? "didSomething", {
    ...values,
    action: change.action,
  });
}

/** Deactivated, brought back, or sent another link: changes, by how they are stored. */
function switched({ action, before, after }: Change): TextKey | undefined {
  if (!action.endsWith("-changed") || before === null || after === null) {
    return undefined;
  }
  if (before["active"] !== after["active"]) {
    return after["active"] === true ? "didSwitchOn" : "didSwitchOff";
  }
  const renewed = "invitationExpiresAt" in after && after["invitationExpiresAt"] !== before["invitationExpiresAt"];
  return renewed ? "didInviteAgain" : undefined;
}

function who({ by }: Change): string {
  return by.kind === "operator" ? t("operator") : by.name ?? t("somebody");
}

function thing(change: Change): string {
  const kind = change.action.replace(/-[a-z]+$/, "");
  const shown = change.after ?? change.before ?? {};
  if (kind === "message") {
    return t("theMessage", { kind: kindName(String(shown["kind"])), language: nameOfLanguage(String(shown["language"])) });
  }
  if (kind === "organization" || kind === "logo") {
    return t(kind === "logo" ? "theLogo" : "theOrganization");
  }
  const known = THINGS[kind];
  const name = typeof shown["name"] === "string" ? shown["name"] : nameOf(change.targetId);
  return known === undefined ? name : t(known, { name });
}

/** Of a reset the cancelled, of a cleanup the archived tickets. */
function numberOf({ action, after }: Change): number {
  return Number(after?.[action === "queue-reset" ? "cancelled" : "archived"] ?? 0);
}

function nameOf(id: string): string {
  const { branches, departments, services, counters } = structure();
  return [...branches, ...departments, ...services, ...counters].find((each) => each.id === id)?.name ?? t("gone");
}

const FIELDS: Readonly<Record<string, TextKey>> = {
  name: "name",
  address: "address",
  timeZone: "timeZone",
  dayStartsAt: "dayStartsAt",
  description: "description",
  prefix: "prefix",
  expectedServiceSeconds: "expectedMinutes",
  capacityPerDay: "capacityPerDay",
  almostTurnAhead: "almostTurnAhead",
  recallLimit: "recallLimit",
  openingHours: "openingHours",
  joinCodeRequired: "joinCodeRequired",
  services: "counterServices",
  role: "role",
  branches: "branches",
  departments: "departments",
  primaryColor: "color",
  welcomeMessage: "welcomeMessage",
  languages: "languages",
  title: "messageTitle",
  body: "messageBody",
};

/** What is different since, a line for each field that people know. */
export function differences({ action, before, after }: Change): readonly string[] {
  if (!action.endsWith("-changed") || before === null || after === null) {
    return [];
  }
  return Object.entries(FIELDS)
    .filter(([field]) => field in after && JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map(([field, label]) => {
      // Without the remark that a form makes in brackets.
      const name = t(label).replace(/ \([^()]*\)$/, "");
      return field === "openingHours"
        ? t("fieldChanged", { field: name })
        : t("fieldWas", { field: name, before: text(field, before[field]), after: text(field, after[field]) });
    });
}

function text(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") {
    return t("nothing");
  }
  if (typeof value === "boolean") {
    return t(value ? "yes" : "no");
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? t("nothing") : value.map((each: string) => (field === "languages" ? each : nameOf(each))).join(", ");
  }
  if (field === "role") {
    return roleName(String(value));
  }
  return field === "expectedServiceSeconds" ? String(Number(value) / 60) : String(value);
}
