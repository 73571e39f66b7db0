import common from "../../shared/i18n/en";
import account from "../account/i18n/en";
import codes from "../codes/i18n/en";
import desk from "../desk/i18n/en";
import figures from "../figures/i18n/en";
import log from "../log/i18n/en";

/** What the whole console says; what one of its areas says stands there. */
export default {
  ...common,
  ...account,
  ...codes,
  ...desk,
  ...figures,
  ...log,
  title: "Staff console",
  navigation: "Screens",
  desk: "Desk",
  account: "Account",

  manage: "Management",

  underAMinute: "< 1 min",
  minutes: { other: "{n} min" },
  hoursAndMinutes: "{hours} h {minutes} min",

  errorLoginFailed: "E-mail or password is wrong.",
  errorWrongPassword: "The current password is wrong.",
  errorPasswordLength: "Please use 10 characters or more, up to 72.",
  errorInvitation: "This link is no longer good: it was used, replaced or is older than seven days. Ask for a new one.",
  errorWait: {
    one: "Too many attempts. Please wait a minute and try again.",
    other: "Too many attempts. Please try again in {n} minutes.",
  },
  errorQueueClosed: "This service takes no new tickets now.",
  errorQueueFull: "All tickets of today are taken.",
  errorCounterBusy: "Another ticket is at this counter. Finish it first.",
  errorRecallLimit: "This ticket was called as often as the service allows. If nobody comes, mark it as missed.",
  errorTransfer: "The ticket cannot be transferred there.",
  errorUnknownQueue: "This queue no longer exists, or it is not yours. Please choose again where you work.",
  errorUnknownCounter: "This counter no longer exists. Please choose again where you work.",
  errorUnknownTicket: "This ticket no longer exists.",
  errorEmailTaken: "There is a member with this e-mail address already.",
  errorLastAdmin: "The organisation needs an admin. Make somebody else admin first.",
  errorPrefixTaken: "Another service uses these letters. Please choose others.",
  errorServiceInUse: "People are still waiting there, or were missed. Serve them or reset the queue first; put back and cancel who was missed.",
  errorCounterInUse: "A ticket is at this counter. Finish it first.",
  errorLogoTooLarge: "The picture is too large: 48 KB at most.",
  errorLogoNotUsable: "Please use a PNG, JPEG or WebP picture of 16 to 2048 pixels.",
  errorMissing: "Please fill this in.",
  errorMissingFields: "Please fill in what is missing.",
  errorInvalid: "Please check what you entered.",
  errorForbidden: "Your role does not allow this.",
  errorOutOfScope: "You do not work for this department. Ask an admin.",
  errorGone: "This is no longer there. Please load the page again.",
  errorTooManyWords: "There are as many messages of your own as there can be. Remove one first.",
  errorAlreadyClaimed: "The customer has this ticket on a device already.",
  errorTooLarge: "This is too much at once. Please shorten it.",
  errorRefused: "This was refused. Please load the page again and check what you entered.",
} as const;
