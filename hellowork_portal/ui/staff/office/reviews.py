"""How the office decides applications: by one person or two, and how much is looked at."""

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary
from hellowork_portal.ui.components.choices import checkbox_input
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.staff.office.state import OfficeSettingsState
from hellowork_portal.ui.texts import tr

_reviews: Shown = OfficeSettingsState.reviews


def reviews() -> rx.Component:
    """Return the form of the review of applications."""
    percent = _reviews.sample_percent.to_string()
    form = script_form(
        checkbox_input(
            "needs_two_persons",
            tr("staff.review.needs_two_persons"),
            default_checked=_reviews.needs_two_persons,
            key="two-" + _reviews.needs_two_persons.to_string(),
        ),
        text_input(
            "sample_percent",
            tr("staff.review.sample_percent"),
            default_value=percent,
            help=tr("staff.review.sample_help"),
            error=OfficeSettingsState.field_errors["sample_percent"],
            input_mode="numeric",
            autocomplete="off",
            width="box",
        ),
        rx.cond(
            OfficeSettingsState.view.can_change, rx.el.div(secondary(tr("staff.office.save"), type="submit"))
        ),
        on_submit=OfficeSettingsState.save_reviews,
        class_name=theme.DENSE,
    )
    return section(tr("staff.review.title"), rx.el.div(form, class_name=theme.STAFF_CARD), id="reviews")
