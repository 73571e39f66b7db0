/** Said by more than one app. */
export default {
  loading: "Loading…",
  retry: "Try again",
  cancel: "Cancel",
  close: "Close",
  back: "Back",
  language: "Language",
  skipToContent: "Skip to content",
  connectionLost: "No connection. Trying again…",
  errorNetwork: "The server could not be reached. Check your connection and try again.",
  errorServer: "Something went wrong on our side. Please try again in a moment.",
  errorTooMany: "Too many attempts. Please wait a moment and try again.",
} as const;
