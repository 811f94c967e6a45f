"""The sentence of a page's error with the nearest way on."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.texts import Readings, worded, words


def page_error(state: Any, *, unless: Shown = None) -> rx.Component:
    """Return what a PageState has to say, read out at once; `unless`: the page says it in another way."""
    sentence: Any = words(state.error) if unless is None else rx.cond(unless, "", words(state.error))
    return error_line(sentence, state.way)


def error_line(sentence: Any, way: Any) -> rx.Component:
    """Return a sentence with a link (WayOn) below it; nothing where the sentence is empty."""
    link = rx.cond(way.href, rx.el.div(link_plain(rx.el.span(worded(way.label)), way.href)))
    told = rx.el.div(
        rx.el.p(icon("error"), rx.el.span(Readings.create(text=sentence)), class_name=theme.ALERT), link
    )
    return rx.el.div(rx.cond(sentence, told), role="alert", class_name=theme.ALERT_AREA)
