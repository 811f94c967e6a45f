import { createElement as h, useRef, useState } from "react";
import { Readings, spoken } from "./readings.jsx";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const READING = /\{([^{}|]+)\|([^{}|]+)\}/g;
const BLANK = new Set(["Delete", "Backspace", "-"]);
const words = (text) => h(Readings, { text });

/** A day in one sentence, for assistive technology. */
const saying = (day, mark, none) => spoken(`${day.name} ${mark ? `${mark.sign} ${mark.label}` : none}`);

function Month({ month, weekdays, looks, cell }) {
  const weeks = [];
  for (let at = 0; at < month.days.length; at += 7) weeks.push(month.days.slice(at, at + 7));
  const head = weekdays.map((one, at) =>
    h(
      "th",
      { key: at, scope: "col", className: looks.weekday },
      h("span", { "aria-hidden": true }, words(one.short)),
      h("span", { className: "sr-only" }, spoken(one.long)),
    ),
  );
  const rows = weeks.map((week, at) =>
    h("tr", { key: at }, week.map((day, place) => h("td", { key: place, className: looks.cell }, cell(day)))),
  );
  return h(
    "table",
    { className: looks.table },
    h("caption", { className: looks.title }, words(month.title)),
    h("thead", null, h("tr", null, head)),
    h("tbody", null, rows),
  );
}

const outside = (day, looks) => h("span", { className: looks.outside, "aria-hidden": true }, day.day || "");
const shown = (day, mark, looks) => [
  h("span", { key: "day", className: "tabular-nums" }, day.day),
  h("span", { key: "sign", className: looks.sign, "aria-hidden": true }, mark?.sign ?? ""),
];

/** How many days have each mark. */
function Counts({ days, marks, codeOf, told, looks }) {
  const lines = marks.map((mark) => {
    const count = days.filter((day) => codeOf(day) === mark.code).length;
    const filled = { "[sign]": mark.sign, "[label]": mark.label, "[count]": count };
    return h("li", { key: mark.code }, words(told.count.replace(/\[\w+\]/g, (name) => filled[name] ?? name)));
  });
  return h("ul", { className: looks.counts }, lines);
}

/** The months as they were marked, for reading only. */
export function MarkedMonths({ months, marks, told, looks }) {
  const byCode = new Map(marks.map((mark) => [mark.code, mark]));
  const days = months.flatMap((month) => month.days).filter((day) => day.is_open || day.code);
  const cell = (day) => {
    if (!day.is_open && !day.code) return outside(day, looks);
    const mark = byCode.get(day.code);
    const label = h("span", { key: "label", className: "sr-only" }, spoken(mark ? mark.label : told.none));
    return h("span", { className: looks.read, "data-mark": day.code || undefined }, shown(day, mark, looks), label);
  };
  const drawn = months.map((month) => h(Month, { key: month.title, month, weekdays: told.weekdays, looks, cell }));
  const counts = h(Counts, { days, marks, told, looks, codeOf: (day) => day.code });
  return h("div", { className: looks.box }, h("div", { className: looks.months }, drawn), counts);
}

function DayBox({ day, marks, told, looks, code, onChange }) {
  const options = marks.map((mark) =>
    h("option", { key: mark.code, value: mark.code }, `${mark.sign} ${mark.label.replace(READING, "$1（$2）")}`),
  );
  return h(
    "label",
    { className: looks.line },
    h("span", null, words(day.name)),
    h(
      "select",
      { name: day.input_name, value: code, onChange, className: looks.select, "data-controlled": true },
      h("option", { value: "" }, told.blank),
      options,
    ),
  );
}

/**
 * Days to be marked: one press goes from blank through every mark and back. Each day is a select in the
 * list below the months, which the form sends; a day's button sets it, so that both always agree.
 */
export function MarkCalendar({ months, marks, told, looks }) {
  const box = useRef(null);
  const [touched, setTouched] = useState({});
  const [stop, setStop] = useState("");
  const [news, setNews] = useState("");
  const days = months.flatMap((month) => month.days).filter((day) => day.is_open || day.code);
  const byCode = new Map(marks.map((mark) => [mark.code, mark]));
  const codeOf = (day) => touched[day.iso] ?? day.code;
  const canMark = (day) => day.can_mark;
  const first = days.find((day) => day.iso === stop) ?? days.find(canMark) ?? days[0];

  const selectOf = (day) => [...box.current.querySelectorAll("select")].find((one) => one.name === day.input_name);
  const mark = (day, code) => {
    if (!canMark(day)) return setNews(spoken(`${day.name} ${told.closed}`));
    const select = selectOf(day);
    select.value = code;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const take = (day) => (event) => {
    const code = event.target.value;
    setTouched((before) => ({ ...before, [day.iso]: code }));
    setNews(saying(day, byCode.get(code), told.none));
  };
  const next = (day) => {
    const codes = ["", ...marks.map((one) => one.code)];
    mark(day, codes[(codes.indexOf(codeOf(day)) + 1) % codes.length]);
  };
  const go = (event, at) => {
    const day = days[Math.max(0, Math.min(days.length - 1, at))];
    event.preventDefault();
    setStop(day.iso);
    box.current.querySelector(`[data-day="${day.iso}"]`)?.focus();
  };
  const onKeyDown = (event) => {
    const at = days.findIndex((day) => day.iso === event.target.dataset?.day);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const day = days[at];
    const set = marks.find((one) => one.key === event.key.toLowerCase());
    if (event.key in STEPS) go(event, at + STEPS[event.key]);
    else if (event.key === "Home") go(event, 0);
    else if (event.key === "End") go(event, days.length - 1);
    else if (set || BLANK.has(event.key)) {
      event.preventDefault();
      mark(day, set ? set.code : "");
    }
  };
  const cell = (day) => {
    if (!day.is_open && !day.code) return outside(day, looks);
    const code = codeOf(day);
    return h(
      "button",
      {
        type: "button",
        id: day.input_name,
        "data-day": day.iso,
        "data-mark": code || undefined,
        "data-wrong": day.is_wrong && code !== "" ? true : undefined,
        tabIndex: day.iso === first.iso ? 0 : -1,
        "aria-label": saying(day, byCode.get(code), canMark(day) ? told.none : told.closed),
        "aria-disabled": !canMark(day),
        onFocus: () => setStop(day.iso),
        onClick: () => next(day),
        className: looks.day,
      },
      shown(day, byCode.get(code), looks),
    );
  };
  const drawn = months.map((month) => h(Month, { key: month.title, month, weekdays: told.weekdays, looks, cell }));
  const lines = days.filter(canMark).map((day) =>
    h("li", { key: day.iso }, h(DayBox, { day, marks, told, looks, code: codeOf(day), onChange: take(day) })),
  );
  if (!days.length) return null;
  return h(
    "div",
    { ref: box, onKeyDown, className: looks.box },
    h("div", { className: looks.months }, drawn),
    h(Counts, { days, marks, told, looks, codeOf }),
    h("p", { className: "sr-only", role: "status" }, news),
    h(
      "details",
      { className: looks.folded },
      h("summary", { className: looks.opener }, words(told.list)),
      h("ul", { className: looks.list }, lines),
    ),
  );
}
