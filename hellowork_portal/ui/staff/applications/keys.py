"""The keys of the list and of a case: a client module acts on marks in the page, never while one types."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.texts import tr

WORK_KEYS_JS = "$/public" + rx.asset("work_keys.jsx", shared=False)


class WorkKeys(rx.Component):
    """Listens for keys; draws nothing."""

    library = WORK_KEYS_JS
    tag = "WorkKeys"


def key(letter: str, *, goes: bool = False) -> dict[str, Any]:
    """Return the attributes of what a letter presses; with `goes` it only takes the focus."""
    marks = {"data-key": letter, "aria-keyshortcuts": letter}
    return marks | ({"data-goes": ""} if goes else {})


def keys_help(*lines: tuple[str, str]) -> rx.Component:
    """Return the keys with what they do, folded; (key, catalogue key) each."""
    shown = [
        rx.el.li(
            rx.el.kbd(sign, class_name=theme.BOARD_KEY), rx.el.span(tr(said)), class_name=theme.BOARD_KEY_LINE
        )
        for sign, said in lines
    ]
    return rx.el.div(
        WorkKeys.create(),
        rx.el.details(
            rx.el.summary(tr("staff.applications.keys"), class_name=theme.SUMMARY_LINE),
            rx.el.ul(*shown, class_name=theme.BOARD_KEYS),
            custom_attrs={"data-keys-help": ""},
        ),
    )
