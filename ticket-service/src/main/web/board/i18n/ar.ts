import common from "../../shared/i18n/ar";
import type { Translation } from "../../shared/i18n";
import type english from "./en";

export default {
  ...common,
  title: "شاشة العرض",
  waiting: {
    zero: "لا أحد في الانتظار",
    one: "شخص واحد في الانتظار",
    two: "شخصان في الانتظار",
    few: "{n} أشخاص في الانتظار",
    many: "{n} شخصًا في الانتظار",
    other: "{n} شخص في الانتظار",
  },
  called: "النداء الآن",
  before: "نداءات سابقة",
  goTo: "يُرجى التوجه إلى",
  comeForward: "يُرجى التقدم",
  alert: "{number}، يُرجى التوجه إلى {counter}",
  alertNoCounter: "{number}، يُرجى التقدم",
  speech: "التذكرة {number}، يُرجى التوجه إلى {counter}",
  speechNoCounter: "التذكرة {number}، يُرجى التقدم",
  nobodyYet: "لم يُنادَ على أحد بعد",
  nobodyYetHint: "سيظهر الرقم التالي هنا.",
  pressForSound: "اضغط مرة واحدة لتشغيل الصوت",
  lost: "لا يوجد اتصال. آخر تحديث {time}.",
  unknownTitle: "لا يوجد طابور بهذا العنوان",
  unknownHint: "تحقّق من عنوان هذه الشاشة، أو افتحها من جديد من لوحة الموظفين.",
  choose: "ماذا تعرض هذه الشاشة؟",
  wholeDepartment: "القسم بأكمله",
  howTitle: "لا تعرف هذه الشاشة بعد ماذا تعرض",
  howHint: "افتحها مع ?org= والاسم المختصر للمؤسسة، أو مع ?service= أو ?department= والمعرّف.",
} satisfies Translation<typeof english>;
