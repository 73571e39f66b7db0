import type { Translation } from "../../../shared/i18n";
import type english from "./en";

export default {
  figures: "الأرقام",
  day: "اليوم",
  exportCsv: "تصدير CSV",
  served: "تمت خدمتهم",
  taken: "تذاكر مأخوذة",
  calledCount: "استدعاءات",
  medianWait: "وسيط الانتظار",
  p90Wait: "انتظر 90٪ على الأكثر",
  medianService: "وسيط الخدمة",
  noShows: "المتغيبون",
  reached: "من وصلهم الإشعار",
  byHour: "حسب الساعة",
  hour: "الساعة",
  asTable: "كجدول",
  noFigures: "لا تذاكر في هذا اليوم بعد.",
  chartSummary: "التذاكر المأخوذة والمنجزة حسب الساعة. أُخذ أكثرها الساعة {time}: {taken}.",
} satisfies Translation<typeof english>;
