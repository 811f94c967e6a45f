"""The panel with 「予約する」: what is reserved, and what that does."""

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.calendar.state import CalendarState
from hellowork_portal.ui.citizen.calendar.waiting import gives_up, is_kept, kept_here, loss, lost
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.texts import tr, worded, words

_seen: Shown = CalendarState
_is_lost = words(_seen.lost).bool()


def panel() -> rx.Component:
    """Return what is chosen with the one thing to do: go on with one's own seat, wait, or reserve."""
    what = rx.el.p(
        rx.el.span(worded(_seen.chosen), class_name=theme.joined(theme.H3, "block")),
        rx.el.span(worded(_seen.head.procedure), class_name="block"),
        rx.el.span(worded(_seen.head.office), class_name="block"),
        id="what-is-reserved",
    )
    return rx.el.div(
        what,
        rx.cond(is_kept(), kept_here(), _reserving()),
        class_name=theme.joined(theme.NUMBER_PANEL, "!gap-4"),
    )


def _reserving() -> rx.Component:
    after = rx.cond(SessionState.is_signed_in, tr("calendar.chosen.after"), tr("calendar.chosen.sign_in"))
    does = rx.cond(gives_up() > 0, tr("calendar.reserve.instead"), tr("calendar.reserve"))
    is_off = _seen.is_busy | _is_lost
    return rx.fragment(
        rx.cond(_is_lost, lost(), rx.fragment(text(after), loss())),
        primary(
            rx.cond(_seen.is_busy, tr("calendar.reserve.busy"), does),
            on_click=rx.cond(is_off, rx.noop(), CalendarState.reserve(gives_up())),
            aria_disabled=rx.cond(is_off, "true", "false"),
            aria_describedby="what-is-reserved",
            class_name=theme.joined(theme.BIG, "w-full desktop:w-auto desktop:self-start"),
        ),
    )
