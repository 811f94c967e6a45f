"""What easy Japanese promises on every screen: each kanji has its reading, and no mark stands in the open."""

from typing import Any

from playwright.sync_api import Page

_LOOK = """() => {
  const isEasy = document.documentElement.dataset.language === "ja-easy";
  const own = [...document.querySelectorAll("[translate=no]")].map((place) => place.textContent.trim());
  const names = [...own, ...own.map((name) => name.replace(/\\s*さん$/, ""))];
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const place = walker.currentNode.parentElement;
    if (place.closest("script, style, noscript, ruby, option, textarea, [translate=no]")) continue;
    if (!place.checkVisibility()) continue;
    let text = walker.currentNode.data;
    for (const name of names) if (name) text = text.replaceAll(name, "");
    if (/\\{[^{}|]+\\|/.test(text) || (isEasy && /\\p{Script=Han}/u.test(text))) found.push(text);
  }
  return found;
}"""


def unread(page: Page) -> list[tuple[str, list[Any]]]:
    """Return the words that lack a reading, or show one as it is written, as a finding like axe's.

    Names and addresses (`translate="no"`) are as their owners write them, wherever they stand.
    """
    words = page.evaluate(_LOOK)
    return [("readings", words)] if words else []
