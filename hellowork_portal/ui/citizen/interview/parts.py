"""The parts of the interview's page that change with the hour."""

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.interview.joining import JoinState
from hellowork_portal.ui.citizen.interview.states import InterviewState
from hellowork_portal.ui.components.alarm import alarm
from hellowork_portal.ui.components.buttons import button_row, secondary
from hellowork_portal.ui.components.countdown import countdown
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, section, text
from hellowork_portal.ui.components.native import external_link
from hellowork_portal.ui.components.notices import live, notice
from hellowork_portal.ui.texts import t, tr, worded, words

_LATE = (5, 10, 15)
_ANSWERS = ("called", "waiting", "our_side", "moved")
_LOOK_MS = 30_000
"""How often a page looks whether the office has answered: a third of the readings of a person stays free."""
_JOIN = theme.joined(theme.ACTION, theme.WIDE_ON_PHONES)


def hours(seen: Shown) -> rx.Component:
    """Let the page look anew at each hour that changes it, and say politely what has changed."""
    said = rx.match(
        seen.phase,
        ("open", t("interview.said.open")),
        ("over", t("interview.said.over")),
        "",
    )
    instants = (seen.counts_ms, seen.notices_ms, seen.opens_ms, seen.starts_ms, seen.ends_ms)
    waits = (seen.told != "") & (seen.answer == "") & seen.can_tell
    return rx.fragment(
        live(said),
        live(rx.cond(seen.answer, t("interview.answered.said"), "")),
        alarm(rx.cond(waits, seen.now_ms + _LOOK_MS, 0), seen.now_ms, InterviewState.look),
        *[alarm(instant, seen.now_ms, InterviewState.open) for instant in instants],
    )


def door(seen: Shown) -> rx.Component:
    """Return how one joins, or when the door opens; in person and by telephone there is none."""
    body = text(tr("interview.soon.body"))
    early = notice("info", tr("interview.early", when=words(seen.opens)), body)
    soon = notice("info", tr("interview.soon"), _left(seen), body)
    online = rx.fragment(
        rx.match(seen.phase, ("open", _open(seen)), ("soon", soon), ("early", early), rx.fragment())
    )
    ended = rx.match(
        seen.phase,
        ("over", notice("info", tr("interview.over"), text(tr("interview.over.body")))),
        ("away", notice("warning", tr("interview.away"), text(tr("interview.away.body")))),
        rx.fragment(),
    )
    return rx.fragment(rx.cond(seen.place.mode == "online", online), ended)


def _left(seen: Shown) -> rx.Component:
    return rx.el.p(
        rx.el.span(tr("interview.soon.left"), class_name=theme.STRONG),
        countdown(seen.opens_ms, seen.now_ms, InterviewState.open),
        class_name="flex flex-wrap items-center gap-3",
    )


def _open(seen: Shown) -> rx.Component:
    ready = notice(
        "success",
        tr("interview.open"),
        text(tr("detail.meeting_name", number=seen.number_shown)),
        rx.el.div(
            external_link(
                tr("detail.meeting_join"), seen.join_url, look=_JOIN, on_click=JoinState.joined(seen.number)
            )
        ),
        facts(
            fact(tr("detail.meeting_passcode"), rx.el.span(seen.passcode, class_name=theme.TABULAR)),
        ),
    )
    reload = rx.el.div(secondary(tr("detail.meeting_reload"), on_click=InterviewState.open))
    ours = notice("warning", tr("interview.ours"), text(tr("interview.ours.body")), reload)
    preparing = notice("info", tr("detail.meeting_pending_title"), text(tr("interview.preparing")), reload)
    return rx.fragment(
        rx.cond(seen.meeting_state == "ready", ready, rx.cond(seen.is_our_fault, ours, preparing))
    )


def way_there(seen: Shown) -> rx.Component:
    """Return where one goes, or who will call which number."""
    to_office = section(tr("interview.in_person"), text(tr("interview.in_person.body")))
    theirs = rx.cond(seen.place.phone, seen.place.phone, tr("interview.telephone.unknown"))
    by_phone = section(
        tr("interview.telephone"),
        text(tr("interview.telephone.body")),
        facts(
            rx.cond(
                seen.own_phone,
                fact(tr("interview.telephone.yours"), rx.el.span(seen.own_phone, class_name=theme.TABULAR)),
            ),
            fact(tr("interview.telephone.theirs"), theirs),
        ),
    )
    return rx.cond(seen.place.mode == "telephone", by_phone, to_office)


def tell_office(seen: Shown) -> rx.Component:
    """Return the two taps; afterwards what was told and what happens next, or what has come of it."""
    late = [
        secondary(tr(f"interview.tell.late.{minutes}"), on_click=InterviewState.tell("late", minutes))
        for minutes in _LATE
    ]
    press = InterviewState.tell("cannot_connect", 0)
    cannot = secondary(tr("interview.tell.cannot_connect"), on_click=press, drawing="phone")
    taps = section(
        tr("interview.tell"),
        text(tr("interview.tell.body")),
        rx.cond(seen.answer, _answered(seen), rx.cond(seen.told, _told(seen))),
        rx.cond(seen.place.mode == "in_person", rx.fragment(), button_row(cannot)),
        rx.el.div(
            rx.el.h3(tr("interview.tell.late"), id="late", class_name=theme.H3),
            button_row(*late),
            role="group",
            aria_labelledby="late",
            class_name=theme.STACK["sm"],
        ),
    )
    return rx.cond(seen.can_tell, taps, rx.cond(seen.answer == "moved", _answered(seen)))


def _told(seen: Shown) -> rx.Component:
    late = rx.match(
        seen.told_minutes,
        *[(minutes, tr(f"interview.told.late.{minutes}")) for minutes in _LATE],
        rx.fragment(),
    )
    what = rx.fragment(rx.cond(seen.told == "late", late, tr("interview.told.cannot_connect")))
    wait = text(tr("interview.told.cannot_connect.next"))
    next_step = rx.cond(seen.told == "late", text(tr("interview.told.late.next")), wait)
    when = rx.el.p(worded(seen.told_when), class_name=theme.MUTED)
    shown = notice("success", what, next_step, when, id="told")
    return rx.fragment(shown, live(rx.cond(InterviewState.has_told, t("interview.told.said"), "")))


def _answered(seen: Shown) -> rx.Component:
    """Return what the office has done about what was told."""
    called, *others = (
        notice("info", tr(f"interview.answered.{one}"), text(tr(f"interview.answered.{one}.next")), id="told")
        for one in _ANSWERS
    )
    return rx.fragment(rx.match(seen.answer, *zip(_ANSWERS[1:], others, strict=True), called))
