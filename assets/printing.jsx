import { createElement } from "react";

/** A button that opens the browser's print dialog. */
export function PrintButton({ className, children }) {
  return createElement("button", { type: "button", className, onClick: () => window.print() }, children);
}
