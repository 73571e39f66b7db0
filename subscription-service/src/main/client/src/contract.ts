// Compiled, never bundled: what is built has exactly what nextup-push.d.ts declares, no more and no less.
import type * as declared from "../nextup-push.d.ts";
import * as built from "./nextup-push.ts";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

export const everythingDeclaredIsBuilt: typeof declared = built;
export const nothingElseIsExported: Same<keyof typeof built, keyof typeof declared> = true;
export const sameMembers: Same<keyof built.PushNotificationService, keyof declared.PushNotificationService> = true;
export const sameError: Same<keyof built.PushError, keyof declared.PushError> = true;
