import { useEffect } from "react";
import { useLocation } from "react-router";

/** Closes the menu on Escape, on a click or a focus outside, and after a choice. */
export function MenuKeys({ menuId }) {
  useEffect(() => {
    const menu = document.getElementById(menuId);
    if (!menu) return undefined;
    const onKey = (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    };
    const onOutside = (event) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    };
    const onChoice = (event) => {
      if (event.target.closest("a")) menu.open = false;
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onOutside);
    document.addEventListener("focusin", onOutside);
    menu.addEventListener("click", onChoice);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onOutside);
      document.removeEventListener("focusin", onOutside);
      menu.removeEventListener("click", onChoice);
    };
  }, [menuId]);
  return null;
}

/** Tries until it succeeds, at each change of the page, for a few seconds; returns how to give up. */
function onceThere(tryOnce) {
  if (tryOnce()) return undefined;
  const observer = new MutationObserver(() => tryOnce() && observer.disconnect());
  observer.observe(document.body, { childList: true, subtree: true });
  observer.observe(document.documentElement, { attributeFilter: ["data-pending-language"] });
  const tooLate = setTimeout(() => observer.disconnect(), 5000);
  return () => {
    observer.disconnect();
    clearTimeout(tooLate);
  };
}

const bare = (path) => path.replace(/\/+$/, "");

/** The page that led here where the browser loads this one anew: after sign-in, or a form of its own. */
function pathBefore() {
  const [loaded] = performance.getEntriesByType("navigation");
  if (loaded?.type !== "navigate" || !document.referrer) return null;
  const from = new URL(document.referrer);
  return from.origin === window.location.origin ? bare(from.pathname) : null;
}

let lastPath;

/** After a change of page the focus goes to its h1, as soon as there is one; not where somebody arrives. */
export function FocusHeading() {
  const { pathname } = useLocation();
  useEffect(() => {
    if (lastPath === undefined) lastPath = pathBefore();
    const isChange = lastPath !== null && lastPath !== bare(pathname);
    lastPath = bare(pathname);
    if (!isChange) return undefined;
    const tryFocus = () => {
      const active = document.activeElement;
      if (active && active !== document.body && document.getElementById("main")?.contains(active)) return true;
      const heading = document.querySelector("#main h1");
      heading?.focus({ preventScroll: true });
      return Boolean(heading) && document.activeElement === heading; // hidden until its language is there
    };
    return onceThere(tryFocus);
  }, [pathname]);
  return null;
}

const SETTLED_MS = 200;
const LONGEST_MS = 5000;
let lastAsked;

/** Whether a page was loaded anew by a form of its own, or by a link to itself that the script did not see. */
function isLoadedAgain(path) {
  return pathBefore() === path && new URL(document.referrer).search !== window.location.search;
}

/** Whether somebody has asked from here for other answers: in a form, or among the answers; a choice that stays is neither. */
function isAsking(active, found) {
  if (!found || active.matches("[aria-current]") || !document.getElementById("main")?.contains(active)) return false;
  return Boolean(active.closest("form") || found.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/**
 * Where the address of the same page asks something else, the focus goes to where the answers begin
 * (`data-found`, else the h1): after a form or a page of answers, and whenever what had it is gone.
 * A choice that stays (`aria-current`) keeps it and is brought into view. Until somebody does something.
 */
export function FocusFound() {
  const { pathname, key } = useLocation();
  useEffect(() => {
    const path = bare(pathname);
    const isAgain = lastAsked === undefined ? isLoadedAgain(path) : lastAsked === path;
    lastAsked = path;
    if (!isAgain || window.location.hash) return undefined;
    let isLed = false;
    let timer;
    const settle = () => {
      const active = document.activeElement ?? document.body;
      const found = document.querySelector("#main [data-found]");
      if (active === document.body || (!isLed && isAsking(active, found))) {
        isLed = true;
        (found ?? document.querySelector("#main h1"))?.focus();
      } else if (!isLed && active.matches("[aria-current]")) active.scrollIntoView({ block: "nearest" });
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(settle, SETTLED_MS);
    };
    const observer = new MutationObserver(wait);
    const acts = ["keydown", "pointerdown", "wheel"];
    const end = () => {
      clearTimeout(timer);
      clearTimeout(tooLate);
      observer.disconnect();
      acts.forEach((act) => document.removeEventListener(act, end));
    };
    const tooLate = setTimeout(end, LONGEST_MS);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    acts.forEach((act) => document.addEventListener(act, end, { passive: true }));
    wait();
    return end;
  }, [pathname, key]);
  return null;
}

/** Leads who comes back (the address ends with the mark) to where they had been; once, then the mark goes. */
export function FocusOnReturn({ mark, targetId }) {
  const { key } = useLocation();
  useEffect(() => {
    if (window.location.hash !== `#${mark}`) return undefined;
    return onceThere(() => {
      const target = document.getElementById(targetId);
      if (!target) return false;
      const { pathname, search } = window.location;
      window.history.replaceState(window.history.state, "", pathname + search);
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "start" });
      return true;
    });
  }, [key, mark, targetId]);
  return null;
}

/** Tells early.js that the page's own script answers its forms from now on. */
export function FormsAlive() {
  useEffect(() => {
    document.dispatchEvent(new Event("forms-alive"));
  }, []);
  return null;
}

/** Marks the page with its language, and shows it once that is the cookie's (see language.js). */
export function LanguageReady({ lang }) {
  useEffect(() => {
    const root = document.documentElement;
    root.dataset.language = lang;
    if (root.dataset.pendingLanguage === lang) delete root.dataset.pendingLanguage;
  }, [lang]);
  return null;
}
