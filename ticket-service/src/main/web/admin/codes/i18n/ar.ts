import type { Translation } from "../../../shared/i18n";
import type english from "./en";

export default {
  codes: "رموز QR",
  codesText: "اطبع رمزًا وعلّقه: يفتح الطابور على هاتف العميل.",
  codeOf: "رمز لـ",
  qrOf: "رمز QR: {name}",
  posterLine: "امسح الرمز وخذ تذكرتك وضع هاتفك جانبًا.",
  downloadSvg: "حفظ بصيغة SVG",
  downloadPng: "حفظ بصيغة PNG",
} satisfies Translation<typeof english>;
