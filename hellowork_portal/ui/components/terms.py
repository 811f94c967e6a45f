"""Terms that are read before they are agreed to."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.layout import card
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.texts import t, tr


def terms_box(contents: Any, name: str, *, agreement: str = "agree") -> rx.Component:
    """Return terms under the name of a catalogue key, with the way over them to the tick `agreement`.

    On wide screens a box that scrolls by mouse and keys; on phones they stand in the page, because a
    finger that meant the page would be caught in the box.
    """
    box = card(contents, tab_index=0, role="region", aria_label=t(name), class_name=theme.TERMS)
    over = native_link(tr("components.terms.over"), f"#{agreement}", class_name="desktop:hidden py-2.5")
    return rx.el.div(rx.el.div(over), box, class_name=theme.STACK["sm"])
