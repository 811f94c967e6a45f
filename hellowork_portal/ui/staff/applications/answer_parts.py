"""A case is returned to its person, a decision approved or sent back."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, primary, secondary
from hellowork_portal.ui.components.fields import text_area, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.staff.applications.folds import folded, seen
from hellowork_portal.ui.staff.applications.keys import key
from hellowork_portal.ui.texts import Readings, t, tr


def giving_back(state: Any) -> rx.Component:
    """Return the form that returns the case with marks on its fields."""
    view: Shown = state.view
    marks = rx.foreach(view.sections, lambda part: rx.fragment(rx.foreach(part.lines, _mark)))
    form = script_form(
        seen(view.revision),
        rx.el.fieldset(
            rx.el.legend(tr("staff.case.return_fields"), class_name=theme.STRONG),
            marks,
            class_name="border-0 min-w-0",
        ),
        text_area("return-message", tr("staff.case.return_message"), required=True, rows=3, name="message"),
        text_input("due_on", tr("staff.case.due_on"), type="date", width="full"),
        rx.el.div(secondary(tr("staff.case.return"), type="submit")),
        on_submit=state.give_back,
        key=state.done_count.to_string(),
        class_name=theme.CASE_FORM,
    )
    means = rx.el.p(tr("staff.case.return_means"), class_name=theme.SMALL)
    return folded(tr("staff.case.return_title"), means, form, sign="r")


def _mark(line: Shown) -> rx.Component:
    its = rx.Var.create("field-") + line.field_id.to(str)
    tick = rx.el.label(
        rx.el.input(type="checkbox", name=its, class_name=theme.CHOICE_BOX),
        rx.el.span(Readings.create(text=line.label)),
        class_name=theme.CHOICE,
    )
    note = rx.el.input(
        type="text",
        name=rx.Var.create("note-") + line.field_id.to(str),
        aria_label=t("staff.case.note_of"),
        max_length=200,
        class_name=theme.CONTROL,
    )
    return rx.cond(line.is_asked, rx.el.div(tick, note, class_name=theme.CASE_ASKED))


def approval(state: Any) -> rx.Component:
    """Return the second person's yes and no."""
    view: Shown = state.view
    yes = script_form(
        seen(view.waiting_turn),
        rx.el.div(primary(tr("staff.case.approve"), type="submit", custom_attrs=key("y", goes=True))),
        on_submit=state.approve,
    )
    no = script_form(
        seen(view.waiting_turn),
        text_area("answer", tr("staff.case.send_back_why"), required=True, rows=2),
        rx.el.div(danger(tr("staff.case.send_back"), type="submit")),
        on_submit=state.send_back,
        class_name=theme.CASE_FORM,
    )
    both = stack(
        rx.el.p(tr("staff.case.approve_means"), class_name=theme.SMALL),
        yes,
        folded(tr("staff.case.send_back_title"), no, sign="n"),
        gap="sm",
    )
    return rx.cond(view.may_approve, both, text(tr("staff.case.other_person")))
