"""The forms of the interview that is open: what was told, identity, notes, counsellor, our side."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import primary, secondary
from hellowork_portal.ui.components.fields import select_input, text_area
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.native import hidden, script_form
from hellowork_portal.ui.staff.day.live import note_templates
from hellowork_portal.ui.texts import bracketed, tr, tr_of, worded

METHODS = ["my_number_card", "driving_licence", "residence_card", "claimant_card", "questions"]


def _about(one: Shown) -> rx.Component:
    return rx.fragment(
        hidden("interview", one.id.to_string()),
        hidden("revision", one.revision.to_string()),
    )


def _form(heading: str, *children: Any, on_submit: Any, key: Any = None) -> rx.Component:
    named: dict[str, Any] = {} if key is None else {"key": key}
    return rx.el.section(
        rx.el.h3(tr(heading), class_name=theme.BOARD_PART),
        script_form(rx.el.div(*children, class_name=theme.STACK["sm"]), on_submit=on_submit, **named),
        class_name=theme.STACK["sm"],
    )


def notice(one: Shown, state: Any) -> rx.Component:
    """Return what the person has told, and the three answers."""
    late = tr("staff.day.notice.late", minutes=one.notice_minutes)
    told = rx.fragment(rx.cond(one.notice == "late", late, tr("staff.day.notice.cannot_connect")))
    answered = rx.el.p(
        tr_of(one.notice_answer, "staff.day.answered", ["called", "waiting", "our_side", "moved"]),
        class_name=theme.STRONG,
    )
    call = rx.el.p(
        tr("staff.day.call"),
        rx.el.a(one.phone, href=rx.Var.create("tel:") + one.phone, class_name=theme.LINK),
    )
    replies = [
        secondary(tr(f"staff.day.reply.{reply}"), on_click=state.reply(one.id, reply))
        for reply in ("called", "waiting", "our_side")
    ]
    open_part = rx.fragment(call, rx.el.div(*replies, class_name=theme.STACK["sm"]))
    return rx.el.section(
        rx.el.h3(told, class_name=theme.BOARD_PART),
        rx.el.p(worded(one.notice_when), class_name=theme.MUTED),
        rx.cond(one.notice_answer, answered, open_part),
        rx.cond(one.free_today.length() > 0, _today(one, state)),
        class_name=theme.BOARD_TOLD,
    )


def _today(one: Shown, state: Any) -> rx.Component:
    return script_form(
        _about(one),
        select_input("slot", tr("staff.day.other_time"), rx.foreach(one.free_today, _choice)),
        rx.el.div(secondary(tr("staff.day.move_today"), type="submit"), class_name="mt-2"),
        on_submit=state.move_today,
    )


def _choice(one: Shown) -> rx.Component:
    return rx.el.option(one.label, value=one.id.to_string())


def identity(one: Shown, state: Any) -> rx.Component:
    """Return the boxes for the identity check; the filled button while it is what comes next."""
    methods = [(code, bracketed(f"staff.day.method.{code}")) for code in METHODS]
    results = [(code, bracketed(f"staff.day.result.{code}")) for code in ("confirmed", "doubtful")]
    is_asked = (
        (one.stage == "waiting") | (one.stage == "expected") | (one.stage == "overdue") | state.asks_identity
    )
    button = rx.cond(
        is_asked,
        primary(tr("staff.day.identify"), type="submit"),
        secondary(tr("staff.day.identify"), type="submit"),
    )
    return _form(
        "staff.day.identity",
        _about(one),
        select_input("method", tr("staff.day.method"), methods),
        select_input("result", tr("staff.day.result"), results),
        rx.el.div(button),
        on_submit=state.identify,
    )


def notes(one: Shown, state: Any) -> rx.Component:
    """Return the note's box with its templates, and what was noted so far."""
    form = _form(
        "staff.day.notes",
        _about(one),
        note_templates("note"),
        text_area("note", tr("staff.day.note"), rows=4, max_length=2000),
        rx.el.div(secondary(tr("staff.day.keep_note"), type="submit")),
        on_submit=state.note,
        key=state.note_count.to_string() + "-" + one.id.to_string(),
    )
    return rx.el.div(form, rx.el.ul(rx.foreach(one.notes, _note), class_name=theme.BOARD_NOTES))


def _note(one: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(one.author, custom_attrs={**AS_WRITTEN}),
            " ",
            worded(one.when),
            class_name=theme.MUTED,
        ),
        rx.el.p(one.text, custom_attrs={**AS_WRITTEN}, class_name="whitespace-pre-line break-words"),
        class_name=theme.BOARD_NOTE,
    )


def whose(one: Shown, state: Any) -> rx.Component:
    """Return whose the interview is, and with whom it can be exchanged."""
    nobody = rx.el.option(bracketed("staff.day.unassigned"), value="0")
    people = rx.foreach(
        state.view.counsellors, lambda member: rx.el.option(member.name, value=member.id.to_string())
    )
    assign = _form(
        "staff.day.counsellor",
        _about(one),
        select_input(
            "counsellor",
            tr("staff.day.who_holds"),
            rx.fragment(nobody, people),
            default_value=one.counsellor_id.to_string(),
        ),
        rx.el.div(secondary(tr("staff.day.assign"), type="submit")),
        on_submit=state.assign,
    )
    swap = script_form(
        _about(one),
        select_input("other", tr("staff.day.swap_with"), rx.foreach(one.swaps, _choice)),
        rx.el.div(secondary(tr("staff.day.swap"), type="submit"), class_name="mt-2"),
        on_submit=state.swap,
    )
    return rx.el.div(
        assign,
        rx.cond((one.swaps.length() > 0) & (one.counsellor_id > 0), swap),
        class_name=theme.STACK["sm"],
    )


def our_side(one: Shown, state: Any) -> rx.Component:
    """Return how a cause on our side is noted."""
    return rx.el.section(
        rx.el.h3(tr("staff.day.our_side"), class_name=theme.BOARD_PART),
        text(tr("staff.day.our_side_means")),
        rx.el.div(
            secondary(tr("staff.day.note_our_side"), on_click=state.do("our_side", one.id, one.revision))
        ),
        class_name=theme.STACK["sm"],
    )
