import { Children, createElement, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Readings, spoken } from "./readings.jsx";

/** Seconds left until `endsMs`, by a clock that runs `offset` milliseconds ahead of ours. */
function useSecondsLeft(endsMs, offset) {
  const left = () => Math.max(0, Math.ceil((endsMs - Date.now() - offset) / 1000));
  const [seconds, setSeconds] = useState(null);
  useEffect(() => {
    if (!endsMs || offset === null) return undefined;
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
  }, [endsMs, offset]);
  return endsMs && offset !== null ? seconds : null;
}

function inWords(seconds, long, short) {
  return (seconds >= 60 ? long : short)
    .replace("[m]", Math.floor(seconds / 60))
    .replace("[s]", seconds % 60);
}

const isTold = (seconds) => seconds % 60 === 0 || (seconds < 60 && seconds % 10 === 0);

/** The time left of a hold. Each minute, and each ten seconds of the last one, it is read out. */
export function Countdown({ endsMs, nowMs, long, short, over, onExpired, className }) {
  const [offset, setOffset] = useState(null);
  const [toldAt, setToldAt] = useState(null);
  const firedFor = useRef(0);
  useEffect(() => setOffset(nowMs - Date.now()), [nowMs]);
  const seconds = useSecondsLeft(endsMs, offset);
  const words = (left) => (left === null ? "" : left === 0 ? over : inWords(left, long, short));
  useEffect(() => {
    if (seconds === null) return;
    if (isTold(seconds)) setToldAt(seconds);
    if (seconds === 0 && firedFor.current !== endsMs) {
      firedFor.current = endsMs;
      onExpired?.();
    }
  }, [seconds]);
  return createElement(
    "span",
    { className },
    createElement("span", { "aria-hidden": true }, createElement(Readings, { text: words(seconds) })),
    createElement("span", { className: "sr-only", role: "status" }, spoken(words(toldAt))),
  );
}

const LOOK_SECONDS = 125;
const WARN_SECONDS = 120;
const ASK_AGAIN_MS = 10_000;
const NO_ANSWER_MS = 5_000;
let serverOffset = null;

/** How far the server's clock is ahead of ours, by the Date header of one small answer; null without one. */
function askServerClock() {
  return fetch("/ping", { method: "HEAD", cache: "no-store" })
    .then((answer) => Date.parse(answer.headers.get("date")) - Date.now())
    .then((offset) => (Number.isFinite(offset) ? offset : null))
    .catch(() => null);
}

/** The server's clock as asked once for all pages; asked again while no answer comes. */
function useServerOffset() {
  const [offset, setOffset] = useState(serverOffset);
  useEffect(() => {
    let timer = null;
    const note = (found) => {
      if (timer === undefined) return;
      if (found === null) timer = setTimeout(ask, ASK_AGAIN_MS);
      else setOffset((serverOffset = found));
    };
    const ask = () => askServerClock().then(note);
    if (serverOffset === null) ask();
    return () => {
      clearTimeout(timer);
      timer = undefined;
    };
  }, []);
  return [offset, setOffset];
}

/** Asks the server whether the session is over; where no word comes the page leaves by itself. */
function leave({ endsMs, onCheck, goneHref }, setOffset) {
  onCheck?.();
  const timer = setTimeout(async () => {
    const found = await askServerClock();
    if (found !== null && Date.now() + found < endsMs) setOffset((serverOffset = found));
    else window.location.replace(goneHref);
  }, NO_ANSWER_MS);
  return () => clearTimeout(timer);
}

/** Asks, two minutes before a session ends, whether one is still there. */
export function SessionWarning(props) {
  return props.endsMs ? createElement(SessionEnd, { ...props, key: props.endsMs }) : null;
}

/** One end of a session. Just before the warning the server is asked whether another tab has moved it. */
function SessionEnd(props) {
  const { endsMs, canStay, look, long, short, onCheck, onStay } = props;
  const [title, body, button] = Children.toArray(props.children);
  const dialog = useRef(null);
  const [offset, setOffset] = useServerOffset();
  const [isRead, setRead] = useState(false);
  const seconds = useSecondsLeft(endsMs, offset);
  const isNear = seconds !== null && seconds <= LOOK_SECONDS;
  const isDue = seconds !== null && seconds <= WARN_SECONDS && !isRead;
  const isOver = seconds === 0;
  useEffect(() => {
    if (isNear) onCheck?.();
  }, [isNear]);
  useEffect(() => {
    if (isDue && !dialog.current.open) dialog.current.showModal();
    if (!isDue && dialog.current.open) dialog.current.close();
  }, [isDue]);
  useEffect(() => (isOver ? leave(props, setOffset) : undefined), [isOver]);
  useLayoutEffect(() => {
    const shown = dialog.current;
    return () => shown.close(); // gives the focus back to where it was
  }, []);
  const answer = () => (canStay ? onStay?.() : setRead(true));
  const onCancel = (event) => {
    event.preventDefault(); // closed by the server's answer alone
    answer();
  };
  const left = isDue ? inWords(seconds, long, short) : "";
  const told = { ref: dialog, className: look.dialog, onCancel };
  return createElement(
    "dialog",
    { ...told, "aria-labelledby": "session-title", "aria-describedby": "session-body" },
    createElement("h2", { id: "session-title", className: look.title }, title),
    createElement("p", { id: "session-body", className: look.body }, body),
    createElement("p", { className: look.time, "aria-hidden": true }, createElement(Readings, { text: left })),
    createElement("p", { className: "sr-only", role: "status" }, seconds % 30 === 0 ? spoken(left) : ""),
    createElement("button", { type: "button", className: look.button, onClick: answer }, button),
  );
}

/** Whether the browser itself has no network; the framework tells of a lost server. */
export function OfflineNote({ isLost, className, children }) {
  const [isOffline, setOffline] = useState(false);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    look();
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  const note = isLost || isOffline ? createElement("div", { className }, children) : null;
  return createElement("div", { role: "status", "aria-live": "polite" }, note);
}
