import { createElement, useEffect, useRef, useState } from "react";

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
  const [told, setTold] = useState("");
  const firedFor = useRef(0);
  useEffect(() => setOffset(nowMs - Date.now()), [nowMs]);
  const seconds = useSecondsLeft(endsMs, offset);
  const words = seconds === null ? "" : seconds === 0 ? over : inWords(seconds, long, short);
  useEffect(() => {
    if (seconds === null) return;
    if (isTold(seconds)) setTold(words);
    if (seconds === 0 && firedFor.current !== endsMs) {
      firedFor.current = endsMs;
      onExpired?.();
    }
  }, [seconds]);
  return createElement(
    "span",
    { className },
    createElement("span", { "aria-hidden": true }, words),
    createElement("span", { className: "sr-only", role: "status" }, told),
  );
}

let serverOffset = null;

/** How far the server's clock is ahead of ours, by the Date header of one small answer. */
function askServerClock() {
  serverOffset ??= fetch("/ping", { method: "HEAD", cache: "no-store" })
    .then((answer) => Date.parse(answer.headers.get("date")) - Date.now())
    .then((offset) => (Number.isFinite(offset) ? offset : 0))
    .catch(() => 0);
  return serverOffset;
}

const WARN_SECONDS = 120;

/** Asks, two minutes before a session ends, whether one is still there. */
export function SessionWarning({ endsMs, title, body, long, short, stay, onStay, onExpired, look }) {
  const dialog = useRef(null);
  const firedFor = useRef(0);
  const [offset, setOffset] = useState(null);
  useEffect(() => {
    let isMounted = true;
    if (endsMs) askServerClock().then((found) => isMounted && setOffset(found));
    return () => (isMounted = false);
  }, [endsMs]);
  const seconds = useSecondsLeft(endsMs, offset);
  const isDue = seconds !== null && seconds <= WARN_SECONDS;
  useEffect(() => {
    if (isDue && !dialog.current?.open) dialog.current?.showModal();
    if (!isDue && dialog.current?.open) dialog.current.close();
  }, [isDue]);
  useEffect(() => {
    if (seconds !== 0 || firedFor.current === endsMs) return;
    firedFor.current = endsMs;
    onExpired?.();
  }, [seconds, endsMs]);
  const words = isDue ? inWords(seconds, long, short) : "";
  return createElement(
    "dialog",
    { ref: dialog, className: look.dialog, "aria-labelledby": "session-title", onCancel: () => onStay?.() },
    createElement("h2", { id: "session-title", className: look.title }, title),
    createElement("p", { className: look.body }, body),
    createElement("p", { className: look.time, "aria-hidden": true }, words),
    createElement("p", { className: "sr-only", role: "status" }, isDue && seconds % 30 === 0 ? words : ""),
    createElement("button", { type: "button", className: look.button, onClick: () => onStay?.() }, stay),
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
