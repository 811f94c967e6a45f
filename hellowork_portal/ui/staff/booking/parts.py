"""Who is booked for: found, or written down without an account."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary, tertiary
from hellowork_portal.ui.components.fields import select_input, text_input
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.texts import bracketed, t, tr, worded

CONSENTS = ("telephone", "counter")
_JOINT = rx.Var.create(" ")


def who(state: Any) -> rx.Component:
    """Return the first step: the person who is chosen, or how one finds them."""
    return rx.el.section(
        rx.el.h2(tr("staff.booking.who"), class_name=theme.H3),
        rx.cond(state.person.key, _chosen(state.person), rx.fragment()),
        _search(state),
        rx.cond(state.was_asked & (state.person.key == ""), _found(state)),
        rx.cond(state.is_writing, _writing(state)),
        class_name=theme.STAFF_CARD,
    )


def _chosen(person: Shown) -> rx.Component:
    return rx.el.div(
        rx.el.h3(person.name, id="person", tab_index=-1, custom_attrs={**AS_WRITTEN}, class_name=theme.H3),
        _particulars(person),
        class_name=theme.BOOKING_PERSON,
    )


def _particulars(person: Shown) -> rx.Component:
    return rx.el.p(
        rx.el.span(person.reading, custom_attrs={**AS_WRITTEN}),
        rx.el.span(worded(person.born)),
        rx.el.span(person.phone, class_name=theme.TABULAR),
        rx.cond(person.claimant_number, rx.el.span(person.claimant_number)),
        rx.cond(person.has_account, rx.fragment(), rx.el.span(tr("staff.booking.no_account"))),
        class_name=theme.BOARD_MORE,
    )


def _search(state: Any) -> rx.Component:
    return script_form(
        text_input(
            "q", tr("staff.booking.q"), help=tr("staff.booking.q_help"), max_length=100, autocomplete="off"
        ),
        rx.el.div(
            secondary(tr("staff.booking.find"), type="submit"),
            tertiary(tr("staff.booking.write"), on_click=state.write),
            class_name="mt-2 flex flex-wrap gap-2",
        ),
        on_submit=state.search,
    )


def _found(state: Any) -> rx.Component:
    nobody = text(tr("staff.booking.nobody"))
    lines = rx.el.ul(rx.foreach(state.people, lambda one: _line(one, state)), class_name=theme.LINES)
    return rx.cond(state.people.length() > 0, lines, nobody)


def _line(one: Shown, state: Any) -> rx.Component:
    take = secondary(
        tr("staff.booking.take"),
        on_click=state.take(one.key),
        aria_label=t("staff.booking.take") + _JOINT + one.name,
    )
    return rx.el.li(
        rx.el.div(rx.el.p(one.name, custom_attrs={**AS_WRITTEN}, class_name=theme.STRONG), _particulars(one)),
        take,
        class_name=theme.LINE,
    )


def _writing(state: Any) -> rx.Component:
    errors: Shown = state.field_errors
    return script_form(
        rx.el.h3(tr("staff.booking.writing"), class_name=theme.H3),
        text(tr("staff.booking.writing_means")),
        rx.el.div(
            _box("name", errors),
            _box("reading", errors),
            _box("born_on", errors, type="date"),
            _box("phone", errors, input_mode="tel"),
            _box("claimant_number", errors, required=False),
            class_name=theme.BOOKING_BOXES,
        ),
        consent("written-consent", "written_consent"),
        rx.el.div(secondary(tr("staff.booking.write_down"), type="submit")),
        on_submit=state.write_down,
        class_name=theme.STACK["md"],
    )


def _box(name: str, errors: Shown, *, required: bool = True, **props: Any) -> rx.Component:
    label = tr(f"staff.booking.{name}")
    return text_input(name, label, required=required, error=errors[name], autocomplete="off", **props)


def consent(box: str, to: str) -> rx.Component:
    """Return how somebody has agreed to what the words `to` say; nothing is chosen beforehand."""
    options = [("", bracketed("staff.booking.consent.none"))]
    options += [(code, bracketed(f"staff.booking.consent.{code}")) for code in CONSENTS]
    help_line = tr(f"staff.booking.{to}_help")
    return select_input(
        box, tr(f"staff.booking.{to}"), options, name="consent", required=True, help=help_line
    )
