"""「予約日を選択」「予約時間を選択」 and what was chosen."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.calendar.day_words import calendar_words
from hellowork_portal.ui.citizen.calendar.panel import panel
from hellowork_portal.ui.citizen.calendar.state import CHOSEN, DAYS, TIMES, CalendarState
from hellowork_portal.ui.citizen.calendar.waiting import is_kept, wait_for_day
from hellowork_portal.ui.components.buttons import link_plain, link_secondary, secondary, tertiary
from hellowork_portal.ui.components.calendar import (
    days_below,
    days_beside,
    legend,
    month_calendar,
    shortened,
    time_list,
)
from hellowork_portal.ui.components.calendar_live import seat_news, seats_now
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.layout import columns, text
from hellowork_portal.ui.components.notices import empty_state, notice
from hellowork_portal.ui.texts import tr, worded, words

_seen: Shown = CalendarState
_now = seats_now(CalendarState)
"""What is shown of seats: as loaded, with what was told since."""
_is_lost = words(_seen.lost).bool()

_KNOWN_ELSEWHERE = ("overlaps", "already_reserved", "too_many_reservations")
"""Refusals that the person's own reservations explain."""


def news() -> rx.Component:
    """Return the live region of seats; stands before all that shows them."""
    return seat_news(CalendarState, calendar_words(), CalendarState.look_again)


def _part(id_: str, label: Label, news: rx.Component, *children: Any) -> rx.Component:
    """Return a section whose heading takes the focus when the person is led to it; `news` follows it."""
    heading = rx.el.h2(label, id=id_, tab_index=-1, class_name=theme.H2)
    return rx.el.section(
        rx.el.div(heading, news, class_name=theme.STACK["sm"]), *children, class_name=theme.STACK["md"]
    )


def days() -> rx.Component:
    """Return the month as a table and as an equal list, with the shortest way to a free day."""
    return _part(
        DAYS,
        tr("calendar.days"),
        rx.el.div(
            text(tr("calendar.days.help")),
            rx.el.p(tr("calendar.days.keys"), class_name=theme.joined(theme.HELP, "hidden desktop:block")),
        ),
        rx.cond(_now.next_free_on, _shortcuts(), _nothing_free()),
        columns(_table(), days_beside(_now, CalendarState.choose_day)),
        days_below(_now, CalendarState.choose_day),
    )


def _table() -> rx.Component:
    month = month_calendar(
        _now.month,
        CalendarState.choose_day,
        lambda step: CalendarState.turn_month(_seen.month_before if step < 0 else _seen.month_after),
    )
    opens = rx.el.p(worded(_seen.opens_next), class_name=theme.HELP)
    shown = rx.cond(_seen.standing.may_choose_any_day, opens)
    return rx.el.div(month, legend(), shown, class_name="flex flex-col gap-4")


def _shortcuts() -> rx.Component:
    next_free = secondary(
        _next_free(),
        drawing="calendar",
        on_click=CalendarState.choose_day(_now.next_free_on),
    )
    refresh = tertiary(tr("calendar.refresh"), on_click=CalendarState.open)
    return rx.el.div(
        rx.cond(_seen.standing.may_choose_any_day, next_free), refresh, class_name=theme.BUTTON_ROW
    )


def _next_free() -> rx.Component:
    day = rx.el.span(worded(_now.next_free), class_name=theme.DATE)
    label = rx.el.span(tr("search.next_free"), tr("components.colon"), class_name="inline-block")
    return rx.fragment(label, " ", day)


def _nothing_free() -> rx.Component:
    others = link_secondary(tr("calendar.none.others"), _seen.head.others_href)
    return empty_state(
        tr("calendar.none"),
        tr("calendar.none.body"),
        rx.cond(_seen.standing.code == "", others),
        tertiary(tr("calendar.refresh"), on_click=CalendarState.open),
    )


def times() -> rx.Component:
    """Return the times of the day chosen."""
    told = rx.match(
        _now.day_state,
        ("", text(tr("calendar.times.choose_day"))),
        ("full", _full_day()),
        ("none", _closed_day()),
        rx.fragment(),
    )
    count = tr("calendar.times.count", day=words(_seen.day), count=_now.free_times)
    return _part(
        TIMES,
        tr("calendar.times"),
        rx.el.div(rx.cond(_now.day_state == "open", rx.el.p(count, class_name=theme.STRONG))),
        told,
        shortened(_seen.over, _now.first_free, CalendarState.choose_time),
        _half("morning", _now.morning),
        _half("afternoon", _now.afternoon),
    )


def _half(code: str, of_half: Shown) -> rx.Component:
    shown = rx.el.div(
        rx.el.h3(tr(f"calendar.times.{code}"), class_name=theme.H3),
        time_list(of_half, CalendarState.choose_time),
        class_name="flex flex-col gap-3",
    )
    return rx.cond(of_half.length() > 0, shown)


def _full_day() -> rx.Component:
    return notice(
        "warning",
        tr("calendar.times.full", day=words(_seen.day)),
        text(tr("calendar.times.full.body")),
        wait_for_day(),
        _another_day(),
    )


def _closed_day() -> rx.Component:
    heading = tr("calendar.times.none", day=words(_seen.day), state=words(_seen.day_why))
    return notice("info", heading, text(tr("calendar.times.none.body")), _another_day())


def _another_day() -> rx.Component:
    button = secondary(
        _next_free(),
        on_click=CalendarState.choose_day(_now.next_free_on),
    )
    return rx.cond((_now.next_free_on != "") & _seen.standing.may_choose_any_day, rx.el.div(button))


def chosen() -> rx.Component:
    """Return what will be reserved right above 「予約する」, or why it cannot be."""
    return _part(
        CHOSEN,
        tr("calendar.chosen"),
        _refusal(),
        rx.match(
            _seen.refusal_code,
            *[
                (code, rx.el.div(link_plain(tr("calendar.lookup"), routes.LOOKUP)))
                for code in _KNOWN_ELSEWHERE
            ],
            rx.fragment(),
        ),
        rx.cond((_seen.nearest.length() > 0) & ~_is_lost & ~is_kept(), _nearest()),
        rx.cond(
            words(_seen.chosen),
            panel(),
            rx.cond(words(_seen.refusal), rx.fragment(), text(tr("calendar.chosen.hint"))),
        ),
        rx.cond((_seen.nearest.length() > 0) & _is_lost & ~is_kept(), _nearest()),
    )


def _refusal() -> rx.Component:
    """Return why the time cannot be had, read out when it comes."""
    return rx.el.div(
        rx.cond(
            words(_seen.refusal),
            rx.el.p(icon("error"), rx.el.span(worded(_seen.refusal)), class_name=theme.ALERT),
        ),
        role="alert",
        class_name=theme.ALERT_AREA,
    )


def _nearest() -> rx.Component:
    return rx.el.div(
        text(tr("calendar.nearest")),
        time_list(_now.nearest, CalendarState.choose_time),
        class_name="flex flex-col gap-3",
    )
