"""The prefectures by region, as links to a page that takes one in its address."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.search.views import PREFECTURES
from hellowork_portal.ui.texts import Readings, compiled, t, tr

_REGIONS = (
    ("north", 1, 7),
    ("kanto", 8, 14),
    ("chubu", 15, 23),
    ("kinki", 24, 30),
    ("chugoku", 31, 39),
    ("kyushu", 40, 47),
)
"""The usual grouping of the prefectures, by the first and last of their codes."""


def regions(to: Callable[[str], Any], target: str) -> rx.Component:
    """Return all prefectures as links to what `to` makes of their codes; the focus goes to `target` there."""
    return rx.el.div(
        *[_region(code, first, last, to, target) for code, first, last in _REGIONS],
        class_name="flex flex-col gap-4",
    )


def _region(region: str, first: int, last: int, to: Callable[[str], Any], target: str) -> rx.Component:
    links = [_link(code, to(code), target) for code in PREFECTURES if first <= int(code) <= last]
    return rx.el.div(
        rx.el.p(tr(f"search.region.{region}"), class_name=theme.STRONG),
        rx.el.ul(
            *links, aria_label=t(f"search.region.{region}"), class_name="flex flex-wrap gap-x-5 list-none"
        ),
    )


def _link(code: str, address: Any, target: str) -> rx.Component:
    look = theme.joined(theme.LINK, "py-2.5")
    name = rx.el.span(Readings.create(text=compiled(PREFECTURES[code])))
    return rx.el.li(rx.el.a(name, href=address, on_click=rx.set_focus(target), class_name=look))
