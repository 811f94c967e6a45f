"""What a change of the calendar would do, with everybody whom it meets, before it is so."""

from typing import Any

import reflex as rx

from hellowork_portal.services.certifications.calendar_views import DayLine, PersonLine
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import button_row, primary, secondary
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Label, Shown
from hellowork_portal.ui.components.layout import bullets, text
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.staff.certification.state import CertificationDaysState
from hellowork_portal.ui.staff.schedule.inputs import date_box
from hellowork_portal.ui.texts import t, tr, tr_of, words

_state: Shown = CertificationDaysState
_plan: Shown = CertificationDaysState.plan
_MATTERS = ["booked", "approved", "filed"]
_WHAT = ("keep", "move")


def moving() -> rx.Component:
    """Return the form of the chosen day and, once it is known, what the change does."""
    return rx.fragment(
        rx.cond(words(_state.chosen) & _state.view.can_change, _form()),
        rx.cond(_plan.fingerprint, _preview()),
    )


def _form() -> rx.Component:
    day = _state.chosen_iso
    form = script_form(
        hidden("day", day),
        rx.el.div(
            date_box("to", tr("staff.certification.new_day"), _state.wanted_iso),
            secondary(tr("staff.certification.look"), type="submit", class_name="!min-h-11 !py-1.5"),
            class_name="flex flex-wrap items-end gap-4",
        ),
        on_submit=CertificationDaysState.look,
        key=day,
        class_name=theme.DENSE,
    )
    by_rule = script_form(
        hidden("day", day),
        hidden("to", "rule"),
        secondary(tr("staff.certification.by_rule"), type="submit", class_name="!min-h-11 !py-1.5"),
        on_submit=CertificationDaysState.look,
    )
    return rx.el.section(
        rx.el.h2(tr("staff.certification.move_day", day=words(_state.chosen)), class_name=theme.H3),
        rx.el.div(form, by_rule, class_name="flex flex-wrap items-end gap-4"),
        class_name=theme.STAFF_CARD,
    )


def _preview() -> rx.Component:
    people: Shown = _plan.people
    form = script_form(
        rx.cond(people.length() > 0, _people()),
        button_row(
            primary(tr("staff.certification.apply"), type="submit", aria_describedby="what-changes"),
        ),
        on_submit=CertificationDaysState.apply,
        key=_plan.fingerprint,
        class_name=theme.DENSE,
    )
    return rx.el.section(
        rx.el.h2(tr("staff.certification.preview"), class_name=theme.H3),
        rx.el.div(_sums(), id="what-changes", class_name=theme.STACK["sm"]),
        form,
        class_name=theme.STAFF_CARD,
    )


def _sums() -> rx.Component:
    days: Shown = _plan.days
    listed = rx.el.ul(rx.foreach(days.to(list[DayLine]), _day), class_name=theme.BULLETS)
    return rx.fragment(
        rx.cond(_plan.new_count > 0, text(tr("staff.certification.new_days", count=_plan.new_count))),
        rx.cond(days.length() > 0, listed),
        bullets(
            tr("staff.certification.followers", count=_plan.followers),
            tr("staff.certification.drafts", count=_plan.drafts),
            tr("staff.certification.to_decide", count=_plan.people.length()),
        ),
    )


def _day(line: Shown) -> rx.Component:
    return rx.el.li(
        tr(
            "staff.certification.day_line",
            type=line.day_type,
            before=words(line.before),
            after=words(line.after),
        )
    )


def _people() -> rx.Component:
    heads = [
        rx.el.th(tr(f"staff.certification.head.{one}"), scope="col", class_name=theme.STAFF_TH)
        for one in ("name", "matter", "what")
    ]
    table = rx.el.table(
        rx.el.caption(t("staff.certification.people"), class_name=theme.HIDDEN),
        rx.el.thead(rx.el.tr(*heads)),
        rx.el.tbody(rx.foreach(_plan.people.to(list[PersonLine]), _person)),
        class_name=theme.STAFF_TABLE,
    )
    return rx.fragment(
        text(tr("staff.certification.people_lead")),
        rx.el.div(
            table,
            class_name=theme.STAFF_TABLE_FRAME,
            tab_index=0,
            role="region",
            aria_label=t("staff.certification.people"),
        ),
    )


def _person(line: Shown) -> rx.Component:
    name = rx.el.span(line.name, custom_attrs={**AS_WRITTEN})
    group = rx.el.fieldset(
        rx.el.legend(tr("staff.certification.what_of", name=line.name), class_name=theme.HIDDEN),
        *[_choice(line, what, tr(f"staff.certification.what.{what}")) for what in _WHAT],
        class_name="border-0 flex flex-wrap gap-x-4",
    )
    cells: tuple[Any, ...] = (name, tr_of(line.matter, "staff.certification.matter", _MATTERS), group)
    return rx.el.tr(*[rx.el.td(cell, class_name=theme.STAFF_TD) for cell in cells])


def _choice(line: Shown, what: str, label: Label) -> rx.Component:
    name = rx.Var.create("decide:") + line.key.to(str)
    box = rx.el.input(type="radio", name=name, value=what, class_name=theme.CHOICE_BOX)
    return rx.el.label(box, rx.el.span(label), class_name=theme.DAY_TICK)
