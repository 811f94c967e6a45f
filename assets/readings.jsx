import { createElement, Fragment, useEffect } from "react";

const READING = /\{([^{}|]+)\|([^{}|]+)\}/g;

/** Text with {word|reading} shown as ruby: elements only, so a parameter cannot inject HTML. */
export function Readings({ text }) {
  const parts = [];
  let at = 0;
  for (const match of String(text ?? "").matchAll(READING)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    parts.push(
      createElement(
        "ruby",
        { key: match.index },
        match[1],
        createElement("rp", null, "("),
        createElement("rt", null, match[2]),
        createElement("rp", null, ")"),
      ),
    );
    at = match.index + match[0].length;
  }
  parts.push(String(text ?? "").slice(at));
  return createElement(Fragment, null, ...parts);
}

/** Keeps <html lang> with the language chosen. */
export function HtmlLang({ lang }) {
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return null;
}
