/** Why a device or the line does not serve, and which browser's help mends it; no page is needed to try it. */

const IN_APP = /Line\/|FBAN|FBAV|Instagram|MicroMessenger|; wv\)/;
const BROWSERS = [
  ["in_app", IN_APP],
  ["ios", /iPhone|iPad|iPod/],
  ["edge", /Edg/],
  ["samsung", /SamsungBrowser/],
  ["firefox", /Firefox/],
  ["android", /Android/],
  ["chrome", /Chrome\//],
  ["safari", /Safari/],
];
const PROBLEMS = {
  NotFoundError: "missing",
  DevicesNotFoundError: "missing",
  OverconstrainedError: "unsuited",
  NotReadableError: "busy",
  AbortError: "busy",
  TrackStartError: "busy",
};
const SLOW_MS = 700;
const TURNS = 5;

/** Which of our words help with this browser; an iPad calls itself a Mac, but Macs are not touched. */
export function browserCode({ userAgent, maxTouchPoints = 0 }) {
  if (/Macintosh/.test(userAgent) && maxTouchPoints > 1) return "ios";
  return (BROWSERS.find(([, pattern]) => pattern.test(userAgent)) ?? ["chrome"])[0];
}

/** Why a device was not given, as a code of the catalogue. */
function problemCode(error) {
  if (error.name === "NotAllowedError" || error.name === "SecurityError") {
    return /system/i.test(error.message) ? "system" : "denied";
  }
  return PROBLEMS[error.name] ?? "unknown";
}

/** Ask a browser for a device: its stream, or why there is none. */
export async function openDevice(wish, { mediaDevices }, isSecure) {
  if (!mediaDevices?.getUserMedia) return { problem: isSecure ? "old" : "insecure" };
  try {
    return { stream: await mediaDevices.getUserMedia(wish) };
  } catch (error) {
    return { problem: problemCode(error) };
  }
}

/** What is wrong with the line, or nothing: the middle one of some answers is slow, or one never comes. */
export async function lineProblem(ask, now) {
  const times = [];
  try {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const begun = now();
      await ask();
      times.push(now() - begun);
    }
  } catch {
    return "offline";
  }
  const middle = times.sort((one, other) => one - other)[Math.floor(TURNS / 2)];
  return middle > SLOW_MS ? "slow" : undefined;
}
