"""Texts of procedures (terms, what to bring) as plain blocks: headings, items, paragraphs."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

_MARKS = re.compile(r"\*\*|\[([^\]]*)\]\([^)]*\)")


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
            found.append(Block("item" if depth else kind, _MARKS.sub(r"\1", token.content)))
            kind = "text"
    return found
