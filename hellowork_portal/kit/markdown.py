"""Texts of procedures (terms, what to bring) as plain blocks: headings, items, paragraphs."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

_MARKS = re.compile(r"\*\*|\[([^\]]*)\]\([^)]*\)")


_BREAK = re.compile(r"(.)\n(.)")


def _joined(text: str) -> str:
    """Join the lines of a paragraph: with a space between Latin letters, with nothing in Japanese."""
    return _BREAK.sub(lambda ends: ends[1] + (" " if (ends[1] + ends[2]).isascii() else "") + ends[2], text)


@dataclass(frozen=True)
class Block:
    """One block; `kind` is heading, item or text. Reading marks stay, other marks are dropped."""

    kind: str
    text: str


def blocks(source: str) -> list[Block]:
    """Return the blocks of a small Markdown text; HTML is text like any other."""
    found: list[Block] = []
    kind, depth = "text", 0
    for token in MarkdownIt("commonmark", {"html": False}).parse(source):
        if token.type == "heading_open":
            kind = "heading"
        elif token.type.endswith("list_open"):
            depth += 1
        elif token.type.endswith("list_close"):
            depth -= 1
        elif token.type == "inline":
            found.append(Block("item" if depth else kind, _joined(_MARKS.sub(r"\1", token.content))))
            kind = "text"
    return found
