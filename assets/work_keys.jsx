import { useEffect } from "react";

const isTyping = (target) => Boolean(target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]"));
const rows = () => [...document.querySelectorAll("[data-row]")];

function move(target, key) {
  const all = rows();
  if (!all.length || target.closest?.("[role=radiogroup], fieldset")) return false;
  const here = all.indexOf(target.closest?.("[data-row]"));
  const steps = { ArrowDown: here + 1, ArrowUp: here < 0 ? 0 : here - 1, Home: 0, End: all.length - 1 };
  const to = all[Math.min(all.length - 1, Math.max(0, steps[key]))];
  to.querySelector("[data-open]")?.focus();
  return true;
}

/** The element of a key: in the row that has the focus, else anywhere on the page. */
function bearer(target, key) {
  const own = `[data-key="${key}"]`;
  return target.closest?.("[data-row]")?.querySelector(own) ?? document.querySelector(`${own}:not([data-row] *)`);
}

function act(element) {
  const folded = element.closest("details:not([open])");
  if (folded && element.tagName !== "SUMMARY") folded.open = true;
  if (element.hasAttribute("data-goes")) {
    element.scrollIntoView({ block: "center" });
    element.focus();
    return;
  }
  element.click();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    if (move(event.target, event.key)) event.preventDefault();
    return;
  }
  if (event.key === "?") return document.querySelector("[data-keys-help] > summary")?.click();
  const found = /^[a-z]$/.test(event.key) && bearer(event.target, event.key);
  if (!found || event.repeat) return;
  event.preventDefault();
  act(found);
}

/** Keys of a list or a case: arrows move between [data-row], a letter acts on its [data-key]; off while one types. */
export function WorkKeys() {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
