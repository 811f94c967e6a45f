import { createElement, useEffect, useRef } from "react";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const MONTHS = { PageUp: "previous", PageDown: "next" };

const daysOf = (box) => [...box.querySelectorAll("[data-day]")];
const position = (day) => Number(day.id.slice("day-".length));

/** Only one day is in the tab order: the chosen one, else the first that can be chosen. */
function keepOneTabStop(box, wanted) {
  const days = daysOf(box);
  const stop =
    wanted ??
    days.find((day) => day.getAttribute("aria-pressed") === "true") ??
    days.find((day) => day.getAttribute("aria-disabled") === "false") ??
    days[0];
  for (const day of days) day.tabIndex = day === stop ? 0 : -1;
  return stop;
}

/** The day that a key leads to: a position inside this month, or a step beyond its edge. */
function target(key, day, days) {
  const at = position(day);
  const first = position(days[0]);
  const last = position(days[days.length - 1]);
  const inWeek = at % 7;
  if (key === "Home") return { at: Math.max(first, at - inWeek) };
  if (key === "End") return { at: Math.min(last, at + 6 - inWeek) };
  const next = at + STEPS[key];
  if (next < first) return { month: "previous", fromEnd: first - next };
  if (next > last) return { month: "next", fromStart: next - last };
  return { at: next };
}

/** The day to focus once another month has come. */
function landing(wish, days) {
  if (wish.fromEnd) return days[days.length - wish.fromEnd];
  return days[Math.min(wish.fromStart ?? wish.sameDay, days.length) - 1];
}

/** Arrow keys in the month's table, without a round trip per key. */
export function CalendarKeys({ month, className, children }) {
  const box = useRef(null);
  const wish = useRef(null);
  useEffect(() => {
    const days = daysOf(box.current);
    const day = wish.current && days.length ? landing(wish.current, days) : undefined;
    const stop = keepOneTabStop(box.current, day);
    if (wish.current) stop?.focus();
    wish.current = null;
  }, [month]);
  useEffect(() => {
    if (!box.current.contains(document.activeElement)) keepOneTabStop(box.current);
  });
  const turn = (side, then) => {
    const button = box.current.querySelector(`[data-month=${side}]`);
    if (button?.getAttribute("aria-disabled") !== "false") return;
    wish.current = then;
    button.click();
  };
  const onKeyDown = (event) => {
    const day = event.target.closest?.("[data-day]");
    const isOurs = event.key in STEPS || event.key in MONTHS || event.key === "Home" || event.key === "End";
    if (!day || !isOurs || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const days = daysOf(box.current);
    if (event.key in MONTHS) return turn(MONTHS[event.key], { sameDay: days.indexOf(day) + 1 });
    const goal = target(event.key, day, days);
    if (goal.month) return turn(goal.month, goal);
    keepOneTabStop(box.current, document.getElementById(`day-${goal.at}`))?.focus();
  };
  return createElement("div", { ref: box, className, onKeyDown }, children);
}
