"""「詳細」 with 「会議情報」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.for_interview import for_interview
from hellowork_portal.ui.citizen.guest.parts import claim_offer
from hellowork_portal.ui.citizen.lookup.parts import (
    EVENTS,
    advice,
    bring_section,
    calendar_link,
    change_section,
    meeting_section,
    state_badge,
)
from hellowork_portal.ui.citizen.lookup.states import DetailState
from hellowork_portal.ui.citizen.reserve.parts import place_facts
from hellowork_portal.ui.citizen.waitlist.parts import wait_earlier
from hellowork_portal.ui.components.buttons import button_row, link_plain, link_primary, link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, section, stack, text, title
from hellowork_portal.ui.components.notices import empty_state, notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.texts import tr, tr_of, worded, words


@page(routes.RESERVATION, "detail.title", load=DetailState.open)
def reservation() -> rx.Component:
    """Return one's own reservation."""
    missing = empty_state(
        tr("detail.not_found"), tr("detail.not_found_body"), link_primary(tr("detail.back"), routes.LOOKUP)
    )
    return frame(
        title(tr("detail.title")),
        page_error(DetailState, unless=DetailState.is_missing),
        rx.cond(
            DetailState.detail.number,
            _found(),
            rx.cond(DetailState.is_missing, missing, waiting(words(DetailState.error), 8)),
        ),
    )


def _found() -> rx.Component:
    detail: Shown = DetailState.detail
    return stack(
        place_facts(
            detail.place,
            fact(tr("lookup.number"), rx.el.strong(detail.number_shown, class_name=theme.TABULAR)),
            fact(tr("lookup.state"), state_badge(detail.state)),
            has_office_link=True,
        ),
        rx.cond(
            detail.is_unconfirmed_claim,
            notice("info", tr("detail.unconfirmed"), text(tr("detail.unconfirmed_body"))),
        ),
        rx.cond(detail.state == "cancelled", _cancelled(detail), _coming(detail)),
        for_interview(DetailState.declaration),
        rx.cond(
            detail.history.length() > 0,
            section(tr("detail.history"), facts(rx.foreach(detail.history, _event))),
        ),
        rx.cond(detail.state == "confirmed", claim_offer(detail.number)),
        rx.el.div(link_plain(tr("detail.back"), routes.LOOKUP)),
        gap="lg",
    )


def _coming(detail: Shown) -> rx.Component:
    return stack(
        meeting_section(DetailState),
        button_row(link_secondary(tr("interview.link"), _day_page(detail)), calendar_link(detail)),
        bring_section(DetailState),
        change_section(detail),
        rx.cond(
            detail.can_change & ~SessionState.is_guest,
            section(
                tr("waitlist.title"),
                wait_earlier(DetailState, words(detail.place.when), is_same_day=detail.is_same_day_only),
            ),
        ),
        advice(),
        gap="lg",
    )


def _day_page(detail: Shown) -> Shown:
    return rx.Var.create(f"{routes.INTERVIEW}?number=") + detail.number.to(str)


def _cancelled(detail: Shown) -> rx.Component:
    again = rx.Var.create(f"{routes.CALENDAR}?offering=") + detail.offering_id.to_string()
    return notice(
        "info",
        tr("detail.cancelled"),
        text(tr("detail.cancelled.body")),
        rx.el.div(link_secondary(tr("detail.cancelled.again"), again)),
    )


def _event(line: Shown) -> rx.Component:
    """Return when what happened, and from when to when it moved."""
    event = tr_of(line.event, "detail.event", EVENTS)
    note = rx.cond(words(line.note), rx.el.span(worded(line.note), class_name="block"))
    return fact(rx.el.span(worded(line.when), class_name="font-normal"), rx.fragment(event, note))
