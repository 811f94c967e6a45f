"""Long texts of `locales/<language>/pages/*.md` as components, made when the portal is built.

Only what the texts use: headings, paragraphs, lists, bold, links inside the portal, pictures
of `assets/`, and readings {漢字|かんじ}. The text's own h1 is left out: the screen's title stands above it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import reflex as rx
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from hellowork_portal.kit.i18n import LANGUAGES, LOCALES, READING, without_readings
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.shell.pictures import picture
from hellowork_portal.ui.texts import Readings, tr

_HEADING_LOOKS = {"h2": f"{theme.H2} mt-12 first:mt-0", "h3": f"{theme.H3} mt-8"}


@dataclass
class _Reading:
    """What one pass over a text has found."""

    headings: list[tuple[str, str]] = field(default_factory=list)


def prose(name: str, *, has_contents: bool = True) -> rx.Component:
    """Return a page's text in the language chosen; all three are in the page, one is shown."""
    first, *others = [(language, _text(name, language, has_contents)) for language in LANGUAGES]
    return rx.fragment(rx.match(Language.lang, *others, first[1]))


def written(texts: Mapping[str, str]) -> rx.Component:
    """Return a short text of the same Markdown (language → text, known at build), such as an answer."""
    first, *others = [
        (language, rx.el.div(*_blocks(texts[language], _Reading()), class_name=theme.PROSE))
        for language in LANGUAGES
    ]
    return rx.fragment(rx.match(Language.lang, *others, first[1]))


def _blocks(source: str, found: _Reading) -> list[rx.Component]:
    tree = SyntaxTreeNode(MarkdownIt("commonmark").parse(source))
    return [_block(node, found) for node in tree.children if node.tag != "h1"]


def _text(name: str, language: str, has_contents: bool) -> rx.Component:
    source = (LOCALES / language / "pages" / f"{name}.md").read_text(encoding="utf-8")
    found = _Reading()
    text = rx.el.div(*_blocks(source, found), class_name=theme.PROSE)
    if not has_contents or len(found.headings) < 3:
        return text
    return rx.el.div(_contents(found), text, class_name=theme.PROSE_COLUMNS)


def _contents(found: _Reading) -> rx.Component:
    links = [
        rx.el.li(native_link(rx.el.span(marked(title)), f"#{anchor}", look=theme.FOOTER_LINK))
        for anchor, title in found.headings
    ]
    heading = rx.el.h2(tr("components.toc"), class_name=theme.H3, id="contents")
    return rx.el.nav(
        heading,
        rx.el.ul(*links, class_name=theme.CONTENTS_LIST),
        aria_labelledby="contents",
        class_name=theme.CONTENTS,
    )


def _block(node: SyntaxTreeNode, found: _Reading) -> rx.Component:
    if node.type == "heading":
        return _heading(node, found)
    if node.type == "bullet_list":
        return rx.el.ul(*[_item(item, found) for item in node.children], class_name="mt-4")
    if node.type == "ordered_list":
        start = int(node.attrs.get("start", 1))
        return rx.el.ol(*[_item(item, found) for item in node.children], start=start, class_name="mt-4")
    if node.type == "paragraph":
        return rx.el.p(*_inline(node.children[0]), class_name="mt-4 first:mt-0")
    raise ValueError(f"prose knows no {node.type}: {node.content[:40]}")


def _heading(node: SyntaxTreeNode, found: _Reading) -> rx.Component:
    inline = node.children[0]
    anchor = f"part-{len(found.headings) + 1}"
    if node.tag == "h2":
        found.headings.append((anchor, inline.content))
        return rx.el.h2(*_inline(inline), id=anchor, class_name=_HEADING_LOOKS["h2"])
    return rx.el.h3(*_inline(inline), class_name=_HEADING_LOOKS["h3"])


def _item(node: SyntaxTreeNode, found: _Reading) -> rx.Component:
    parts: list[rx.Component] = []
    for child in node.children:
        parts += _inline(child.children[0]) if child.type == "paragraph" else [_block(child, found)]
    return rx.el.li(*parts)


def _inline(node: SyntaxTreeNode) -> list[rx.Component]:
    return [_phrase(child) for child in node.children]


def _phrase(node: SyntaxTreeNode) -> rx.Component:
    if node.type == "text":
        return marked(node.content)
    if node.type == "softbreak":
        return rx.fragment("\n")
    if node.type == "strong":
        return rx.el.strong(*_inline(node), class_name=theme.STRONG)
    if node.type == "image":
        return picture(str(node.attrs["src"]), node.content)
    if node.type == "link":
        return link_plain(rx.fragment(*_inline(node)), str(node.attrs["href"]))
    raise ValueError(f"prose knows no {node.type}: {node.content[:40]}")


def marked(text: str) -> rx.Component:
    """Return a text known at build with its readings as ruby."""
    if READING.search(text):
        return Readings.create(text=text)
    return rx.fragment(without_readings(text))
