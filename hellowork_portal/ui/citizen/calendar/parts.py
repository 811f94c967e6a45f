"""Above the calendar: what is booked where, and what one should know about 失業認定."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.calendar import standing
from hellowork_portal.ui.citizen.calendar.state import CalendarState
from hellowork_portal.ui.components.buttons import link_plain, link_secondary, secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, steps, text
from hellowork_portal.ui.components.notices import empty_state, notice
from hellowork_portal.ui.texts import t, t_of, tr, worded, words

_seen: Shown = CalendarState

_STEPS = ("time", "terms", "input", "check", "done")
_MODES = ["online", "in_person", "telephone"]
_PLAIN_CASES = (standing.UNCONFIRMED, standing.NO_DAYS, standing.FORM_ONLY, standing.NOT_ONLINE)


def way() -> rx.Component:
    """Return the progress strip of booking."""
    return steps(1, *[t(f"reserve.steps.{step}") for step in _STEPS])


def head() -> rx.Component:
    """Return the procedure, the office and how the interview is held."""
    seen = _seen.head
    return facts(
        fact(tr("reserve.place.procedure"), rx.el.span(worded(seen.procedure), class_name=theme.STRONG)),
        fact(tr("reserve.place.office"), rx.el.span(words(seen.office), class_name=theme.STRONG)),
        fact(tr("reserve.place.mode"), t_of(seen.mode, "reserve.mode", _MODES)),
        rx.cond(
            seen.minutes, fact(tr("calendar.length"), tr("calendar.length.minutes", minutes=seen.minutes))
        ),
        rx.cond(seen.address, fact(tr("reserve.place.address"), seen.address)),
        rx.match(
            seen.phone_kind,
            ("office", fact(tr("reserve.place.phone"), seen.phone)),
            ("portal", fact(tr("reserve.place.phone"), tr("calendar.phone.portal", phone=seen.phone))),
            rx.fragment(),
        ),
    )


def certification() -> rx.Component:
    """Return what to know before a 失業認定; nothing for other procedures."""
    stand = _seen.standing
    needs_number = rx.cond(_seen.head.needs_number, text(tr("calendar.certification.number")))
    body = rx.match(
        stand.code,
        (standing.ANONYMOUS, text(tr("calendar.certification.day"))),
        (standing.OWN_DAYS, _own_days(stand)),
        (standing.OTHER_OFFICE, _other_office(stand)),
        *[(code, text(tr(f"calendar.certification.{code}"))) for code in _PLAIN_CASES],
        rx.fragment(),
    )
    generic = rx.cond(stand.code == standing.UNCONFIRMED, text(tr("calendar.certification.day")))
    told = notice("info", tr("calendar.certification.heading"), needs_number, generic, body)
    return rx.cond(stand.code, told)


def _own_days(stand: Shown) -> rx.Component:
    return rx.fragment(
        text(tr("calendar.certification.own_days")),
        rx.el.div(
            rx.foreach(
                stand.own_days.to(list[standing.OwnDay]),
                lambda own: secondary(words(own.day), on_click=CalendarState.choose_day(own.iso)),
            ),
            class_name=theme.BUTTON_ROW,
        ),
    )


def _other_office(stand: Shown) -> rx.Component:
    return rx.fragment(
        text(tr("calendar.certification.other_office", office=words(stand.office))),
        link_plain(tr("calendar.certification.own_office"), stand.office_href),
    )


def gone() -> rx.Component:
    """Return why there is no calendar, and the way back."""
    return empty_state(
        tr("calendar.gone"), tr("calendar.gone.body"), link_secondary(tr("calendar.back"), routes.PROCEDURES)
    )
