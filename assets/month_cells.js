/** A month's days from the little that is sent of them: dates, marks, and their words in every language. */

const MARKS = { open: "\u25cb", few: "\u25b3", full: "\u00d7" };
const CLOSED = "\uff0d";
const CELLS = 42;
const DAY_MS = 86400000;

/** What is said of days, told once by the page's own script (calendar_words in Python). */
let said = { states: {}, moving: [], marks: {}, date: { months: [], weekdays: [], days: {} } };

export const say = (words) => {
  said = words;
};

/** The words of a state in every language, with `[n]` where seats are counted; none where there are no such words. */
export const phraseOf = (state) => said.states[state];

/** Whether seats can come to and go from a state while a page is open; what is one's own is nobody else's news. */
export const isMoving = (state) => said.moving.includes(state);
export const isBookable = (state) => state === "open" || state === "few";
export const markOf = (state) => MARKS[state] ?? CLOSED;

/** A text in every language with its places `[x]` filled, by values or by texts in every language. */
export function filled(words, values) {
  const found = {};
  for (const [language, text] of Object.entries(words)) {
    found[language] = text.replace(/\[(\w)\]/g, (place, name) => {
      const value = values[name];
      return value === undefined ? place : typeof value === "object" ? (value[language] ?? "") : String(value);
    });
  }
  return found;
}

const dayOf = (number) => said.date.days[number] ?? filled(said.date.days[0], { n: number });

function named(date, state) {
  const { name, months, weekdays } = said.date;
  const day = dayOf(date.getUTCDate());
  return filled(name, { m: months[date.getUTCMonth()], d: day, w: weekdays[date.getUTCDay()], s: state });
}

function wordsOf(month, iso, date, state, seats) {
  const phrase = phraseOf(state);
  const told = month.closed[iso] ?? { name: filled(phrase.long, { n: seats }), short: filled(phrase.short, { n: seats }) };
  const mark = said.marks[month.marked[iso]];
  if (!mark) return { name: named(date, told.name), short: told.short };
  const name = filled(mark.name, { d: named(date, filled(mark.state, { s: told.name })) });
  return { name, short: filled(mark.short, { s: told.short }) };
}

function cellOf(month, date, live) {
  const iso = date.toISOString().slice(0, 10);
  const day = date.getUTCDate();
  if (iso.slice(0, 7) !== month.first.slice(0, 7)) return { iso, day, in_month: false };
  const was = month.days[day - 1];
  const now = live?.[day - 1];
  const [state, seats] = now && isMoving(was[0]) && isMoving(now[0]) ? now : was;
  return {
    iso,
    day,
    in_month: true,
    state,
    seats,
    ...wordsOf(month, iso, date, state, seats),
    mark: markOf(state),
    is_today: iso === month.today,
    is_selected: iso === month.chosen,
    is_bookable: isBookable(state),
    was_bookable: isBookable(was[0]),
    is_told: state === "closed",
  };
}

/** The 42 cells from the Sunday before the first; `live` are state and seats of each day, as told since. */
export function cellsOf(month, live) {
  if (!month.days.length) return [];
  const first = Date.parse(month.first);
  const sunday = first - new Date(first).getUTCDay() * DAY_MS;
  return Array.from({ length: CELLS }, (_, at) => cellOf(month, new Date(sunday + at * DAY_MS), live));
}
