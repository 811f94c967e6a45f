import { createElement, useEffect, useRef } from "react";

const PAUSE_MS = 700;

/** Fires on_save(name, value) a moment after typing stops, when a box is left, and when the page is hidden. */
export function Autosave({ onSave, className, children }) {
  const area = useRef(null);
  const save = useRef(onSave);
  save.current = onSave;
  useEffect(() => {
    const waiting = new Map();
    const saved = new Map();
    const flush = (name) => {
      const pending = waiting.get(name);
      if (!pending) return;
      clearTimeout(pending.timer);
      waiting.delete(name);
      if (saved.get(name) === pending.value) return;
      saved.set(name, pending.value);
      save.current(name, pending.value);
    };
    const note = (event) => {
      const box = event.target;
      if (!box.name || box.type === "password" || box.type === "hidden") return;
      const value = box.type === "checkbox" ? (box.checked ? "on" : "") : box.value;
      clearTimeout(waiting.get(box.name)?.timer);
      waiting.set(box.name, { value, timer: setTimeout(() => flush(box.name), PAUSE_MS) });
      if (event.type === "change" && box.matches("select, [type=radio], [type=checkbox]")) flush(box.name);
    };
    const leave = (event) => flush(event.target.name);
    const flushAll = () => [...waiting.keys()].forEach(flush);
    const node = area.current;
    node.addEventListener("input", note);
    node.addEventListener("change", note);
    node.addEventListener("focusout", leave);
    window.addEventListener("pagehide", flushAll);
    document.addEventListener("visibilitychange", flushAll);
    return () => {
      flushAll();
      node.removeEventListener("input", note);
      node.removeEventListener("change", note);
      node.removeEventListener("focusout", leave);
      window.removeEventListener("pagehide", flushAll);
      document.removeEventListener("visibilitychange", flushAll);
    };
  }, []);
  return createElement("div", { ref: area, className }, children);
}
