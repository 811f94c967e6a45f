"""Requests to change a 認定日: the list, and one of them with its answer."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.certifications.change_rules import Reason
from hellowork_portal.services.certifications.views import OfficeChangeRow
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.attachments import staff_attachments
from hellowork_portal.ui.components.buttons import danger, primary
from hellowork_portal.ui.components.fields import text_area
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import fact, facts
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge_of
from hellowork_portal.ui.shell.staff_frame import here
from hellowork_portal.ui.staff.certification.state import CertificationDaysState
from hellowork_portal.ui.staff.schedule.inputs import date_box
from hellowork_portal.ui.texts import t, tr, tr_of, worded, words

_REASONS = [reason.value for reason in Reason]
_STATES = ["asked", "approved", "refused", "withdrawn"]
_changes: Shown = CertificationDaysState.changes
_change: Shown = CertificationDaysState.change
_errors: Shown = CertificationDaysState.field_errors
_count: Shown = CertificationDaysState.form_count


def requests() -> rx.Component:
    """Return the requests that wait, the one that is open, and what was answered last."""
    waiting: Shown = _changes.waiting
    answered: Shown = _changes.answered
    none = rx.el.p(tr("staff.certification.no_requests"), class_name=theme.TEXT)
    lists = rx.el.div(
        rx.el.h2(tr("staff.certification.waiting"), class_name=theme.H3),
        rx.cond(waiting.length() > 0, _table(waiting, "staff.certification.waiting"), none),
        rx.cond(
            answered.length() > 0,
            rx.fragment(
                rx.el.h2(tr("staff.certification.answered"), class_name=theme.H3),
                _table(answered, "staff.certification.answered"),
            ),
        ),
        class_name=theme.joined(theme.STACK["sm"], "min-w-0"),
    )
    return rx.el.div(
        lists,
        rx.cond(_change.request_id > 0, _one()),
        class_name="grid gap-6 desktop:grid-cols-[minmax(0,1fr)_minmax(20rem,32rem)] desktop:items-start",
    )


def _table(rows: Shown, caption: str) -> rx.Component:
    heads = [
        rx.el.th(tr(f"staff.certification.head.{one}"), scope="col", class_name=theme.STAFF_TH)
        for one in ("day", "name", "reason", "state")
    ]
    table = rx.el.table(
        rx.el.caption(t(caption), class_name=theme.HIDDEN),
        rx.el.thead(rx.el.tr(*heads)),
        rx.el.tbody(rx.foreach(rows.to(list[OfficeChangeRow]), _row)),
        class_name=theme.STAFF_TABLE,
    )
    return rx.el.div(
        table, class_name=theme.STAFF_TABLE_FRAME, tab_index=0, role="region", aria_label=t(caption)
    )


def _row(row: Shown) -> rx.Component:
    href = (
        here(routes.STAFF_CERTIFICATION_DAYS)
        + rx.Var.create("&tab=requests&request=")
        + row.request_id.to_string()
    )
    name = rx.el.a(row.name, href=href, custom_attrs={**AS_WRITTEN}, class_name=theme.LINK)
    cells = (
        worded(row.from_day),
        name,
        tr_of(row.reason, "day_change.reason", _REASONS),
        badge_of(tr_of(row.state, "day_change.state", _STATES), _look(row.state)),
    )
    return rx.el.tr(*[rx.el.td(cell, class_name=theme.STAFF_TD) for cell in cells])


def _look(state: Shown) -> Shown:
    return rx.match(state, ("approved", "success"), ("refused", "error"), ("asked", "info"), "neutral")


def _one() -> rx.Component:
    written = {**AS_WRITTEN}
    note = rx.el.span(_change.note, custom_attrs=written, class_name="whitespace-pre-line break-words")
    return rx.el.section(
        rx.el.h2(rx.el.span(_change.name, custom_attrs=written), class_name=theme.H3, id="request"),
        facts(
            fact(tr("staff.certification.head.day"), worded(_change.from_day)),
            rx.cond(words(_change.wished), fact(tr("day_change.wished"), worded(_change.wished))),
            fact(tr("day_change.reason"), tr_of(_change.reason, "day_change.reason", _REASONS)),
            rx.cond(_change.note, fact(tr("day_change.note"), note)),
            fact(tr("day_change.asked_at"), worded(_change.asked_at)),
            rx.cond(
                words(_change.next_day), fact(tr("staff.certification.next_day"), worded(_change.next_day))
            ),
            rx.cond(words(_change.booked), fact(tr("staff.certification.booked"), worded(_change.booked))),
            rx.cond(words(_change.new_day), fact(tr("day_change.new_day"), worded(_change.new_day))),
            rx.cond(_change.answer, fact(tr("day_change.answer"), _change.answer)),
        ),
        staff_attachments(CertificationDaysState.files),
        rx.cond(_change.can_decide, _answers()),
        class_name=theme.STAFF_CARD,
    )


def _answers() -> rx.Component:
    approve = script_form(
        date_box("new_day", tr("day_change.new_day"), _change.wished_iso, _errors["new_day"]),
        text_area("answer", tr("staff.certification.words"), rows=2, error=_errors["answer"]),
        rx.el.div(primary(tr("staff.certification.approve"), type="submit", aria_describedby="request")),
        on_submit=CertificationDaysState.approve,
        key="approve-" + _count.to_string(),
        class_name=theme.DENSE,
    )
    refuse = script_form(
        text_area(
            "why_not",
            tr("staff.certification.why_not"),
            rows=2,
            error=_errors["why_not"],
            required=True,
        ),
        rx.el.div(danger(tr("staff.certification.refuse"), type="submit", aria_describedby="request")),
        on_submit=CertificationDaysState.refuse,
        key="refuse-" + _count.to_string(),
        class_name=theme.DENSE,
    )
    folded = rx.el.details(
        rx.el.summary(tr("staff.certification.refuse"), class_name=theme.SUMMARY_LINE),
        rx.el.div(refuse, class_name=theme.FOLDED),
        open=words(_errors["why_not"]).bool(),
    )
    return rx.fragment(approve, folded)
