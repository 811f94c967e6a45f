"""「順番待ち」: what one waits for, the seats that are kept, and how it works."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.services.waitlist.views import WaitingRow
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.waitlist.parts import look_again, said, seat_link
from hellowork_portal.ui.citizen.waitlist.state import WaitlistState
from hellowork_portal.ui.components.buttons import (
    button_row,
    link_plain,
    link_secondary,
    secondary,
)
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, card, fact, facts, section, stack, text, title
from hellowork_portal.ui.components.notices import badge, empty_state, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import labelled, t, tr, tr_of, worded, words

_KINDS = ["slot", "day", "earlier"]
_STATES = ["booked", "left", "over"]
_seen: Shown = WaitlistState


@page(routes.WAITLIST, "waitlist.title", load=WaitlistState.open)
def waitlist() -> rx.Component:
    """Return everything the person waits for."""
    loaded = stack(said(WaitlistState), _offers(), _active(), _ended(), _how(), gap="lg")
    return frame(
        title(tr("waitlist.title"), tr("waitlist.lead")),
        page_error(WaitlistState),
        rx.cond(WaitlistState.is_loaded, loaded, waiting(words(WaitlistState.error), 8)),
        look_again(_seen, WaitlistState.look),
    )


def _offers() -> rx.Component:
    """Return the seats that are kept; the region is there before, so that a new one is read out."""
    rows: Shown = _seen.offered.to(list[WaitingRow])
    some = section(tr("waitlist.offered"), rx.foreach(rows, _offer))
    return rx.el.div(rx.cond(rows.length() > 0, some), role="status", class_name=theme.ALERT_AREA)


def _offer(row: Shown) -> rx.Component:
    seat: Shown = row.offer
    is_move = row.kind == "earlier"
    return card(
        rx.el.h3(tr("waitlist.offer.heading", until=words(seat.until)), class_name=theme.H3),
        facts(
            fact(tr("reserve.place.when"), rx.el.strong(worded(seat.when), class_name=theme.STRONG)),
            fact(tr("reserve.place.office"), worded(row.office)),
            fact(tr("reserve.place.procedure"), worded(row.procedure)),
            rx.cond(is_move, fact(tr("waitlist.wish.earlier"), worded(row.wish))),
        ),
        text(rx.cond(is_move, tr("waitlist.offer.body.earlier"), tr("waitlist.offer.body"))),
        text(
            rx.cond(row.kind == "slot", tr("waitlist.offer.refuse.end"), tr("waitlist.offer.refuse.more")),
            " ",
            tr("waitlist.offer.other"),
        ),
        button_row(
            seat_link(seat),
            secondary(tr("waitlist.offer.refuse"), on_click=WaitlistState.refuse(row.entry_id)),
            rx.cond(row.kind == "slot", rx.fragment(), _leave(row)),
        ),
        key=seat.hold_id.to_string(),
    )


def _active() -> rx.Component:
    rows: Shown = _seen.active.to(list[WaitingRow])
    none = empty_state(
        tr("waitlist.none"),
        tr("waitlist.none.body"),
        link_secondary(tr("access.done.book"), routes.PROCEDURES),
    )
    nothing = rx.cond(_seen.offered.length() > 0, rx.fragment(), none)
    some = section(tr("waitlist.active"), rx.foreach(rows, _wish))
    return rx.cond(rows.length() > 0, some, nothing)


def _wish(row: Shown) -> rx.Component:
    return card(
        rx.el.div(
            rx.el.h3(worded(row.procedure), class_name=theme.H3),
            badge(tr("waitlist.state.waiting"), "info"),
            class_name=theme.WRAPPING,
        ),
        _facts(row),
        button_row(
            _leave(row),
            link_secondary(
                tr("waitlist.calendar"),
                rx.Var.create(f"{routes.CALENDAR}?offering=") + row.offering_id.to_string(),
                aria_label=t("waitlist.calendar") + rx.Var.create(" ") + labelled(row.office),
            ),
        ),
        key=row.entry_id.to_string(),
    )


def _facts(row: Shown) -> rx.Component:
    return facts(
        fact(
            tr_of(row.kind, "waitlist.wish", _KINDS), rx.el.strong(worded(row.wish), class_name=theme.STRONG)
        ),
        fact(tr("reserve.place.office"), worded(row.office)),
        fact(tr("waitlist.since"), worded(row.since)),
    )


def _leave(row: Shown) -> rx.Component:
    return secondary(
        tr("waitlist.leave"),
        on_click=WaitlistState.leave(row.entry_id),
        aria_label=t("waitlist.leave.of", wish=words(row.wish)),
    )


def _ended() -> rx.Component:
    rows: Shown = _seen.ended.to(list[WaitingRow])
    listed = rx.el.ul(rx.foreach(rows, _past), class_name=theme.LINES)
    return rx.cond(rows.length() > 0, section(tr("waitlist.ended"), listed))


def _past(row: Shown) -> rx.Component:
    words_of_it = rx.el.p(
        worded(row.wish), rx.el.br(), worded(row.office), " ", worded(row.procedure), class_name=theme.TEXT
    )
    state = badge(tr_of(row.state, "waitlist.state", _STATES), "neutral")
    return rx.el.li(
        rx.el.div(words_of_it, rx.el.div(state), class_name=theme.STACK["sm"]), class_name=theme.LINE
    )


def _how() -> rx.Component:
    return section(
        tr("waitlist.how"),
        bullets(
            tr("waitlist.how.1"),
            tr("waitlist.how.2", minutes=str(settings().offer_minutes)),
            tr("waitlist.how.3"),
            tr("waitlist.how.4", most=_seen.most_lapsed, wishes=_seen.most_wishes),
        ),
        rx.el.div(link_plain(tr("detail.back"), routes.LOOKUP)),
    )
