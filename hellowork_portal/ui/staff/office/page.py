"""「ハローワークの設定」: what the office offers and says of itself, and what is left to do."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.office.form_window import form_window
from hellowork_portal.ui.staff.office.forms import banner_forms, reach, said
from hellowork_portal.ui.staff.office.parts import offered
from hellowork_portal.ui.staff.office.reviews import reviews
from hellowork_portal.ui.staff.office.state import OfficeSettingsState
from hellowork_portal.ui.staff.office.steps import checklist, ready
from hellowork_portal.ui.texts import tr, worded, words

_view: Shown = OfficeSettingsState.view


@page(routes.STAFF_OFFICE, "staff.office.title", load=OfficeSettingsState.open)
def staff_office() -> rx.Component:
    """Return the page."""
    done = rx.cond(words(OfficeSettingsState.done), notice("success", worded(OfficeSettingsState.done)))
    name = rx.cond(OfficeSettingsState.is_loaded, worded(_view.name), "")
    return staff_frame(
        title(tr("staff.office.title"), name),
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        error_summary(OfficeSettingsState.summary),
        page_error(OfficeSettingsState),
        rx.cond(
            OfficeSettingsState.is_loaded,
            _loaded(),
            waiting(words(OfficeSettingsState.error), 8),
        ),
    )


def _loaded() -> rx.Component:
    steps = rx.cond(_view.is_set_up, ready(_view.code), checklist(_view.steps, _view.code, is_here=True))
    return stack(steps, reach(), offered(), said(), reviews(), form_window(), banner_forms(), gap="lg")
