import common from "../../shared/i18n/en";

export default {
  ...common,
  title: "Staff console",
  notYet: "Signing in and calling tickets from here comes with the next change. The API does it already.",
} as const;
