import { createElement, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Readings } from "./readings.jsx";

const CONTROLS = "input:not([type=hidden]), select, textarea, button";

/** The control that a name stands for: by id, by name (whichever is to be seen), or the first inside a group. */
function controlOf(name) {
  const named = [document.getElementById(name), ...document.getElementsByName(name)].filter(Boolean);
  const found = named.find((one) => one.getClientRects().length) ?? named[0];
  return found?.matches(CONTROLS) ? found : (found?.querySelector(CONTROLS) ?? found);
}

/** The box of errors: takes the focus each time a new list arrives, its links go to the fields. */
export function ErrorBox({ lines, className, children }) {
  const box = useRef(null);
  const count = lines?.length ?? 0;
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [lines, count]);
  const follow = (event) => {
    const link = event.target.closest?.("a[href^='#']");
    const control = link && controlOf(decodeURIComponent(link.hash.slice(1)));
    if (!control) return;
    event.preventDefault();
    control.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  };
  const props = { ref: box, tabIndex: -1, role: "alert", className, onClick: follow };
  return count > 0 ? createElement("div", props, children) : null;
}

/** Carries what was typed over to the box that takes its place under the same id, and the focus with it. */
export function TypedKept({ inputId, shown }) {
  const box = useRef(null);
  const hadFocus = box.current !== null && document.activeElement === box.current;
  useLayoutEffect(() => {
    const [was, now] = [box.current, document.getElementById(inputId)];
    box.current = now;
    if (!was || !now || was === now) return;
    if (was.value && !now.value) now.value = was.value;
    if (hadFocus) now.focus({ preventScroll: true });
  }, [inputId, shown]);
  return null;
}

/** Shows what was typed into a password box, and hides it again before the form is sent. */
export function PasswordToggle({ inputId, show, hide, className }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const input = document.getElementById(inputId);
    if (!input) return undefined;
    input.type = isShown ? "text" : "password";
    const conceal = () => setShown(false);
    input.form?.addEventListener("submit", conceal);
    return () => input.form?.removeEventListener("submit", conceal);
  }, [inputId, isShown]);
  const props = {
    type: "button",
    className,
    "aria-controls": inputId,
    "aria-pressed": isShown,
    onClick: () => setShown(!isShown),
  };
  const words = createElement(Readings, { text: isShown ? hide : show });
  return createElement("button", props, createElement("span", null, words));
}

const RULES = {
  length: (text) => [...text].length >= 10 && [...text].length <= 64,
  upper: (text) => /[A-Z]/.test(text),
  lower: (text) => /[a-z]/.test(text),
  digit: (text) => /[0-9]/.test(text),
  symbol: (text) => /[\p{P}\p{S}]/u.test(text),
};

/** Says while typing which conditions a password meets; the password stays in the browser. */
export function PasswordConditions({ inputId, labels, met, missing, className }) {
  const [text, setText] = useState("");
  useEffect(() => {
    const input = document.getElementById(inputId);
    if (!input) return undefined;
    const read = () => setText(input.value.normalize("NFKC"));
    read();
    input.addEventListener("input", read);
    return () => input.removeEventListener("input", read);
  }, [inputId]);
  const item = ([name, holds]) => {
    const isMet = holds(text);
    const mark = createElement("span", { "aria-hidden": true, className: "condition-mark" }, isMet ? "✓" : "・");
    const state = createElement("span", { className: "sr-only" }, isMet ? met : missing);
    const words = createElement(Readings, { text: labels[name] });
    return createElement("li", { key: name, "data-met": isMet }, mark, words, state);
  };
  return createElement("ul", { className, id: `${inputId}-conditions` }, Object.entries(RULES).map(item));
}
