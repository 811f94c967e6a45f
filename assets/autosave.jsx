import { createElement, useEffect, useRef } from "react";

const PAUSE_MS = 700;
const MAY_BE_LOST_MS = 60_000;
const AT_ONCE = "select, [type=radio], [type=checkbox], [data-at-once]";

/** What was typed on a page and may not have reached the server: address → name → value. In memory only. */
const TYPED = new Map();
const here = () => window.location.pathname + window.location.search;

const valueOf = (box) => (box.type === "checkbox" ? (box.checked ? "on" : "") : box.value);

/** Puts a typed value back into a box that was drawn anew; true where it had been lost. */
function restore(area, name, value) {
  const boxes = [...area.querySelectorAll("input, select, textarea")].filter((box) => box.name === name);
  const box = boxes.find((each) => each.type !== "radio" || each.value === value);
  if (!box || (box.type === "radio" ? box.checked : valueOf(box) === value)) return false;
  if (box.type === "checkbox" || box.type === "radio") box.checked = box.type === "radio" || value === "on";
  else box.value = value;
  if (box.dataset.controlled) box.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

/**
 * Fires on_save(name, value) a moment after typing stops, when a box is left, and when the page is hidden.
 * A page that is drawn anew (the server was away, its state forgotten) gets back what had not been saved,
 * and a box that is drawn anew while somebody types in it keeps what was typed and the focus.
 * `loaded` changes when the server has loaded the page again (the line was lost): what was sent just
 * before may have been lost with it and is sent once more.
 */
export function Autosave({ onSave, loaded, className, children }) {
  const area = useRef(null);
  const sent = useRef(new Map());
  const known = useRef(loaded);
  const save = useRef(onSave);
  save.current = onSave;
  useEffect(() => {
    if (known.current === loaded) return;
    known.current = loaded;
    for (const [name, { value, at }] of sent.current) if (Date.now() - at < MAY_BE_LOST_MS) save.current(name, value);
  }, [loaded]);
  useEffect(() => {
    const place = here();
    const typed = TYPED.get(place) ?? new Map();
    TYPED.set(place, typed);
    const waiting = new Map();
    const saved = new Map();
    const flush = (name) => {
      const pending = waiting.get(name);
      if (!pending) return;
      clearTimeout(pending.timer);
      waiting.delete(name);
      if (saved.get(name) === pending.value) return;
      saved.set(name, pending.value);
      sent.current.set(name, { value: pending.value, at: Date.now() });
      save.current(name, pending.value);
    };
    const note = (event) => {
      const box = event.target;
      if (!box.name || box.type === "password" || box.type === "hidden") return;
      const value = valueOf(box);
      typed.set(box.name, value);
      clearTimeout(waiting.get(box.name)?.timer);
      waiting.set(box.name, { value, timer: setTimeout(() => flush(box.name), PAUSE_MS) });
      if (event.type === "change" && box.matches(AT_ONCE)) flush(box.name);
    };
    const leave = (event) => flush(event.target.name);
    const focused = { name: "" };
    const arrive = (event) => (focused.name = event.target.name ?? "");
    const redrawn = new MutationObserver(() => {
      for (const [name, { value }] of waiting) restore(node, name, value);
      const isLost = focused.name && document.activeElement === document.body;
      if (isLost) [...node.querySelectorAll("input, select, textarea")].find((box) => box.name === focused.name)?.focus();
    });
    const flushAll = () => [...waiting.keys()].forEach(flush);
    const node = area.current;
    for (const [name, value] of typed) if (restore(node, name, value)) save.current(name, value);
    node.addEventListener("input", note);
    node.addEventListener("change", note);
    node.addEventListener("focusout", leave);
    node.addEventListener("focusin", arrive);
    redrawn.observe(node, { childList: true, subtree: true });
    window.addEventListener("pagehide", flushAll);
    document.addEventListener("visibilitychange", flushAll);
    return () => {
      flushAll();
      if (here() !== place) TYPED.delete(place);
      node.removeEventListener("input", note);
      node.removeEventListener("change", note);
      node.removeEventListener("focusout", leave);
      node.removeEventListener("focusin", arrive);
      redrawn.disconnect();
      window.removeEventListener("pagehide", flushAll);
      document.removeEventListener("visibilitychange", flushAll);
    };
  }, []);
  return createElement("div", { ref: area, className, "data-autosaved": true }, children);
}

const UNKEPT = new Set(["password", "hidden", "file", "submit"]);

/** The forms of this address that have been drawn: what a person sees in them is theirs; and the box last used. */
let drawn = { place: "", forms: new WeakSet(), box: null };

/** Gives forms that were drawn anew what had been typed into them; what autosaves looks after itself. */
function giveBack() {
  const place = here();
  if (drawn.place !== place) {
    TYPED.delete(drawn.place);
    drawn = { place, forms: new WeakSet(), box: null };
  }
  for (const form of document.querySelectorAll("#main form")) {
    if (drawn.forms.has(form)) continue;
    drawn.forms.add(form);
    if (form.querySelector("[data-autosaved]")) continue;
    for (const [name, value] of TYPED.get(place) ?? []) restore(form, name, value);
    const isLost = drawn.box && !drawn.box.isConnected && document.activeElement === document.body;
    if (isLost) [...form.elements].find((box) => box.name === drawn.box.name)?.focus();
  }
}

/** Remembers what stood in the boxes before the script came: nobody has told it of that. */
function rememberEarly() {
  for (const box of document.querySelectorAll("#main form :is(input, textarea)")) {
    const isTick = box.type === "checkbox" || box.type === "radio";
    if (isTick ? box.checked && !box.defaultChecked : box.value !== box.defaultValue) remember({ target: box });
  }
  hold({ target: document.activeElement });
}

const hold = ({ target: box }) => (drawn.box = box.form && box.name ? box : null);

function remember({ target: box }) {
  if (!box.form || !box.name || UNKEPT.has(box.type) || box.closest("[data-autosaved]")) return;
  const place = here();
  if (!TYPED.has(place)) TYPED.set(place, new Map());
  TYPED.get(place).set(box.name, valueOf(box));
}

/** Keeps what is typed into any form of the page until its address changes, for the case that it is drawn anew. */
export function KeepsTyped() {
  useEffect(() => {
    giveBack();
    rememberEarly();
    const observer = new MutationObserver(giveBack);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("input", remember);
    document.addEventListener("change", remember);
    document.addEventListener("focusin", hold);
    return () => {
      observer.disconnect();
      document.removeEventListener("input", remember);
      document.removeEventListener("change", remember);
      document.removeEventListener("focusin", hold);
    };
  }, []);
  return null;
}
