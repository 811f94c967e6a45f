"""「予約日を選択」 and 「予約時間を選択」 (product.md C4): public, the way to 「予約する」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.calendar.choosing import chosen, days, news, times
from hellowork_portal.ui.citizen.calendar.parts import certification, gone, head, way
from hellowork_portal.ui.citizen.calendar.state import CHOSEN, RETURNED, CalendarState
from hellowork_portal.ui.citizen.calendar.waiting import given_back, kept
from hellowork_portal.ui.components.banners import office_banners
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import skeleton
from hellowork_portal.ui.shell.citizen_frame import FocusOnReturn, frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_seen: Shown = CalendarState


@page(routes.CALENDAR, "calendar.title", "calendar.description", load=CalendarState.open)
def calendar() -> rx.Component:
    """Return the calendar of one offering."""
    return frame(
        FocusOnReturn.create(mark=RETURNED, target_id=CHOSEN),
        way(),
        title(tr("calendar.title")),
        given_back(),
        rx.cond(
            _is_for_this_address(),
            rx.cond(CalendarState.is_found, _whole(), gone()),
            skeleton(12),
        ),
    )


def _is_for_this_address() -> Shown:
    """Whether what is loaded belongs to the offering that the browser's address names at this moment."""
    asked = "(new URLSearchParams(globalThis.location?.search ?? '').get('offering') ?? '')"
    return CalendarState.is_loaded & (CalendarState.shown_for == rx.Var(asked, _var_type=str).to(str))


def _whole() -> rx.Component:
    choosing = stack(kept(), news(), days(), times(), chosen(), gap="lg")
    return stack(
        stack(office_banners(_seen.head.office_code), head(), certification()),
        rx.cond(_seen.standing.is_barred, rx.fragment(), choosing),
        gap="lg",
    )
