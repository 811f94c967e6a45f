import { createElement as h, useEffect, useRef, useState } from "react";
import { Readings } from "./readings.jsx";

const INPUTS = "input:not([type=hidden]):not([hidden]), select, textarea";
const keysIn = (text) => text.split(",").filter(Boolean);
const newKey = () => `r${Date.now().toString(36)}`;

const PATIENCE_MS = 5000;

/**
 * Adds and removes rows: an input of the form lists their keys, and telling it (as Autosave does) draws
 * the form anew. A removed row's boxes stay in the draft, so that it can be brought back as it was.
 * The focus goes to what came, unless somebody has gone on to another box meanwhile.
 */
export function Rows({ name, rows, startsWithRow, removed, undo, className, looks, children }) {
  const box = useRef(null);
  const carrier = useRef(null);
  const back = useRef(null);
  const told = useRef({ waiting: 0, at: 0 });
  const wish = useRef("");
  const [gone, setGone] = useState(null);
  const rowOf = (key) => [...box.current.querySelectorAll("[data-row]")].find((one) => one.dataset.row === key);

  useEffect(() => {
    // What the server says holds (another tab may have added rows), unless it answers an earlier word of ours.
    told.current.waiting = Math.max(0, told.current.waiting - 1);
    if (!told.current.waiting) carrier.current.value = rows;
    const row = wish.current && rowOf(wish.current);
    if (!row) return;
    wish.current = "";
    const isElsewhere = document.activeElement?.matches(INPUTS);
    if (!isElsewhere) row.querySelector(INPUTS)?.focus();
  }, [rows]);
  useEffect(() => {
    if (gone) back.current?.focus();
  }, [gone]);

  const tell = (keys) => {
    const isLate = Date.now() - told.current.at > PATIENCE_MS;
    told.current = { waiting: isLate ? 1 : told.current.waiting + 1, at: Date.now() };
    carrier.current.value = keys.join(",");
    carrier.current.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const add = () => {
    if (wish.current && Date.now() - told.current.at < PATIENCE_MS) return;
    wish.current = newKey();
    setGone(null);
    tell([...keysIn(carrier.current.value), wish.current]);
  };
  const remove = (key) => {
    const keys = keysIn(carrier.current.value);
    const at = keys.indexOf(key);
    if (at < 0) return;
    const left = keys.filter((one) => one !== key);
    setGone({ key, at, title: rowOf(key)?.dataset.title ?? "" });
    tell(left.length || !startsWithRow ? left : [newKey()]);
  };
  const restore = () => {
    const keys = keysIn(carrier.current.value);
    wish.current = gone.key;
    setGone(null);
    tell([...keys.slice(0, gone.at), gone.key, ...keys.slice(gone.at)]);
  };
  const onClick = (event) => {
    const button = event.target.closest("[data-add], [data-remove]");
    if (!button || !box.current.contains(button) || button.getAttribute("aria-disabled") === "true") return;
    if (button.dataset.remove) remove(button.dataset.remove);
    else add();
  };
  const note = gone ? removed.replace("[row]", gone.title) : "";
  return h(
    "div",
    { ref: box, className, onClick },
    h("input", { ref: carrier, type: "text", hidden: true, readOnly: true, name, defaultValue: rows, "data-at-once": true }),
    children,
    h(
      "div",
      { className: gone ? looks.gone : "" },
      h("p", { role: "status" }, h(Readings, { text: note })),
      gone &&
        h("button", { ref: back, type: "button", onClick: restore, className: looks.undo }, h("span", null, h(Readings, { text: undo }))),
    ),
  );
}
