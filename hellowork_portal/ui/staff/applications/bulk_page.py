"""「疑義のない申請をまとめて認定する」: the list, its sample, one button."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, link_secondary, primary, secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, section, stack, text, title
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.components.notices import badge, empty_state, notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.staff.applications.bulk_state import BulkState
from hellowork_portal.ui.staff.applications.parts import case_href
from hellowork_portal.ui.staff.lists import as_written, list_row, list_table
from hellowork_portal.ui.staff.reservations.deeds import done_line
from hellowork_portal.ui.texts import tr, worded, words


@page(routes.STAFF_BULK, "staff.bulk.title", load=BulkState.open)
def staff_bulk() -> rx.Component:
    """Return the page."""
    state = BulkState
    return staff_frame(
        title(tr("staff.bulk.title"), tr("staff.bulk.lead")),
        done_line(state),
        page_error(state),
        rx.cond(state.is_loaded, _loaded(), waiting(words(state.error), 8)),
        rx.el.div(link_plain(tr("staff.case.back"), here(routes.STAFF_APPLICATIONS))),
    )


def _loaded() -> rx.Component:
    found: Shown = BulkState.found
    heads = [
        tr("staff.reservations.person"), tr("staff.applications.certification"),
        tr("staff.case.certified_days"), tr("staff.case.payable_yen"), tr("staff.case.next_on"),
        tr("staff.bulk.sample"),
    ]  # fmt: skip
    nothing = empty_state(
        tr("staff.bulk.none"),
        tr("staff.bulk.none_body"),
        link_secondary(tr("staff.case.back"), here(routes.STAFF_APPLICATIONS)),
    )
    left = rx.cond(found.left > 0, text(tr("staff.bulk.left", count=found.left)))
    shown = stack(_approving(), list_table("staff.bulk.title", heads, rx.foreach(found.lines, _line)))
    waiting: Shown = BulkState.waiting
    second = section(
        tr("staff.bulk.waiting"),
        _second(),
        list_table("staff.bulk.waiting", heads, rx.foreach(waiting.lines, _line)),
    )
    empty = rx.cond(waiting.count > 0, rx.fragment(), nothing)
    return stack(rx.cond(waiting.count > 0, second), rx.cond(found.count > 0, shown, empty), left, gap="lg")


def _line(row: Shown) -> rx.Component:
    person = rx.el.a(as_written(row.name), href=case_href(row.number), class_name=theme.LIST_LINK)
    mark = rx.cond(
        row.is_sample,
        rx.cond(
            row.is_seen,
            badge(tr("staff.bulk.seen"), "success"),
            badge(tr("staff.bulk.to_open"), "warning"),
        ),
        rx.el.span("－"),
    )
    return list_row(
        person,
        worded(row.certification),
        tr("staff.case.days", count=row.certified_days),
        tr("staff.case.yen", yen=row.payable),
        worded(row.next_on),
        mark,
    )


def _approving() -> rx.Component:
    """Return what will happen, to how many, and the button; it says what is still to be looked at."""
    state: Any = BulkState
    found: Shown = state.found
    means = bullets(
        tr("staff.bulk.means_as_proposed"),
        tr("staff.bulk.means_mail"),
        rx.cond(found.needs_two, tr("staff.bulk.means_two"), tr("staff.bulk.means_correct")),
    )
    button = primary(tr("staff.bulk.approve", count=found.count), type="submit", aria_describedby="acts-on")
    heading = rx.el.span(tr("staff.bulk.will", count=found.count), id="acts-on")
    return notice("info", heading, means, _once_seen(found, button, state.approve))


def _second() -> rx.Component:
    """Return the same for the second person: what others have decided, approved at once."""
    state: Any = BulkState
    found: Shown = state.waiting
    label = tr("staff.bulk.approve_waiting", count=found.count)
    button = secondary(label, type="submit", aria_describedby="acts-on-waiting")
    heading = rx.el.span(tr("staff.bulk.will_approve", count=found.count), id="acts-on-waiting")
    means = bullets(tr("staff.bulk.waiting_means"), tr("staff.bulk.waiting_back"))
    return notice("info", heading, means, _once_seen(found, button, state.approve_others))


def _once_seen(found: Shown, button: rx.Component, on_submit: Any) -> rx.Component:
    """Return the button, or before the sample was opened what is still to be looked at."""
    unseen = text(tr("staff.bulk.unseen", unseen=found.unseen, sample=found.sample))
    form = script_form(
        hidden("seen", found.fingerprint),
        rx.el.div(button),
        on_submit=on_submit,
        key=found.fingerprint.to(str),
    )
    return rx.fragment(rx.cond(found.unseen > 0, unseen, form))
