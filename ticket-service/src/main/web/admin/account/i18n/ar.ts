import type { Translation } from "../../../shared/i18n";
import type english from "./en";

export default {
  signIn: "تسجيل الدخول",
  signOut: "تسجيل الخروج",
  email: "البريد الإلكتروني",
  password: "كلمة المرور",
  forgotten: "نسيت كلمة المرور؟ يستطيع أحد مسؤولي مؤسستك إرسال رابط جديد إليك.",
  sessionOver: "انتهت جلستك. يُرجى تسجيل الدخول من جديد.",
  welcome: "أهلًا بك",
  invitationText: "اختر كلمة المرور التي ستسجّل الدخول بها.",
  invitationAccepted: "تم حفظ كلمة المرور. يمكنك تسجيل الدخول الآن.",
  setPassword: "حفظ كلمة المرور",
  currentPassword: "كلمة المرور الحالية",
  newPassword: "كلمة المرور الجديدة",
  passwordHint: "عشرة أحرف أو أكثر.",
  changePassword: "تغيير كلمة المرور",
  changePasswordText: "سيُسجَّل خروجك من جميع الأجهزة الأخرى.",
  passwordChanged: "تم تغيير كلمة المرور.",
  roleEmployee: "موظف",
  roleManager: "مدير",
  roleAdmin: "مسؤول",
  chimeOn: "رنين عندما يأتي أحد إلى طابور فارغ، وعندما يجيب العميل المُنادى",

  keysTitle: "اختصارات لوحة المفاتيح",
  keysOn: "استخدام الاختصارات",
  keysText: "لا تعمل أثناء الكتابة في حقل.",
  keysHelp: "عرض هذه المساعدة",
} satisfies Translation<typeof english>;
