import common from "../../shared/i18n/ar";
import type { Translation } from "../../shared/i18n";
import type english from "./en";

export default {
  ...common,
  title: "شاشة العرض",
  notYet: "شاشة العرض العامة تأتي مع التغيير القادم. محتواها متاح بالفعل في واجهة البرمجة.",
} satisfies Translation<typeof english>;
