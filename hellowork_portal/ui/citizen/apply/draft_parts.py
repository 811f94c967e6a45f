"""Sections that the form and the check page share: which it is, the deadline, a closed window, a 返却."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.parts import by_office, whom_to_call, wrote_in_japanese
from hellowork_portal.ui.components.alarm import alarm
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, text
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.texts import tr, worded, words


def brief(state: Any) -> rx.Component:
    """Return in few lines which application it is and until when it can be filed; near the end a warning."""
    draft: Shown = state.draft
    dates: Shown = draft.dates
    lines = rx.el.div(
        rx.el.p(worded(draft.procedure), class_name=theme.STRONG),
        rx.el.p(tr("apply.form.day", day=words(dates.day))),
        rx.el.p(tr("apply.form.period", first=words(dates.first), last=words(dates.last))),
        _until(draft),
        class_name=theme.BRIEF,
    )
    return stack(_soon(draft), lines, gap="md")


def _soon(draft: Shown) -> rx.Component:
    told = notice("warning", tr("apply.form.soon", minutes=draft.minutes_left))
    return rx.el.div(rx.cond(draft.minutes_left > 0, told), role="status", class_name=theme.ALERT_AREA)


def _until(draft: Shown) -> rx.Component:
    """Return until when it can be filed, or from when on; a correction has a day of its own."""
    said = rx.match(
        draft.standing,
        ("open", tr("apply.form.deadline", until=words(draft.dates.until))),
        ("drafting", tr("apply.form.opens", opens=words(draft.dates.opens))),
        rx.fragment(),
    )
    look = theme.joined(theme.STRONG, "empty:hidden")
    due = words(draft.asked.due)
    back = rx.cond(due, rx.el.p(tr("apply.form.correct_by", due=due), class_name=look))
    return rx.cond(draft.way == "correcting", back, rx.el.p(rx.fragment(said), class_name=look))


def over(state: Any) -> rx.Component:
    """Return that the window has closed, and whom to call; what was written is kept."""
    draft: Shown = state.draft
    told = notice(
        "warning",
        tr("apply.over.title"),
        text(tr("apply.over.body", until=words(draft.dates.until))),
        whom_to_call(draft.office),
    )
    return rx.cond(draft.standing == "over", told)


def rings(state: Any) -> rx.Component:
    """Ring when the window opens, each minute of its last hour, and when it closes; the page says it."""
    draft: Shown = state.draft
    return rx.fragment(
        alarm(draft.dates.opens_ms, state.now_ms, state.look),
        alarm(state.soon_ms, state.now_ms, state.look),
        alarm(draft.dates.until_ms + 1000, state.now_ms, state.look),
    )


def asked(state: Any) -> rx.Component:
    """Return what a 返却 asks for: the message, and each field with its note."""
    view: Shown = state.draft.asked
    return rx.cond(
        view.message,
        notice(
            "warning",
            tr("apply.form.returned"),
            rx.el.p(by_office(view.message, view.is_japanese)),
            asked_fields(view),
            wrote_in_japanese(state.draft.office, view.is_japanese),
            rx.cond(words(view.due), text(tr("apply.form.returned_due", due=words(view.due)))),
            text(tr("apply.form.returned_only")),
            text(tr("apply.form.state_anew")),
        ),
    )


def asked_fields(view: Shown) -> rx.Component:
    """Return the fields that a 返却 asks for."""
    return rx.el.ul(
        rx.foreach(view.fields, lambda one: _field(one, view.is_japanese)), class_name=theme.BULLETS
    )


def _field(one: Shown, is_japanese: Shown) -> rx.Component:
    return rx.el.li(rx.el.strong(worded(one.label)), by_office(one.note, is_japanese))
