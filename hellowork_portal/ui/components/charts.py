"""Bars drawn as SVG, with patterns beside colours; the table beside says the same figures.

A bar is as wide as its column, in per cent, and its words stand in the page's own type above it:
so it reads the same on a phone, at 400 % and on a large screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from hellowork_portal.kit.words import Words
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.texts import worded

SERIES = ("attended", "open", "no_show", "cancelled")
"""What a bar is made of, from left to right; each has its own pattern."""
_TALL = 22


@dataclass(frozen=True)
class Piece:
    """A part of a bar in per cent of the chart's width; `series` is one of SERIES."""

    series: str
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """A bar with its words; `frame` is what it could have been filled up to, empty for nothing."""

    name: Words
    said: str
    pieces: list[Piece] = field(default_factory=list)
    frame: str = ""


def bars_of(rows: Sequence[tuple[Words, str, dict[str, int], int]]) -> list[Bar]:
    """Return bars of (name, figure in words, series → number, frame), all to the same measure."""
    largest = max((max(frame, sum(parts.values())) for _, _, parts, frame in rows), default=0) or 1
    return [
        Bar(name, said, _pieces(parts, largest), _percent(frame, largest) if frame else "")
        for name, said, parts, frame in rows
    ]


def _pieces(parts: dict[str, int], largest: int) -> list[Piece]:
    found, at = [], 0
    for series in SERIES:
        number = parts.get(series, 0)
        if number:
            found.append(Piece(series, _percent(at, largest), _percent(number, largest)))
        at += number
    return found


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"


def chart_patterns() -> rx.Component:
    """Return the patterns that charts are filled with; once on a page that has charts."""
    return rx.el.svg(
        rx.el.svg.defs(
            _pattern("open", 6, theme.CHART_PAPER["open"], ("M0 6L6 0", theme.CHART_LINE["open"])),
            _pattern(
                "no_show", 6, theme.CHART_PAPER["no_show"], ("M0 0L6 6M0 6L6 0", theme.CHART_LINE["no_show"])
            ),
            _pattern(
                "cancelled", 5, theme.CHART_PAPER["cancelled"], ("M2 0V5", theme.CHART_LINE["cancelled"])
            ),
            _pattern("attended", 6, theme.CHART_PAPER["attended"], ("", theme.CHART_LINE["open"])),
        ),
        width="0",
        height="0",
        class_name="absolute",
        custom_attrs={"aria-hidden": "true", "focusable": "false"},
    )


def _pattern(series: str, size: int, paper: str, line: tuple[str, str]) -> rx.Component:
    path, ink = line
    return rx.el.svg.pattern(
        rx.el.svg.rect(width=str(size), height=str(size), class_name=paper),
        *([rx.el.svg.path(d=path, class_name=ink)] if path else []),
        id=f"chart-{series}",
        width=str(size),
        height=str(size),
        pattern_units="userSpaceOnUse",
    )


def bar_chart(
    bars: Shown, *legend: tuple[str, Label], label: Any, frame: Label | None = None
) -> rx.Component:
    """Return bars under each other; `label` says what they show and that the table has the figures.

    `legend` names the series that occur, `frame` what the outline around a bar means.
    """
    drawn = rx.el.div(rx.foreach(bars, _bar), role="img", aria_label=label, class_name=theme.CHART)
    return rx.el.div(_legend(legend, frame), drawn, class_name=theme.CHART_BOX)


def _bar(bar: Shown) -> rx.Component:
    outline = rx.cond(
        bar.frame,
        rx.el.svg.rect(x="0", y="0", width=bar.frame, height=str(_TALL), class_name=theme.CHART_FRAME),
    )
    drawing = rx.el.svg(
        rx.foreach(bar.pieces, _piece),
        outline,
        width="100%",
        height=str(_TALL),
        custom_attrs={"aria-hidden": "true", "focusable": "false"},
    )
    words_line = rx.el.div(
        rx.el.span(worded(bar.name)),
        rx.el.span(bar.said, class_name=theme.CHART_SAID),
        class_name=theme.CHART_WORDS,
    )
    return rx.el.div(words_line, drawing)


def _piece(piece: Shown) -> rx.Component:
    return rx.el.svg.rect(
        x=piece.x,
        y="3",
        width=piece.width,
        height=str(_TALL - 6),
        fill="url(#chart-" + piece.series.to(str) + ")",
        class_name=theme.CHART_PIECE,
    )


def _legend(series: Sequence[tuple[str, Label]], frame: Label | None) -> rx.Component:
    marks = [_mark(f"url(#chart-{code})", theme.CHART_PIECE, label) for code, label in series]
    if frame is not None:
        marks.append(_mark("none", theme.CHART_FRAME, frame))
    return rx.el.ul(*marks, class_name=theme.CHART_LEGEND)


def _mark(fill: str, look: str, label: Label) -> rx.Component:
    square = rx.el.svg(
        rx.el.svg.rect(x="1", y="1", width="16", height="16", fill=fill, class_name=look),
        width="18",
        height="18",
        class_name="shrink-0",
        custom_attrs={"aria-hidden": "true", "focusable": "false"},
    )
    return rx.el.li(square, rx.el.span(label), class_name=theme.CHART_MARK)
