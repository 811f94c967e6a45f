"""The forms beside the drawn week: a stretch, from when the week holds, copies."""

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, primary, secondary, tertiary
from hellowork_portal.ui.components.fields import select_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.staff.schedule.inputs import (
    WEEKDAYS,
    date_box,
    number_box,
    time_box,
    weekday_ticks,
)
from hellowork_portal.ui.staff.schedule.week_state import NEW, WeekState
from hellowork_portal.ui.texts import bracketed, tr, unfolding, worded, words

_errors: Shown = WeekState.field_errors
_typed: Shown = WeekState.typed
_view: Shown = WeekState.view
_count: Shown = WeekState.form_count


def panel() -> rx.Component:
    """Return what stands beside the week: the form of a stretch, or how to go on."""
    heading = rx.cond(
        WeekState.panel == "",
        rx.cond(_view.is_empty & ~_view.is_changed, tr("staff.week.begin"), tr("staff.week.go_on")),
        rx.cond(WeekState.panel == NEW, tr("staff.week.new"), tr("staff.week.change")),
    )
    return rx.el.section(
        rx.el.h2(heading, id="panel-title", tab_index=-1, class_name=theme.H3),
        rx.cond(WeekState.panel == "", rx.el.div(_going_on(), class_name=theme.DENSE), _stretch()),
        class_name=theme.joined(theme.STAFF_CARD, theme.STICKY),
    )


def _stretch() -> rx.Component:
    is_new = WeekState.panel == NEW
    form = script_form(
        hidden("replaced", rx.cond(is_new, "", WeekState.panel)),
        weekday_ticks(tr("staff.week.days"), "weekday", WeekState.panel_day, _errors["weekdays"]),
        rx.el.div(
            time_box("from_minute", tr("staff.week.from"), _typed["from_minute"], _errors["from_minute"]),
            time_box("to_minute", tr("staff.week.to"), _typed["to_minute"], _errors["to_minute"]),
            number_box(
                "slot_minutes", tr("staff.week.slot"), _typed["slot_minutes"], _errors["slot_minutes"]
            ),
            number_box(
                "buffer_minutes", tr("staff.week.rest"), _typed["buffer_minutes"], _errors["buffer_minutes"]
            ),
            number_box("seats", tr("staff.week.seats"), _typed["seats"], _errors["seats"]),
            number_box("held_back", tr("staff.week.held_back"), _typed["held_back"], _errors["held_back"]),
            class_name=theme.PAIR,
        ),
        rx.el.div(
            rx.cond(
                is_new,
                secondary(tr("staff.week.put_in"), type="submit"),
                secondary(tr("staff.week.keep"), type="submit"),
            ),
            rx.cond(
                is_new,
                rx.fragment(),
                danger(tr("staff.week.take_out"), on_click=WeekState.remove(WeekState.panel)),
            ),
            tertiary(tr("staff.week.leave"), on_click=WeekState.leave),
            class_name=theme.WRAPPING,
        ),
        on_submit=WeekState.put,
        key=_count.to_string(),
        class_name=theme.DENSE,
    )
    return rx.cond(
        _view.can_change, form, rx.el.div(tertiary(tr("staff.week.leave"), on_click=WeekState.leave))
    )


def _going_on() -> rx.Component:
    drawn = rx.fragment(_from_when(), _copying_day(), _copying_week(), rx.cond(_view.is_changed, _dropping()))
    return rx.cond(
        _view.can_change,
        rx.cond(_view.is_empty & ~_view.is_changed, _beginning(), drawn),
        rx.el.p(tr("staff.schedule.only_looking"), class_name=theme.TEXT),
    )


def _beginning() -> rx.Component:
    """Return how an empty week begins: as the procedure's usually is, or drawn by hand, or another's."""
    usual: Shown = _view.usual
    lines = rx.el.ul(rx.foreach(usual, lambda line: rx.el.li(worded(line))), class_name=theme.BULLETS)
    taking = rx.fragment(
        rx.el.p(tr("staff.week.usual"), class_name=theme.TEXT),
        lines,
        rx.el.div(primary(tr("staff.week.take_usual"), on_click=WeekState.take_usual)),
        rx.el.p(tr("staff.week.usual_means"), class_name=theme.HELP),
    )
    by_hand = rx.el.div(secondary(tr("staff.week.by_hand"), on_click=WeekState.begin(0, -1)))
    return rx.fragment(rx.cond(usual.length() > 0, taking), by_hand, _copying_week())


def _from_when() -> rx.Component:
    return script_form(
        rx.el.p(
            rx.cond(_view.is_changed, tr("staff.week.changed"), tr("staff.week.how_to")),
            class_name=theme.TEXT,
        ),
        rx.el.div(
            date_box("valid_from", tr("staff.week.valid_from"), _view.valid_from, _errors["valid_from"]),
            date_box("valid_to", tr("staff.week.valid_to"), _view.valid_to, _errors["valid_to"]),
            class_name="flex flex-col gap-3",
        ),
        rx.el.div(primary(tr("staff.week.show"), type="submit")),
        on_submit=WeekState.show,
        class_name=theme.DENSE,
    )


def _copying_day() -> rx.Component:
    days = [
        (str(number), bracketed(f"components.weekday.long.{code}")) for number, code in enumerate(WEEKDAYS)
    ]
    form = script_form(
        select_input("source", tr("staff.week.copy_from"), days),
        weekday_ticks(tr("staff.week.copy_to"), "to", None, _errors["weekdays"]),
        rx.el.div(secondary(tr("staff.week.copy_day"), type="submit")),
        on_submit=WeekState.copy_day,
        key=_count.to_string(),
        class_name=theme.DENSE,
    )
    return _folded(tr("staff.week.copy_day_title"), form, _view.is_empty)


def _copying_week() -> rx.Component:
    offerings: Shown = _view.offerings
    options = rx.foreach(
        offerings,
        lambda one: rx.cond(
            one.offering_id == _view.offering_id,
            rx.fragment(),
            rx.el.option(unfolding(words(one.name)), value=one.offering_id.to_string()),
        ),
    )
    form = script_form(
        select_input("source_id", tr("staff.week.copy_offering"), options),
        rx.el.div(secondary(tr("staff.week.copy_week"), type="submit")),
        on_submit=WeekState.take_week,
        class_name=theme.DENSE,
    )
    return _folded(tr("staff.week.copy_week_title"), form, offerings.length() < 2)


def _folded(label: rx.Component, form: rx.Component, is_pointless: Shown) -> rx.Component:
    shown = rx.el.details(
        rx.el.summary(label, class_name=theme.SUMMARY_LINE), rx.el.div(form, class_name=theme.FOLDED)
    )
    return rx.cond(is_pointless, rx.fragment(), shown)


def _dropping() -> rx.Component:
    return rx.el.div(
        rx.el.p(tr("staff.week.drop_means"), class_name=theme.TEXT),
        rx.el.div(danger(tr("staff.week.drop"), on_click=WeekState.drop)),
        class_name=theme.STACK["sm"],
    )
