"""Papers as PDF/UA by typst: with the font that ships here, so that they look the same everywhere.

The library is loaded with the first paper, which costs a process half a second and seventy megabytes once.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import structlog

_DATA = Path(__file__).resolve().parents[1] / "data"
_TEMPLATES, _FONTS = _DATA / "papers", _DATA / "fonts"
_AT_ONCE = 2
log = structlog.get_logger("portal.papers")


class TypstPapers:
    """Sets papers in this process; at most two at a time, so that requests keep the cores."""

    def __init__(self) -> None:
        self._turn = BoundedSemaphore(_AT_ONCE)

    def make(self, template: str, words: Mapping[str, object]) -> bytes:
        """Return the PDF; words reach the template as data and are never read as markup.

        PDF/UA refuses signs that the font does not have (Hangul, Arabic, emoji). Then the
        fonts of this machine help out, and the paper says that signs may be missing.
        """
        from typst import TypstError

        with self._turn:
            try:
                return _compiled(template, {**words, "is_whole": True}, _own_fonts(), ["ua-1"])
            except TypstError as error:
                log.info("paper_without_all_signs", template=template, error=type(error).__name__)
                return _compiled(template, {**words, "is_whole": False}, _all_fonts(), [])


@cache
def _own_fonts() -> Any:
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])


@cache
def _all_fonts() -> Any:
    from typst import Fonts

    return Fonts(font_paths=[_FONTS])


def _compiled(template: str, words: Mapping[str, object], fonts: Any, standards: Any) -> bytes:
    from typst import Compiler

    compiler = Compiler(root=_TEMPLATES, font_paths=fonts)
    made = compiler.compile(
        _TEMPLATES / f"{template}.typ",
        format="pdf",
        sys_inputs={"data": json.dumps(words)},
        pdf_standards=standards,
    )
    if not isinstance(made, bytes):
        raise TypeError("a paper is one file")
    return made
