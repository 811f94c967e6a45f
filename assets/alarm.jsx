import { useEffect } from "react";

const LONGEST_MS = 2 ** 31 - 1;

/** Rings once when an instant of the server's clock has come; nothing is shown, nothing is said. */
export function Alarm({ atMs, nowMs, onRing }) {
  useEffect(() => {
    const left = atMs - nowMs;
    if (!atMs || left <= 0 || left > LONGEST_MS) return undefined;
    const timer = setTimeout(() => onRing?.(), left + 500);
    return () => clearTimeout(timer);
  }, [atMs, nowMs]);
  return null;
}
