import common from "../../shared/i18n/en";

export default {
  ...common,
  title: "Nextup",
  notYet: "Taking a ticket from here comes with the next change. The API does it already.",
} as const;
