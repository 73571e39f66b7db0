import common from "../../shared/i18n/ar";
import type { Translation } from "../../shared/i18n";
import account from "../account/i18n/ar";
import codes from "../codes/i18n/ar";
import desk from "../desk/i18n/ar";
import figures from "../figures/i18n/ar";
import log from "../log/i18n/ar";
import type english from "./en";

export default {
  ...common,
  ...account,
  ...codes,
  ...desk,
  ...figures,
  ...log,
  title: "لوحة الموظفين",
  navigation: "الشاشات",
  desk: "المكتب",
  account: "الحساب",

  manage: "الإدارة",

  underAMinute: "أقل من دقيقة",
  minutes: { zero: "{n} دقيقة", one: "دقيقة واحدة", two: "دقيقتان", few: "{n} دقائق", many: "{n} دقيقة", other: "{n} دقيقة" },
  hoursAndMinutes: "{hours} س {minutes} د",

  errorLoginFailed: "البريد الإلكتروني أو كلمة المرور غير صحيحة.",
  errorWrongPassword: "كلمة المرور الحالية غير صحيحة.",
  errorPasswordLength: "يُرجى استخدام 10 أحرف على الأقل و72 على الأكثر.",
  errorInvitation: "لم يعد هذا الرابط صالحًا: استُخدم أو استُبدل أو مضى عليه أكثر من سبعة أيام. اطلب رابطًا جديدًا.",
  errorWait: {
    zero: "محاولات كثيرة. يُرجى المحاولة بعد قليل.",
    one: "محاولات كثيرة. يُرجى المحاولة بعد دقيقة.",
    two: "محاولات كثيرة. يُرجى المحاولة بعد دقيقتين.",
    few: "محاولات كثيرة. يُرجى المحاولة بعد {n} دقائق.",
    many: "محاولات كثيرة. يُرجى المحاولة بعد {n} دقيقة.",
    other: "محاولات كثيرة. يُرجى المحاولة بعد {n} دقيقة.",
  },
  errorQueueClosed: "لا تستقبل هذه الخدمة تذاكر جديدة الآن.",
  errorQueueFull: "نفدت تذاكر اليوم.",
  errorCounterBusy: "توجد تذكرة أخرى عند هذا الشباك. أنهها أولًا.",
  errorRecallLimit: "استُدعيت هذه التذكرة بقدر ما تسمح به الخدمة. إن لم يأتِ أحد فسجّلها غائبة.",
  errorTransfer: "لا يمكن تحويل التذكرة إلى هناك.",
  errorUnknownQueue: "لم يعد هذا الطابور موجودًا أو ليس من عملك. يُرجى اختيار مكان عملك من جديد.",
  errorUnknownCounter: "لم يعد هذا الشباك موجودًا. يُرجى اختيار مكان عملك من جديد.",
  errorUnknownTicket: "لم تعد هذه التذكرة موجودة.",
  errorEmailTaken: "يوجد عضو بهذا البريد الإلكتروني.",
  errorLastAdmin: "تحتاج المؤسسة إلى مسؤول. عيّن شخصًا آخر أولًا.",
  errorPrefixTaken: "تستخدم خدمة أخرى هذه الحروف. يُرجى اختيار غيرها.",
  errorServiceInUse: "ما زال هناك من ينتظر أو من فاته دوره. اخدمهم أو أعد ضبط الطابور أولًا، وأعد من فاته دوره ثم ألغِ تذكرته.",
  errorCounterInUse: "توجد تذكرة عند هذا الشباك. أنهها أولًا.",
  errorLogoTooLarge: "الصورة كبيرة جدًا: 48 كيلوبايت على الأكثر.",
  errorLogoNotUsable: "يُرجى استخدام صورة PNG أو JPEG أو WebP بين 16 و2048 بكسل.",
  errorMissing: "يُرجى ملء هذا الحقل.",
  errorMissingFields: "يُرجى إكمال الناقص.",
  errorInvalid: "يُرجى التحقق مما أدخلته.",
  errorForbidden: "دورك لا يسمح بذلك.",
  errorOutOfScope: "لست من العاملين في هذا القسم. اسأل أحد المسؤولين.",
  errorGone: "لم يعد هذا موجودًا. يُرجى إعادة تحميل الصفحة.",
  errorTooManyWords: "بلغت رسائلكم الخاصة أقصى عدد ممكن. أزل واحدة أولًا.",
  errorAlreadyClaimed: "هذه التذكرة على جهاز العميل بالفعل.",
  errorTooLarge: "هذا كثير دفعة واحدة. يُرجى اختصاره.",
  errorRefused: "رُفض هذا. يُرجى إعادة تحميل الصفحة والتحقق مما أدخلته.",
} satisfies Translation<typeof english>;
