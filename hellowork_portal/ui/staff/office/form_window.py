"""When the office takes declarations: days before, and the times of the 認定日."""

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.staff.office.state import OfficeSettingsState
from hellowork_portal.ui.staff.schedule.inputs import number_box, time_box
from hellowork_portal.ui.texts import tr

_window: Shown = OfficeSettingsState.window


def form_window() -> rx.Component:
    """Return the form of the times at which declarations are filed."""
    errors: Shown = OfficeSettingsState.field_errors
    form = script_form(
        text(tr("staff.form_window.lead")),
        text(tr("staff.form_window.concerned", today=_window.today, coming=_window.coming)),
        number_box(
            "drafts_days_before",
            tr("staff.form_window.days"),
            _window.days_before.to_string(),
            errors["drafts_days_before"],
        ),
        time_box("files_from", tr("staff.form_window.from"), _window.files_from, errors["files_from"]),
        time_box("files_until", tr("staff.form_window.until"), _window.files_until, errors["files_until"]),
        rx.cond(
            OfficeSettingsState.view.can_change, rx.el.div(secondary(tr("staff.office.save"), type="submit"))
        ),
        on_submit=OfficeSettingsState.save_form_window,
        class_name=theme.DENSE,
    )
    return section(
        tr("staff.form_window.title"), rx.el.div(form, class_name=theme.STAFF_CARD), id="form-window"
    )
