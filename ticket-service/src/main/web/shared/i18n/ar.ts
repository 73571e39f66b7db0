import type { Translation } from "../i18n";
import type english from "./en";

export default {
  loading: "جارٍ التحميل…",
  retry: "حاول مرة أخرى",
  cancel: "إلغاء",
  close: "إغلاق",
  back: "رجوع",
  language: "اللغة",
  skipToContent: "انتقل إلى المحتوى",
  connectionLost: "لا يوجد اتصال. نحاول من جديد…",
  errorNetwork: "تعذّر الوصول إلى الخادم. تحقّق من اتصالك ثم حاول مرة أخرى.",
  errorServer: "حدث خطأ من جانبنا. يُرجى المحاولة مرة أخرى بعد قليل.",
  errorTooMany: "محاولات كثيرة. يُرجى الانتظار قليلًا ثم المحاولة مرة أخرى.",
} satisfies Translation<typeof english>;
