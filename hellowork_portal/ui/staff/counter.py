"""What the counter's codes share: by what identity was checked, and the code itself, shown once."""

from typing import Any

import reflex as rx

from hellowork_portal.services.accounts.rules import CODE_LIFE
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary
from hellowork_portal.ui.components.fields import select_input
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.layout import number_panel, stack, text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.texts import bracketed, tr

DOCUMENTS = ["driving_licence", "my_number_card", "claimant_card", "residence_card", "passport", "two_others"]
HOURS = int(CODE_LIFE.total_seconds()) // 3600


def code_form(prefix: str, label: Label, on_submit: Any, key: Any) -> rx.Component:
    """Return the form that makes a code once staff say by what they have seen who it is."""
    options: Any = [("", bracketed("staff.counter.choose"))]
    options += [(one, bracketed(f"staff.counter.document.{one}")) for one in DOCUMENTS]
    document = select_input(
        f"{prefix}-document", tr("staff.counter.document"), options, required=True, name="document"
    )
    return script_form(
        stack(document, rx.el.div(secondary(label, type="submit")), gap="sm"), on_submit=on_submit, key=key
    )


def code_shown(code: Shown, where: Label) -> rx.Component:
    """Return a code that was just made, big enough to be read across a counter."""
    shown = stack(
        number_panel(tr("staff.counter.code"), code), text(where), text(tr("staff.counter.once", hours=HOURS))
    )
    return rx.cond(code, rx.el.div(shown, class_name=theme.STACK["sm"]))
