import { createElement, useEffect, useLayoutEffect, useRef, useState } from "react";
import { cellsOf, filled, isBookable, isMoving, markOf, phraseOf, say } from "./month_cells.js";
import { spoken } from "./readings.jsx";

export { say };

const GONE = ["none", 0];
const NO_TIME = { slot_id: 0, label: {} };
/** So many full times may stand before the first free one; where there are more, a button leads to it. */
const FULL_IN_SIGHT = 3;
const isOwn = (cell) => !isMoving(cell.state);

/** Words in which what is said of one state is said of another; all else in them stays. */
function swapped(words, kind, from, to) {
  const said = [filled(phraseOf(from[0])[kind], { n: from[1] }), filled(phraseOf(to[0])[kind], { n: to[1] })];
  const found = {};
  for (const [language, text] of Object.entries(words)) {
    const [old, now] = [said[0][language], said[1][language]];
    found[language] = old ? text.replace(old, () => now) : now;
  }
  return found;
}

/** A time as it stands now; one that is the person's own is nobody else's news. */
function merged(cell, now) {
  const was = [cell.state, cell.seats];
  if (!isMoving(was[0]) || !isMoving(now[0]) || (was[0] === now[0] && was[1] === now[1])) return cell;
  return {
    ...cell,
    state: now[0],
    seats: now[1],
    mark: markOf(now[0]),
    name: swapped(cell.name, "long", was, now),
    short: swapped(cell.short, "short", was, now),
    is_bookable: isBookable(now[0]),
  };
}

function compute(month, morning, afternoon, nearest, dayState, nextFreeOn, nextFree, stamp, live) {
  const isNews = Boolean(live?.room) && live.room === stamp.room && live.number > stamp.after;
  const times = isNews ? live.times : {};
  const ofTime = (cell) => (isNews ? merged(cell, times[cell.slot_id] ?? GONE) : cell);
  const cells = cellsOf(month, isNews ? live.days : null);
  const listed = cells.filter((cell) => cell.is_bookable || cell.was_bookable);
  const halves = [morning.map(ofTime), afternoon.map(ofTime)];
  const all = halves.flat();
  const free = all.filter((cell) => cell.is_bookable).length;
  const first = all.findIndex((cell) => cell.is_bookable);
  const { title, has_previous, has_next } = month;
  return {
    month: { title, has_previous, has_next, cells },
    listed,
    morning: halves[0],
    afternoon: halves[1],
    nearest: nearest.map(ofTime),
    free_days: listed.filter((cell) => cell.is_bookable).length,
    free_times: free,
    day_state: dayState === "open" || dayState === "full" ? (free ? "open" : "full") : dayState,
    next_free_on: isNews ? live.next_free_on : nextFreeOn,
    next_free: isNews ? live.next_free : nextFree,
    number: isNews ? live.number : 0,
    first_free: first > FULL_IN_SIGHT ? all[first] : NO_TIME,
    is_own_stirred: all.some((cell) => isOwn(cell) && times[cell.slot_id] && times[cell.slot_id][1] !== cell.seats),
  };
}

let last = { given: [], found: null };

/** What the page shows: what was loaded, with the seats that were told since. Never decides anything. */
export function seatsNow(...given) {
  const isSame = last.found && given.every((one, at) => one === last.given[at]);
  if (!isSame) last = { given, found: compute(...given) };
  return last.found;
}

const QUIET_MS = 2000;
const MOST_JITTER_MS = 300;

/** Lets what has just changed light up once; the stylesheet says how, and for whom not at all. */
function flash(selector) {
  for (const element of document.querySelectorAll(selector)) {
    element.removeAttribute("data-changed");
    void element.offsetWidth;
    element.setAttribute("data-changed", "");
    element.addEventListener("animationend", () => element.removeAttribute("data-changed"), { once: true });
  }
}

function selectors(now) {
  const found = new Map();
  for (const cell of now.month.cells) found.set(`[data-day="${cell.iso}"]`, `${cell.state}${cell.seats}`);
  for (const cell of [...now.morning, ...now.afternoon]) {
    found.set(`[data-slot="${cell.slot_id}"]`, `${cell.state}${cell.seats}`);
  }
  return found;
}

/** Flashes what a message changed; what a person has loaded is new as a whole. */
function useFlashes(now) {
  const before = useRef({ number: 0, cells: new Map() });
  useEffect(() => {
    const cells = selectors(now);
    if (now.number && now.number !== before.current.number) {
      for (const [selector, state] of cells) {
        const was = before.current.cells.get(selector);
        if (was !== undefined && was !== state) flash(selector);
      }
    }
    before.current = { number: now.number, cells };
  }, [now]);
}

/** Where the focused control has gone, the focus goes to the heading of its section. */
function useKeptFocus() {
  const focused = typeof document === "undefined" ? null : document.activeElement;
  const section = focused?.closest("section");
  useLayoutEffect(() => {
    if (!focused || focused.isConnected || !section?.isConnected) return;
    section.querySelector("h2")?.focus({ preventScroll: true });
  });
}

/** What is read out: how many times of the day shown are free, once things are quiet; the time chosen at once. */
function useTold(day, free, slot, isLost) {
  const [told, setTold] = useState({ kind: "" });
  const known = useRef({ day: "", slot: 0, isLost: false });
  useEffect(() => {
    const isNewDay = known.current.day !== day;
    known.current.day = day;
    if (!day) return setTold({ kind: "" });
    const tell = () => setTold({ kind: "count", free });
    if (isNewDay) return tell();
    const timer = setTimeout(tell, QUIET_MS);
    return () => clearTimeout(timer);
  }, [day, free]);
  useEffect(() => {
    const was = known.current;
    const isAboutSame = was.slot === slot;
    if (isLost) setTold({ kind: "lost" });
    else if (isAboutSame && was.isLost) setTold({ kind: "back" });
    known.current = { ...was, slot, isLost };
  }, [slot, isLost]);
  return told;
}

/** The only live region of seats; it also asks the server again where a change may concern this very person. */
export function SeatNews({ now, day, slot, lost, count, full, back, className, onLook }) {
  useKeptFocus();
  useFlashes(now);
  const told = useTold(day, now.free_times, slot, Boolean(lost));
  const chosen = [...now.morning, ...now.afternoon].find((cell) => slot && cell.slot_id === slot);
  const isMoved = chosen && !isOwn(chosen) && chosen.is_bookable === Boolean(lost);
  const mustLook = Boolean(now.number && (isMoved || now.is_own_stirred));
  useEffect(() => {
    if (!mustLook) return undefined;
    const timer = setTimeout(() => onLook?.(), Math.random() * MOST_JITTER_MS);
    return () => clearTimeout(timer);
  }, [mustLook, now.number]);
  const said = { count: told.free ? count.replace("[n]", told.free) : full, lost, back };
  return createElement("div", { role: "status", className }, spoken(said[told.kind] ?? ""));
}
