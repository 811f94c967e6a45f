import { createElement, Fragment, useEffect } from "react";
import { useStateContext } from "$/utils/context-registry";

/** Where the language stands (ui/shell/language.py); tests/ui/test_texts.py compares. */
const LANGUAGE = "reflex___state____state.hellowork_portal___ui___shell___language____language";
const CHOSEN = "lang_rx_state_";

const READING = /\{([^{}|]+)\|([^{}|]+)\}/g;
const MINUTES = /([134680])\{\u5206\|\u3075\u3093\}/g;

/** Minutes as they are spoken: 5 ふん, but 1, 3, 4, 6, 8 and 10 ぷん (kit/i18n does the same). */
const voiced = (text) => text.replace(MINUTES, "$1{\u5206|\u3077\u3093}");

/** A text as it is read out, for assistive technology: the reading instead of {word|reading}. */
export const spoken = (text) => voiced(String(text ?? "")).replace(READING, "$2");

/** Text with {word|reading} shown as ruby: elements only, so a parameter cannot inject HTML. */
export function Readings({ text }) {
  const whole = voiced(String(text ?? ""));
  const parts = [];
  let at = 0;
  for (const match of whole.matchAll(READING)) {
    if (match.index > at) parts.push(whole.slice(at, match.index));
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
  parts.push(whole.slice(at));
  return createElement(Fragment, null, ...parts);
}

/** A text known when the page was built, in the language chosen. */
export function Said({ ja, easy, en }) {
  const lang = useStateContext(LANGUAGE)[CHOSEN];
  return Readings({ text: lang === "en" ? en : lang === "ja-easy" ? easy : ja });
}

/** Keeps <html lang> with the language chosen. */
export function HtmlLang({ lang }) {
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  return null;
}
