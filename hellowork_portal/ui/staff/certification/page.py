"""「認定日」: the office's calendar of a year, and what people have asked to be changed."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.staff.certification.grid import calendar
from hellowork_portal.ui.staff.certification.requests import requests
from hellowork_portal.ui.staff.certification.state import CertificationDaysState
from hellowork_portal.ui.texts import t, tr, worded, words

_state: Shown = CertificationDaysState


@page(routes.STAFF_CERTIFICATION_DAYS, "staff.certification.title", load=CertificationDaysState.open)
def staff_certification_days() -> rx.Component:
    """Return the page."""
    done = rx.cond(words(_state.done), notice("success", worded(_state.done)))
    body = rx.cond(_state.is_requests, requests(), calendar())
    return staff_frame(
        title(tr("staff.certification.title")),
        _tabs(),
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        error_summary(CertificationDaysState.summary),
        page_error(CertificationDaysState),
        rx.cond(_state.is_loaded, body, waiting(words(_state.error), 8)),
    )


def _tabs() -> rx.Component:
    base = here(routes.STAFF_CERTIFICATION_DAYS)
    return rx.el.nav(
        rx.el.ul(
            _tab(tr("staff.certification.tab.calendar"), base, ~_state.is_requests),
            _tab(
                tr("staff.certification.tab.requests"),
                base + rx.Var.create("&tab=requests"),
                _state.is_requests,
            ),
            class_name=theme.STAFF_TABS,
        ),
        aria_label=t("staff.certification.title"),
    )


def _tab(label: Label, href: Shown, is_here: Shown) -> rx.Component:
    current = rx.cond(is_here, "page", "false")
    return rx.el.li(rx.el.a(label, href=href, aria_current=current, class_name=theme.STAFF_TAB))
