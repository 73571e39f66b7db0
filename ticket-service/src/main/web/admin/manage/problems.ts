import { ApiError } from "../../shared/api";
import { errorText, fieldErrors } from "../errors";
import { i18n } from "../texts";
import { t, type TextKey } from "./texts";

/** What is wrong with each field of a form, in words of its own: the server explains in English only. */

type Rule = readonly [TextKey, Readonly<Record<string, number>>?];

const RULES: Readonly<Record<string, Rule>> = {
  name: ["ruleLength", { most: 100 }],
  description: ["ruleLength", { most: 500 }],
  address: ["ruleLength", { most: 500 }],
  welcomeMessage: ["ruleLength", { most: 500 }],
  timeZone: ["ruleTimeZone"],
  dayStartsAt: ["ruleTime"],
  prefix: ["rulePrefix"],
  expectedMinutes: ["ruleRange", { least: 1, most: 1440 }],
  capacityPerDay: ["ruleRange", { least: 1, most: 100_000 }],
  almostTurnAhead: ["ruleRange", { least: 1, most: 99 }],
  recallLimit: ["ruleRange", { least: 0, most: 20 }],
  openingHours: ["ruleHours"],
  services: ["ruleServices"],
  branchId: ["ruleActive"],
  departmentId: ["ruleActive"],
  email: ["ruleEmail"],
  role: ["ruleRole"],
  branches: ["ruleOwn"],
  departments: ["ruleOwn"],
  primaryColor: ["ruleColor"],
  languages: ["ruleLanguages"],
  title: ["ruleMessage"],
  body: ["ruleMessage"],
};

/** Where the API has another name for what is in the form. */
const CONTROLS: Readonly<Record<string, string>> = { expectedServiceSeconds: "expectedMinutes" };

/** These may be wrong in several ways; in English the server says in which. */
const SERVER_KNOWS_BETTER = new Set(["title", "body", "openingHours", "languages"]);

export function fieldProblems(error: unknown): ReadonlyMap<string, string> {
  return new Map([...fieldErrors(error)].map(([field, text]) => {
    const control = CONTROLS[field] ?? field;
    return [control, (isInvalid(error) ? ruleOf(control) : null) ?? text];
  }));
}

/** What is wrong, where no field can say it. */
export function problemText(error: unknown): string {
  const [first] = isInvalid(error) ? fieldProblems(error).values() : [];
  return first ?? errorText(error);
}

function isInvalid(error: unknown): boolean {
  return error instanceof ApiError && (error.code === "invalid-value" || error.code === "invalid-field");
}

function ruleOf(control: string): string | null {
  const rule = RULES[control];
  return rule === undefined || (i18n.language === "en" && SERVER_KNOWS_BETTER.has(control)) ? null : t(rule[0], rule[1]);
}
