"""「今日のご案内」: the personal part of the home page, once somebody is known to be signed in."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.banners.views import BannerView
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.coming import certification_card, has_certification
from hellowork_portal.ui.citizen.apply.missed import missed
from hellowork_portal.ui.citizen.home.state import HomeState
from hellowork_portal.ui.citizen.interview.joining import JoinState
from hellowork_portal.ui.citizen.waitlist.parts import seats_kept
from hellowork_portal.ui.components.alarm import alarm
from hellowork_portal.ui.components.buttons import button_row, link_plain, link_primary, link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, stack, text
from hellowork_portal.ui.components.native import external_link
from hellowork_portal.ui.components.notices import badge, notice, skeleton
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.texts import tr, tr_of, worded, words

_seen: Shown = HomeState
_interview: Shown = HomeState.interview


def today() -> rx.Component:
    """Return what is to be done today; its shape in grey while it is on its way."""
    cards = rx.el.div(
        rx.cond(_interview.number, _next_interview(), _no_interview()),
        rx.cond(has_certification(_seen), certification_card(_seen, may_lead=~_is_elsewhere())),
        class_name=theme.TWO_CARDS,
    )
    loaded = stack(
        _mail(), missed(_seen), seats_kept(HomeState), _hold(), _office_notices(), cards, _ways_on()
    )
    return rx.el.section(
        rx.el.h2(tr("today.heading"), class_name=theme.H2),
        page_error(_seen),
        rx.cond(_seen.is_loaded, loaded, rx.cond(words(_seen.error), rx.fragment(), skeleton(6))),
        class_name=theme.STACK["md"],
    )


def _join_link() -> rx.Component:
    press = JoinState.joined(_interview.number)
    return external_link(tr("today.join"), _interview.join_url, look=theme.ACTION, on_click=press)


def _mail() -> rx.Component:
    told = notice(
        "warning",
        tr("today.mail"),
        text(tr("today.mail.body")),
        rx.el.div(link_plain(tr("today.mail.link"), routes.MY_ADDRESS)),
    )
    return rx.cond(_seen.mail_is_refused, told)


def _hold() -> rx.Component:
    place: Shown = _seen.hold.place
    told = notice(
        "warning",
        tr("today.hold"),
        rx.el.p(rx.el.strong(worded(place.when)), rx.el.br(), worded(place.office)),
        text(tr("today.hold.body")),
        rx.el.div(
            rx.cond(
                _can_enter(),
                link_secondary(tr("today.hold.go"), _seen.hold_href),
                link_primary(tr("today.hold.go"), _seen.hold_href),
            )
        ),
    )
    return rx.cond(_seen.hold.hold_id, told)


def _office_notices() -> rx.Component:
    listed: Shown = _seen.office_notices.to(list[BannerView])
    return rx.fragment(
        rx.foreach(
            listed,
            lambda banner: notice(
                "info",
                tr("today.office", office=words(_seen.office)),
                rx.cond(words(banner.when), rx.el.p(worded(banner.when), class_name=theme.STRONG)),
                text(worded(banner.text)),
            ),
        )
    )


def _next_interview() -> rx.Component:
    place: Shown = _interview.place
    href = rx.Var.create(f"{routes.RESERVATION}?number=") + _interview.number.to(str)
    return card(
        rx.el.div(rx.el.h3(tr("today.interview"), class_name=theme.H3), _day(), class_name=theme.WRAPPING),
        rx.el.p(worded(place.when), class_name=theme.joined(theme.BOX_HEADING, theme.TABULAR)),
        rx.el.p(
            rx.el.span(worded(place.procedure), class_name="block"),
            link_plain(rx.el.span(worded(place.office)), _seen.office_href),
        ),
        _how_to_join(),
        rx.el.div(
            link_secondary(tr("today.detail"), href),
            rx.cond(
                _seen.more_interviews,
                link_plain(tr("today.more", count=_seen.more_interviews), f"{routes.LOOKUP}?all=1"),
            ),
            class_name=theme.joined(theme.WRAPPING, "mt-auto"),
        ),
    )


def _day() -> rx.Component:
    near = badge(tr_of(_interview.day, "today.day", ["today", "tomorrow"]), "info")
    return rx.cond(_interview.day == "later", rx.fragment(), near)


def _how_to_join() -> rx.Component:
    """Return the button to join while the door is open, else from when on, or whom to wait for."""
    page = link_plain(tr("today.prepare"), _seen.interview_href)
    join = rx.fragment(rx.el.div(_join_link()), rx.el.div(page))
    waiting = rx.cond(
        _interview.day == "today",
        rx.fragment(text(tr("today.joins.today", time=_interview.joins_at)), rx.el.div(page)),
        text(tr("today.joins.later", time=_interview.joins_at)),
    )
    online = rx.cond(
        _interview.can_join,
        rx.cond(_interview.join_url, join, text(tr("today.join.preparing"))),
        rx.fragment(waiting, alarm(_interview.opens_ms, _interview.now_ms, HomeState.open)),
    )
    return rx.fragment(
        rx.match(
            _interview.place.mode,
            ("in_person", text(tr("today.in_person"))),
            ("telephone", text(tr("today.telephone"))),
            online,
        )
    )


def _no_interview() -> rx.Component:
    """Return that nothing is booked; what there is stands before it, and there is nothing to press in it."""
    return card(
        rx.el.h3(tr("today.none"), class_name=theme.H3),
        text(tr("today.none.body")),
        class_name="order-last",
    )


def _can_enter() -> Shown:
    return _interview.can_join & (_interview.join_url != "")


def _is_elsewhere() -> Shown:
    """Return whether an interview or a held seat is more urgent than all else."""
    return _can_enter() | (_seen.hold.hold_id > 0)


def _ways_on() -> rx.Component:
    """Return the ways on; 「予約手続き」 is the filled one unless something more urgent is."""
    book = rx.cond(
        _is_elsewhere() | (_seen.certification.declaration.due != ""),
        link_secondary(tr("home.book"), routes.PROCEDURES, drawing="calendar"),
        link_primary(tr("home.book"), routes.PROCEDURES, drawing="calendar"),
    )
    return button_row(
        book,
        link_secondary(tr("home.tasks.lookup"), routes.LOOKUP),
        link_secondary(tr("home.my"), routes.MY_PAGE),
    )
