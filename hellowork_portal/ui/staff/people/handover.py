"""Interviews that somebody still has ahead, passed on before a role or an account ends."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import secondary
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import section, text
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.texts import bracketed, t, tr, worded

_JOINT = rx.Var.create(" ")


def handovers(state: Any) -> rx.Component:
    """Return who has interviews ahead, each with the way to pass them on; nothing where nobody has."""
    lines = rx.el.ul(rx.foreach(state.handovers, lambda one: _line(one, state)), class_name=theme.LINES)
    listed = section(tr("staff.people.handover"), text(tr("staff.people.handover_means")), lines)
    return rx.cond(state.handovers.length() > 0, listed)


def _line(one: Shown, state: Any) -> rx.Component:
    ahead = rx.el.details(
        rx.el.summary(
            tr("staff.people.handover_count", count=one.interviews.length()), class_name=theme.SUMMARY_LINE
        ),
        rx.el.ul(rx.foreach(one.interviews, _interview), class_name=theme.BULLETS),
    )
    nobody = rx.el.option(bracketed("staff.people.handover_nobody"), value="0")
    people = rx.foreach(one.receivers, lambda who: rx.el.option(who.name, value=who.staff_id.to_string()))
    form = script_form(
        hidden("staff_id", one.staff_id.to_string()),
        rx.el.select(
            rx.fragment(people, nobody),
            name="to_id",
            aria_label=t("staff.people.handover_to") + _JOINT + one.name,
            class_name=theme.joined(theme.SELECT, theme.NARROW["short"]),
        ),
        secondary(
            tr("staff.people.hand_over"),
            type="submit",
            aria_label=t("staff.people.hand_over") + _JOINT + one.name,
        ),
        on_submit=state.hand_over,
        class_name=theme.WRAPPING,
    )
    name = rx.el.p(one.name, custom_attrs={**AS_WRITTEN}, class_name=theme.STRONG)
    return rx.el.li(rx.el.div(name, ahead), form, class_name=theme.MEMBER)


def _interview(one: Shown) -> rx.Component:
    return rx.el.li(worded(one.when), " ", rx.el.span(one.number_shown, class_name=theme.TABULAR))
