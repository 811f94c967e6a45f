"""Above the calendar: what is booked where, and what one should know about 失業認定."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.calendar import standing
from hellowork_portal.ui.citizen.calendar.state import CalendarState
from hellowork_portal.ui.components.buttons import link_plain, link_secondary, secondary
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Label, Shown
from hellowork_portal.ui.components.layout import steps, text
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.components.notices import empty_state, notice
from hellowork_portal.ui.texts import tr, tr_of, worded, words

_seen: Shown = CalendarState
_head: Shown = CalendarState.head

_STEPS = ("time", "terms", "input", "check", "done")
_MODES = ["online", "in_person", "telephone"]
_MODE_DRAWINGS = [
    (mode, icon(drawing, 20)) for mode, drawing in zip(_MODES, ("video", "house", "phone"), strict=True)
]
_PLAIN_CASES = (standing.UNCONFIRMED, standing.NO_DAYS, standing.FORM_ONLY, standing.NOT_ONLINE)


def way() -> rx.Component:
    """Return the progress strip of booking."""
    return steps(1, *[tr(f"reserve.steps.{step}") for step in _STEPS])


def head() -> rx.Component:
    """Return the procedure, the office and how the interview is held, above everything that is chosen."""
    return rx.el.div(
        rx.el.p(
            rx.el.span(worded(_head.procedure), class_name="block"),
            rx.el.span(worded(_head.office), class_name="block"),
            class_name=theme.H3,
        ),
        rx.el.ul(
            _told(
                rx.match(_head.mode, *_MODE_DRAWINGS, rx.fragment()),
                tr_of(_head.mode, "reserve.mode", _MODES),
            ),
            rx.cond(
                _head.minutes,
                _told(icon("clock", 20), tr("calendar.length.minutes", minutes=_head.minutes)),
            ),
            rx.match(
                _head.phone_kind,
                ("office", _told(icon("phone", 20), _phone())),
                ("portal", _told(icon("phone", 20), tr("calendar.phone.portal", phone=_head.phone))),
                rx.fragment(),
            ),
            rx.cond(
                _head.address,
                _told(icon("house", 20), rx.el.span(_head.address, custom_attrs={**AS_WRITTEN})),
            ),
            class_name=theme.joined(theme.WRAPPING, "list-none !gap-x-6"),
        ),
        rx.el.div(
            link_plain(tr("office.link"), _head.office_href),
            link_plain(tr("calendar.back"), routes.PROCEDURES),
            class_name=theme.WRAPPING,
        ),
        class_name=theme.joined(theme.GREY, "flex flex-col gap-3 items-start"),
    )


def _told(drawing: Label, words_shown: Label) -> rx.Component:
    drawn = rx.el.span(drawing, class_name="pt-1")
    return rx.el.li(drawn, rx.el.span(words_shown), class_name="inline-flex items-start gap-1.5")


def _phone() -> rx.Component:
    return native_link(_head.phone, rx.Var.create("tel:") + _head.phone)


def certification() -> rx.Component:
    """Return what to know before a 失業認定; nothing for other procedures."""
    stand = _seen.standing
    needs_number = rx.cond(
        _head.needs_number & _may_lack_number(stand), text(tr("calendar.certification.number"))
    )
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


def _may_lack_number(stand: Shown) -> Shown:
    return (stand.code == standing.ANONYMOUS) | (stand.code == standing.UNCONFIRMED)


def _own_days(stand: Shown) -> rx.Component:
    return rx.fragment(
        text(tr("calendar.certification.own_days")),
        rx.el.ul(
            rx.foreach(stand.own_days.to(list[standing.OwnDay]), _own_day),
            class_name=theme.joined(theme.STACK["md"], "list-none"),
        ),
    )


def _own_day(own: Shown) -> rx.Component:
    """Return a day with why it is one of the person's own."""
    why = rx.Var.create("why-") + own.iso.to(str)
    choose = secondary(worded(own.day), on_click=CalendarState.choose_day(own.iso), aria_describedby=why)
    return rx.el.li(choose, rx.el.span(worded(own.why), id=why), class_name=theme.WRAPPING)


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
