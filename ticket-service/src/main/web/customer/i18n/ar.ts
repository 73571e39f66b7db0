import common from "../../shared/i18n/ar";
import type { Translation } from "../../shared/i18n";
import type english from "./en";

export default {
  ...common,
  title: "Nextup",
  notYet: "أخذ تذكرة من هنا يأتي مع التغيير القادم. واجهة البرمجة تقوم بذلك بالفعل.",
} satisfies Translation<typeof english>;
