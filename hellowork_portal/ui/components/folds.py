"""What is folded away until somebody wants it: one line to press, the rest below."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Label, Shown


def fold(label: Label, *children: Any, is_open: Shown = False, is_section: bool = False) -> rx.Component:
    """Return children behind a line; `is_open` says how it stands first, and whenever that changes.

    `is_section`: the line is a heading (h2) of the page.
    """
    opener = rx.el.summary(
        icon("next", 20, "turns transition-transform"),
        rx.el.h2(label) if is_section else rx.el.span(label),
        class_name=theme.joined(theme.LINK_LINE, "cursor-pointer"),
    )
    return rx.el.details(opener, *children, open=is_open)
