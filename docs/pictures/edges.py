"""Where a picture ends, and how boxes of the browser's own look in Japan."""

from playwright.sync_api import Page

_END = """limit => {
  const boxes = [], range = document.createRange();
  const add = (place, below) => boxes.push([place.top, place.bottom + below]);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const isHeading = texts.currentNode.parentElement.closest("h2, h3, caption, legend, label");
    range.selectNodeContents(texts.currentNode);
    if (texts.currentNode.data.trim())
      for (const line of range.getClientRects()) add(line, isHeading ? 60 : 2);
  }
  for (const one of document.querySelectorAll("main *")) {
    const place = one.getBoundingClientRect(), { borderTopWidth, borderLeftWidth } = getComputedStyle(one);
    const isBox = parseFloat(borderTopWidth) && parseFloat(borderLeftWidth) && place.height < limit / 3;
    if (isBox || one.matches("td, th, li, tr, svg, button")) add(place, 0);
  }
  for (let end = limit; end > limit * 0.7; end -= 1)
    if (!boxes.some(([top, bottom]) => top < end - 1 && bottom > end + 1)) return end;
  return limit;
}"""
_AS_IN_JAPAN = """() => {
  for (const box of document.querySelectorAll("input[type=date], input[type=time], input[type=file]")) {
    const { type, value } = box;
    const nothing = { date: "年/月/日", time: "--:--", file: "ファイルの選択　選択されていません" };
    box.type = "text";
    box.value = type === "file" ? nothing.file : value.replaceAll("-", "/") || nothing[type];
  }
}"""
"""A browser of this machine may speak English alone; who reads the guide has one that speaks Japanese."""


def end_of(page: Page, limit: int) -> int:
    """Return how high a picture is that ends with the page, else between two lines within the limit."""
    height = page.evaluate("document.documentElement.scrollHeight - scrollY")
    return height if height <= limit else page.evaluate(_END, limit)


def speak_japanese(page: Page) -> None:
    """Let the browser's own boxes say what they say in Japan; they cannot be filled in after it."""
    page.evaluate(_AS_IN_JAPAN)
