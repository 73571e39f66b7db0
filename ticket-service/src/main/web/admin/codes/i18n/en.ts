export default {
  codes: "QR codes",
  codesText: "Print a code and hang it up: it opens the queue on the customer’s phone.",
  codeOf: "Code for",
  qrOf: "QR code: {name}",
  posterLine: "Scan, take a ticket, put your phone away.",
  downloadSvg: "Save as SVG",
  downloadPng: "Save as PNG",
} as const;
