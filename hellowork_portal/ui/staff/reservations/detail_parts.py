"""One reservation: facts, person, answers, what was sent, what happened."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, tertiary
from hellowork_portal.ui.components.form_field import confirm_sections
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, section, text
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.components.notices import badge, badge_of
from hellowork_portal.ui.components.printing import print_button
from hellowork_portal.ui.shell.staff_frame import here
from hellowork_portal.ui.staff.lists import as_written, dense_fact, dense_facts, mail_or_none
from hellowork_portal.ui.staff.reservations.parts import MODES, meeting_badge, state_badge
from hellowork_portal.ui.texts import Readings, tr, tr_of, worded, words

REASONS = ["asked", "staff_away", "closed", "weather", "fault", "other"]
RECORDS = ["none", "mine", "elsewhere"]
_OWN_REASONS = ["unwell", "busy", "found_work", "no_zoom", "mistake"]
KINDS = [
    "reservation_confirmed", "reservation_changed", "reservation_cancelled", "meeting_ready",
    "reservation_reminder", "reservation_received", "meeting_create", "meeting_move", "meeting_delete",
]  # fmt: skip
DELIVERY_STATES = ["planned", "waiting", "retrying", "dead", "sent", "refused"]
_DELIVERY_KINDS = [("retrying", "warning"), ("dead", "error"), ("refused", "error"), ("sent", "success")]


def head(view: Shown) -> rx.Component:
    """Return what is reserved, with its states."""
    marks = rx.el.div(
        state_badge(view.state),
        rx.cond(view.is_unconfirmed_claim, badge(tr("staff.reservations.unconfirmed"), "warning")),
        rx.cond(view.is_by_staff, badge(tr("staff.reservations.by_staff"), "neutral")),
        class_name=theme.WRAPPING,
    )
    meeting = rx.cond(view.mode == "online", dense_fact(tr("detail.meeting"), meeting_badge(view.meeting)))
    return dense_facts(
        dense_fact(tr("reserve.place.when"), rx.el.strong(worded(view.when), class_name=theme.STRONG)),
        dense_fact(tr("reserve.place.procedure"), worded(view.procedure)),
        dense_fact(tr("reserve.place.mode"), tr_of(view.mode, "reserve.mode", MODES)),
        dense_fact(tr("lookup.state"), marks),
        rx.cond(view.state == "cancelled", dense_fact(tr("staff.reservation.why"), _cancelled(view))),
        meeting,
    )


def joining(view: Shown) -> rx.Component:
    """Return what a person without mail is told or given in order to join; nothing before it is there."""
    ready = section(
        tr("staff.reservation.joining"),
        rx.el.div(text(tr("staff.reservation.joining_means")), class_name="no-print"),
        facts(
            fact(tr("detail.meeting_url"), rx.el.span(view.join_url, class_name="break-all")),
            fact(tr("detail.meeting_passcode"), rx.el.span(view.passcode, class_name=theme.TABULAR)),
        ),
        text(tr("detail.meeting_name", number=view.number_shown)),
        rx.el.div(print_button(tr("staff.booking.booked_print"))),
        id="joining",
    )
    return rx.cond(view.join_url, ready)


def _cancelled(view: Shown) -> rx.Component:
    by = rx.cond(
        view.cancelled_by == "staff", tr("staff.reservation.by_office"), tr("staff.reservation.by_person")
    )
    whys = [(one, tr(f"staff.why.{one}")) for one in REASONS if one != "other"]
    whys += [(one, tr(f"cancel.reason.{one}")) for one in _OWN_REASONS]
    return rx.el.div(by, " ", rx.fragment(rx.match(view.cancel_reason, *whys, rx.fragment())))


def person(state: Any) -> rx.Component:
    """Return who has booked, and the way to all that the office knows of them."""
    who: Shown = state.view.person
    call = native_link(who.phone, rx.Var.create("tel:") + who.phone.to(str))
    number = rx.el.div(
        rx.el.span(who.masked_number, class_name=theme.TABULAR),
        rx.cond(who.sharing > 0, badge(tr("staff.person.sharing", count=who.sharing), "warning")),
        class_name=theme.WRAPPING,
    )
    return section(
        tr("staff.reservations.person"),
        dense_facts(
            dense_fact(tr("staff.person.name"), as_written(who.name, theme.STRONG)),
            dense_fact(tr("staff.person.reading"), as_written(who.reading)),
            dense_fact(tr("staff.person.born"), worded(who.born_on)),
            dense_fact(tr("reserve.place.phone"), rx.cond(who.phone, call, rx.el.span("－"))),
            dense_fact(tr("staff.person.mail"), mail_or_none(who.mail_address)),
            rx.cond(who.masked_number, dense_fact(tr("staff.person.number"), number)),
            dense_fact(tr("staff.person.record"), tr_of(who.claimant, "staff.person.claimant", RECORDS)),
        ),
        rx.el.div(link_plain(tr("staff.person.open"), state.person_href)),
    )


def answers(view: Shown) -> rx.Component:
    """Return what was answered in the form."""
    given = rx.cond(
        view.answers.length() > 0,
        confirm_sections(view.answers, level=3),
        text(tr("staff.reservation.no_answers")),
    )
    return section(tr("staff.reservation.answers"), given)


def sent(state: Any) -> rx.Component:
    """Return the letters and the work at the meeting."""
    lines: Shown = state.view.deliveries
    listed = rx.el.ul(rx.foreach(lines, lambda line: delivery(line, state)), class_name=theme.LINES)
    nothing = text(tr("staff.deliveries.nothing_sent"))
    return section(tr("staff.deliveries.of_reservation"), rx.cond(lines.length() > 0, listed, nothing))


def delivery(line: Shown, state: Any) -> rx.Component:
    """Return one letter or work, its state, what is wrong, and what can be done."""
    kind: Any = rx.match(line.state, *_DELIVERY_KINDS, "neutral")
    marked = badge_of(tr_of(line.state, "staff.deliveries.state", DELIVERY_STATES), kind.to(str))
    what = rx.el.strong(tr_of(line.kind, "staff.deliveries.kind", KINDS), class_name=theme.STRONG)
    told = {"aria-description": words(line.when)}
    again = tertiary(tr("staff.deliveries.retry"), on_click=state.retry(line.job_id), custom_attrs=told)
    stop = tertiary(tr("staff.deliveries.stop"), on_click=state.stop(line.job_id), custom_attrs=dict(told))
    return rx.el.li(
        rx.el.div(
            what, marked, rx.el.span(worded(line.when), class_name=theme.SMALL), class_name=theme.WRAPPING
        ),
        rx.cond(words(line.error), rx.el.p(Readings.create(text=words(line.error)), class_name=theme.SMALL)),
        rx.el.div(rx.cond(line.can_retry, again), rx.cond(line.can_stop, stop), class_name=theme.WRAPPING),
        class_name=theme.LIST_LINE,
    )


def history(view: Shown) -> rx.Component:
    """Return what happened, the newest first."""
    listed = rx.el.ol(rx.foreach(view.history, _event), class_name="list-none")
    return rx.cond(view.history.length() > 0, section(tr("detail.history"), listed))


def _event(line: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.span(worded(line.at), class_name=theme.joined(theme.SMALL, theme.TABULAR)),
        rx.el.span(worded(line.sentence), class_name="break-words min-w-0"),
        class_name=theme.EVENT,
    )


def back() -> rx.Component:
    """Return the way to the list."""
    return rx.el.div(link_plain(tr("staff.reservation.back"), here(routes.STAFF_RESERVATIONS)))
