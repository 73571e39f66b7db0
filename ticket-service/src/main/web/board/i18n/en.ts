import common from "../../shared/i18n/en";

export default {
  ...common,
  title: "Board",
  notYet: "The public display comes with the next change. The API has its content already.",
} as const;
