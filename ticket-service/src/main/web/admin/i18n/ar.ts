import common from "../../shared/i18n/ar";
import type { Translation } from "../../shared/i18n";
import type english from "./en";

export default {
  ...common,
  title: "لوحة الموظفين",
  notYet: "تسجيل الدخول واستدعاء التذاكر من هنا يأتيان مع التغيير القادم. واجهة البرمجة تقوم بذلك بالفعل.",
} satisfies Translation<typeof english>;
