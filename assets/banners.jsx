import { Children, createElement, useEffect, useState, useSyncExternalStore } from "react";
import { Readings } from "./readings.jsx";

const EVERY_MS = 40_000;
const NONE = [];
const TOLD = "banners-told";
const CLOSED = "banners-closed";

/** Ids of banners that this tab has read out or closed; a browser without storage forgets them. */
const remembered = (name) => {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "[]");
  } catch {
    return [];
  }
};
const remember = (name, ids) => {
  try {
    sessionStorage.setItem(name, JSON.stringify([...remembered(name), ...ids].slice(-50)));
  } catch {
    return;
  }
};

/** What the server said last, shared by every place of the page that shows banners. */
const store = { address: "", said: "", banners: NONE, askedAt: 0, timer: null, watchers: new Set() };

/** Every place looks again: what is kept is a new list, so that nobody takes it for the old one. */
const changed = () => {
  store.banners = [...store.banners];
  store.watchers.forEach((tell) => tell());
};

async function ask() {
  store.askedAt = Date.now();
  try {
    const answer = await fetch(store.address);
    const said = answer.ok ? await answer.text() : store.said;
    if (said === store.said) return;
    [store.said, store.banners] = [said, JSON.parse(said)];
    changed();
  } catch {
    return; // away for now: what stands there stays, and the next look comes by itself
  }
}

/** A tab that nobody looks at does not ask; it asks when it is looked at again. */
const askIfSeen = () => {
  if (document.visibilityState === "visible" && Date.now() - store.askedAt >= EVERY_MS) ask();
};

function watch(tell) {
  store.watchers.add(tell);
  if (store.watchers.size === 1) {
    askIfSeen();
    store.timer = setInterval(askIfSeen, 5_000);
    document.addEventListener("visibilitychange", askIfSeen);
  }
  return () => {
    store.watchers.delete(tell);
    if (store.watchers.size > 0) return;
    clearInterval(store.timer);
    document.removeEventListener("visibilitychange", askIfSeen);
  };
}

const sentence = (banner, lang) =>
  [banner.heading, banner.when, banner.text]
    .map((words) => words[lang] ?? "")
    .filter(Boolean)
    .join(" ")
    .replace(/\{[^{}|]+\|([^{}|]+)\}/g, "$1");

/** Banners that this page load was the first of its tab to show: they are read out, whatever is drawn anew. */
const fresh = new Set();

function useNews(shown) {
  useEffect(() => {
    const told = remembered(TOLD);
    const ids = shown.map((banner) => banner.id).filter((id) => !told.includes(id));
    if (ids.length === 0) return;
    remember(TOLD, ids);
    ids.forEach((id) => fresh.add(id));
    changed();
  }, [shown.map((banner) => banner.id).join()]);
  return shown.filter((banner) => fresh.has(banner.id));
}

function Banner({ banner, lang, look, drawing, close, closeLabel, onClose }) {
  const line = (name, as, className) =>
    banner[name][lang] &&
    createElement(as, { className }, createElement(Readings, { text: banner[name][lang] }));
  const button = createElement(
    "button",
    { type: "button", className: look.close, "aria-label": closeLabel, onClick: onClose },
    createElement(Readings, { text: close }),
  );
  return createElement(
    "div",
    { className: look[banner.kind], "data-banner": banner.id },
    drawing,
    createElement(
      "div",
      { className: look.words },
      line("heading", "p", look.heading),
      line("when", "p", look.when),
      line("text", "p", ""),
    ),
    banner.kind === "notice" ? button : null,
  );
}

/** Banners for everybody, or with `office` those of one office; only a notice can be closed, for this tab. */
export function Banners({ address, office, isOffice, lang, label, close, closeLabel, look, children }) {
  store.address = address;
  const all = useSyncExternalStore(
    watch,
    () => store.banners,
    () => NONE,
  );
  const [closed, setClosed] = useState(NONE);
  useEffect(() => setClosed(remembered(CLOSED)), []);
  const ours = isOffice && !office ? NONE : all.filter((banner) => banner.office_code === (office || ""));
  const shown = ours.filter((banner) => !closed.includes(banner.id));
  const news = useNews(shown);
  const [plain, grave] = Children.toArray(children);
  const shut = (banner) => {
    remember(CLOSED, [banner.id]);
    setClosed([...closed, banner.id]);
    document.getElementById("main")?.focus({ preventScroll: true });
  };
  const said = news.map((banner) => sentence(banner, lang)).join(" ");
  const lines = shown.map((banner) =>
    createElement(Banner, {
      ...{ key: banner.id, banner, lang, look, close, closeLabel },
      drawing: banner.kind === "incident" ? grave : plain,
      onClose: () => shut(banner),
    }),
  );
  return createElement(
    "div",
    { className: "contents" },
    createElement("p", { role: "status", className: "sr-only" }, said),
    lines.length ? createElement("section", { "aria-label": label, className: look.area }, lines) : null,
  );
}
