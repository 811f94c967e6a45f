"""「ハローワークの設定」: what the office offers and says of itself, and what is left to do."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.office.form_window import form_window
from hellowork_portal.ui.staff.office.forms import banner_forms, reach, said
from hellowork_portal.ui.staff.office.parts import offered
from hellowork_portal.ui.staff.office.reviews import reviews
from hellowork_portal.ui.staff.office.state import TOLD, OfficeSettingsState
from hellowork_portal.ui.staff.office.steps import checklist, ready
from hellowork_portal.ui.texts import t, tr, worded, words

_view: Shown = OfficeSettingsState.view
_PARTS = (
    ("reach", "staff.office.reach"),
    ("offer", "staff.office.procedures"),
    ("said", "staff.office.said"),
    ("reviews", "staff.review.title"),
    ("form-window", "staff.form_window.title"),
    ("banners", "staff.office.banners"),
)


@page(routes.STAFF_OFFICE, "staff.office.title", load=OfficeSettingsState.open)
def staff_office() -> rx.Component:
    """Return the page."""
    name = rx.cond(OfficeSettingsState.is_loaded, worded(_view.name), "")
    return staff_frame(
        title(tr("staff.office.title"), name),
        _told(),
        error_summary(OfficeSettingsState.summary),
        rx.cond(
            OfficeSettingsState.is_loaded,
            _loaded(),
            waiting(words(OfficeSettingsState.error), 8),
        ),
    )


def _told() -> rx.Component:
    """Return what was done or refused; it stays in sight, so that nobody has to leave where they work."""
    done = rx.cond(words(OfficeSettingsState.done), notice("success", worded(OfficeSettingsState.done)))
    return rx.el.div(
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        page_error(OfficeSettingsState),
        id=TOLD,
        tab_index=-1,
        class_name=theme.STICKS,
    )


def _contents() -> rx.Component:
    """Return the parts of the page as links."""
    links = [
        rx.el.li(native_link(tr(words), f"#{id_}", class_name=theme.LINK_ROW_ITEM)) for id_, words in _PARTS
    ]
    return rx.el.nav(rx.el.ul(*links, class_name=theme.LINK_ROW), aria_label=t("staff.office.contents"))


def _loaded() -> rx.Component:
    steps = rx.cond(_view.is_set_up, ready(_view.code), checklist(_view.steps, _view.code, is_here=True))
    shown = (reach(), offered(), said(), reviews(), form_window(), banner_forms())
    return stack(_contents(), steps, *shown, gap="lg")
