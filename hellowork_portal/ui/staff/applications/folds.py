"""What the forms of a case share: a fold that a key opens, and the revision that was seen."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.native import hidden
from hellowork_portal.ui.staff.applications.keys import key

REASONS = [
    "waiting", "restricted", "benefit_ended", "employed", "worked", "used_up", "few_activities", "not_ready",
    "absent", "other",
]  # fmt: skip
"""Why days are not certified (services/reviews/figures.REASONS)."""


def folded(label: Label, *children: Any, sign: str = "", **props: Any) -> rx.Component:
    """Return what is folded up under its label; a key may open it."""
    marks = key(sign) if sign else {}
    return rx.el.details(
        rx.el.summary(label, custom_attrs=marks, class_name=theme.SUMMARY_LINE),
        rx.el.div(*children, class_name=theme.joined("pt-2 pb-3", theme.STACK["sm"])),
        class_name=theme.DEED,
        **props,
    )


def seen(value: Shown) -> rx.Component:
    """Return what tells the server which state of things this form was drawn for."""
    return hidden("seen", value.to_string())
