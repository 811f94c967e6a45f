"""The days and times that a reservation may move to, and what will change."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.calendar.day_words import calendar_words
from hellowork_portal.ui.citizen.calendar.state import CHOSEN, DAYS, TIMES
from hellowork_portal.ui.citizen.change.state import ChangeState
from hellowork_portal.ui.components.buttons import link_primary, secondary, tertiary
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
from hellowork_portal.ui.components.layout import columns, fact, facts, text
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.texts import tr, worded, words

_seen: Shown = ChangeState
_view: Shown = ChangeState.view
_now = seats_now(ChangeState)
_is_lost = words(_seen.lost)


def news() -> rx.Component:
    """Return the live region of seats; stands before all that shows them."""
    return seat_news(ChangeState, calendar_words(), ChangeState.look_again)


def _part(id_: str, label: Label, *children: Any) -> rx.Component:
    """Return a section whose heading takes the focus when the person is led to it."""
    heading = rx.el.h2(label, id=id_, tab_index=-1, class_name=theme.H2)
    return rx.el.section(heading, *children, class_name=theme.STACK["md"])


def days() -> rx.Component:
    """Return the month as a table and as an equal list."""
    month = month_calendar(
        _now.month,
        ChangeState.choose_day,
        lambda step: ChangeState.turn_month(_seen.month_before if step < 0 else _seen.month_after),
    )
    return _part(
        DAYS,
        tr("change.days"),
        text(tr("calendar.days.help")),
        _shortcuts(),
        columns(
            rx.el.div(month, legend(), class_name="flex flex-col gap-4"),
            days_beside(_now, ChangeState.choose_day),
        ),
        days_below(_now, ChangeState.choose_day),
    )


def _shortcuts() -> rx.Component:
    next_free = secondary(
        rx.fragment(tr("search.next_free"), tr("components.colon"), worded(_now.next_free)),
        drawing="calendar",
        on_click=ChangeState.choose_day(_now.next_free_on),
    )
    refresh = tertiary(tr("calendar.refresh"), on_click=ChangeState.open)
    return rx.el.div(
        rx.cond((_now.next_free_on != "") & (_view.days.length() == 0), next_free),
        refresh,
        class_name=theme.BUTTON_ROW,
    )


def times() -> rx.Component:
    """Return the times of the day chosen, the present one marked."""
    told = rx.match(
        _now.day_state,
        ("", text(tr("calendar.times.choose_day"))),
        ("full", notice("warning", tr("change.times.full", day=words(_seen.day)), text(_other()))),
        ("none", notice("info", _none_heading(), text(_other()))),
        rx.el.p(
            tr("calendar.times.count", day=words(_seen.day), count=_now.free_times),
            class_name=theme.STRONG,
        ),
    )
    return _part(
        TIMES,
        tr("change.times"),
        told,
        shortened(_seen.over, _now.first_free, ChangeState.choose_time),
        _half("morning", _now.morning),
        _half("afternoon", _now.afternoon),
    )


def _none_heading() -> rx.Component:
    return tr("calendar.times.none", day=words(_seen.day), state=words(_seen.day_why))


def _other() -> rx.Component:
    """Return what else can be done where a day has nothing free."""
    return rx.cond(_seen.has_one_day, tr("change.kept"), tr("calendar.times.none.body"))


def _half(code: str, of_half: Shown) -> rx.Component:
    shown = rx.el.div(
        rx.el.h3(tr(f"calendar.times.{code}"), class_name=theme.H3),
        time_list(of_half, ChangeState.choose_time),
        class_name="flex flex-col gap-3",
    )
    return rx.cond(of_half.length() > 0, shown)


def chosen() -> rx.Component:
    """Return from when to when, right above the way on; or why the time cannot be had."""
    is_chosen = (_seen.chosen_slot > 0) & (_seen.chosen_slot != _view.slot_id)
    nearest = rx.el.div(
        text(tr("calendar.nearest")),
        time_list(_now.nearest, ChangeState.choose_time),
        class_name="flex flex-col gap-3",
    )
    return _part(
        CHOSEN,
        tr("change.chosen"),
        _refusal(),
        rx.cond(is_chosen, _panel(), rx.cond(words(_seen.refusal), rx.fragment(), text(tr("change.hint")))),
        rx.cond(_seen.nearest.length() > 0, nearest),
    )


def _refusal() -> rx.Component:
    """Return why the time cannot be had, read out when it comes."""
    line = rx.el.p(icon("error"), rx.el.span(worded(_seen.refusal)), class_name=theme.ALERT)
    return rx.el.div(rx.cond(words(_seen.refusal), line), role="alert", class_name=theme.ALERT_AREA)


def _panel() -> rx.Component:
    number, slot = _view.number.to(str), _seen.chosen_slot.to_string()
    href = rx.Var.create(f"{routes.CHANGE_CONFIRM}?number=") + number + rx.Var.create("&slot=") + slot
    href = href + rx.Var.create("&revision=") + _view.revision.to_string() + rx.Var.create("&day=") + _day()
    return rx.el.div(
        old_and_new(_view.place.when, _seen.chosen),
        rx.cond(
            _is_lost,
            notice("warning", worded(_seen.lost), text(tr("change.kept"))),
            rx.el.div(link_primary(tr("change.continue"), href, aria_describedby="old-and-new")),
        ),
        class_name=theme.joined(theme.NUMBER_PANEL, "!gap-4"),
    )


def _day() -> Shown:
    return rx.State.router.url.query_parameters["day"].to(str)


def old_and_new(old: Shown, new: Shown) -> rx.Component:
    """Return the present time and the new one, one below the other."""
    return rx.el.div(
        facts(
            fact(tr("change.old"), worded(old)),
            fact(tr("change.new"), rx.el.strong(worded(new), class_name=theme.STRONG)),
        ),
        id="old-and-new",
    )
