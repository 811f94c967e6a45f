import { createElement, useEffect, useLayoutEffect, useRef, useState } from "react";
import { spoken } from "./readings.jsx";

const FIELDS = ["stage", "counsellor_id", "since", "identity", "meeting", "notice", "notice_minutes", "revision", "is_our_side"];

const REVISION = FIELDS.indexOf("revision");

/** A row as it stands now: what was told in codes over what was loaded, unless that is newer by a deed of staff. */
function merged(row, told, names) {
  if (row.revision > told[REVISION]) return row;
  const now = { ...row };
  FIELDS.forEach((field, at) => (now[field] = told[at]));
  now.counsellor = now.counsellor_id === row.counsellor_id ? row.counsellor : names.get(now.counsellor_id) ?? "";
  return now;
}

function compute(view, stamp, live, whose) {
  const isNews = Boolean(live?.room) && live.room === stamp.room && live.number > stamp.after;
  const told = isNews ? live.rows : null;
  const names = new Map(view.counsellors.map((one) => [one.id, one.name]));
  const loaded = view.rows.filter((row) => !told || told[row.id]);
  const rows = loaded.map((row) => (told ? merged(row, told[row.id], names) : row));
  const counts = {};
  for (const row of rows) counts[row.stage] = (counts[row.stage] ?? 0) + 1;
  const strange = rows.some((row) => row.counsellor_id && !names.has(row.counsellor_id) && !row.counsellor);
  return {
    rows: whose === "mine" ? rows.filter((row) => row.counsellor_id === view.own_id) : rows,
    notices: rows.filter((row) => row.notice),
    expected: counts.expected ?? 0,
    overdue: counts.overdue ?? 0,
    waiting: (counts.waiting ?? 0) + (counts.identified ?? 0),
    running: (counts.in_progress ?? 0) + (counts.overrun ?? 0),
    over: (counts.done ?? 0) + (counts.no_show ?? 0),
    is_missing: Boolean(told) && (Object.keys(told).length !== loaded.length || strange),
    number: isNews ? live.number : 0,
  };
}

let last = { given: [], found: null };

/** What the board shows: what was loaded, with what was told since. Never decides anything. */
export function dayNow(...given) {
  const isSame = last.found && given.every((one, at) => one === last.given[at]);
  if (!isSame) last = { given, found: compute(...given) };
  return last.found;
}

const rowsOnScreen = () => [...document.querySelectorAll("[data-interview]")];
const isTyping = (target) => Boolean(target.closest?.("input, textarea, select, [contenteditable=true]"));

/** The row that the keys act on: where the focus is, else the one whose details are open. */
function rowOf(target) {
  const chosen = document.querySelector("[data-interview][data-chosen=true]");
  return target.closest?.("[data-interview]") ?? chosen;
}

function move(target, key) {
  const rows = rowsOnScreen();
  if (!rows.length) return false;
  const here = rows.indexOf(rowOf(target));
  const steps = { ArrowDown: here + 1, ArrowUp: here < 0 ? 0 : here - 1, Home: 0, End: rows.length - 1 };
  const to = rows[Math.min(rows.length - 1, Math.max(0, steps[key]))];
  to.querySelector("[data-open]").focus();
  return true;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    if (move(event.target, event.key)) event.preventDefault();
    return;
  }
  if (event.key === "?") return document.querySelector("[data-keys-help] > summary")?.click();
  const button = /^[a-z]$/.test(event.key) && rowOf(event.target)?.querySelector(`[data-key="${event.key}"]`);
  if (!button || event.repeat) return;
  event.preventDefault();
  button.click();
}

const LOOK_MS = 100;
const JITTER_MS = 400;

/** Keys of the board, the focus that stays in its row or beside it (a panel that closes gives it back to its row), and the one live region that tells what changed. */
export function DayKeys({ now, words, onLook, className }) {
  const [said, setSaid] = useState("");
  const before = useRef(null);
  const focused = typeof document === "undefined" ? null : document.activeElement;
  const isBeside = Boolean(focused?.closest?.("aside"));
  const row = (focused?.closest && (isBeside || focused.closest("[data-interview]")) && rowOf(focused))?.dataset?.interview;
  useLayoutEffect(() => {
    if (!row || focused.isConnected) return;
    const opener = document.querySelector(`[data-interview="${row}"] [data-open]`);
    ((isBeside && document.getElementById("interview")) || opener)?.focus();
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => {
    if (!now.is_missing) return undefined;
    const timer = setTimeout(() => onLook?.(), LOOK_MS + Math.random() * JITTER_MS);
    return () => clearTimeout(timer);
  }, [now.is_missing, now.number]);
  useEffect(() => {
    const stages = new Map(now.rows.map((one) => [one.id, one]));
    const notices = new Set(now.notices.map((one) => `${one.id}${one.notice}${one.notice_minutes}`));
    if (before.current) {
      const told = now.notices.filter((one) => !before.current.notices.has(`${one.id}${one.notice}${one.notice_minutes}`));
      const came = now.rows.filter((one) => one.stage === "waiting" && before.current.stages.get(one.id)?.stage === "expected");
      const lines = [...told.map((one) => `${one.name} ${words[one.notice]}`), ...came.map((one) => `${one.name} ${words.waiting}`)];
      if (lines.length) setSaid(lines.join(" "));
    }
    before.current = { stages, notices };
  }, [now]);
  return createElement("div", { role: "status", className }, spoken(said));
}

/** Puts a template's words at the end of what stands in the note. */
export function NoteTemplates({ target, templates, look, label }) {
  const add = (text) => {
    const box = document.getElementById(target);
    const value = box.value ? `${box.value.trimEnd()}\n${text}` : text;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    box.setSelectionRange(value.length, value.length);
  };
  const buttons = Object.entries(templates).map(([code, one]) =>
    createElement("button", { key: code, type: "button", className: look.button, onClick: () => add(one.text) }, one.name),
  );
  return createElement("div", { role: "group", "aria-label": label, className: look.group }, buttons);
}
