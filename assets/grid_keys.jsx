import { createElement, useEffect, useRef } from "react";

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const cellsOf = (box) => [...box.querySelectorAll("[data-row]")];
const at = (cell) => [Number(cell.dataset.row), Number(cell.dataset.column)];

/** Only one cell is in the tab order: the one last walked to, else the current one, else the first. */
function keepOneTabStop(box, wanted) {
  const cells = cellsOf(box);
  const stop = wanted ?? cells.find((cell) => cell.getAttribute("aria-current") === "true") ?? cells[0];
  for (const cell of cells) cell.tabIndex = cell === stop ? 0 : -1;
  return stop;
}

/** The nearest cell in the direction of a key; places without a cell are stepped over. */
function target(key, cell, cells) {
  const places = new Map(cells.map((one) => [at(one).join(), one]));
  const [row, column] = at(cell);
  if (key === "Home" || key === "End") {
    const line = cells.filter((one) => at(one)[0] === row).sort((a, b) => at(a)[1] - at(b)[1]);
    return key === "Home" ? line[0] : line[line.length - 1];
  }
  const [down, right] = STEPS[key];
  for (let step = 1; step < 60; step++) {
    const found = places.get([row + down * step, column + right * step].join());
    if (found) return found;
  }
  return undefined;
}

/** Arrow keys in a table of links (`data-row`, `data-column`), without a round trip per key. */
export function GridKeys({ shown, className, children }) {
  const box = useRef(null);
  useEffect(() => {
    if (!box.current.contains(document.activeElement)) keepOneTabStop(box.current);
  }, [shown]);
  const onKeyDown = (event) => {
    const cell = event.target.closest?.("[data-row]");
    const isOurs = event.key in STEPS || event.key === "Home" || event.key === "End";
    if (!cell || !isOurs || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const goal = target(event.key, cell, cellsOf(box.current));
    if (goal) keepOneTabStop(box.current, goal).focus();
  };
  return createElement("div", { ref: box, className, onKeyDown }, children);
}
