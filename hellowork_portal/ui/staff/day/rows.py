"""One interview as a line of the board: when, who, how far, whose, and the keys that are possible."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.native import NativeLink
from hellowork_portal.ui.texts import t, tr, worded

STAGES = {
    "expected": ("neutral", "clock"),
    "overdue": ("error", "clock"),
    "waiting": ("warning", "person"),
    "identified": ("info", "form"),
    "in_progress": ("success", "video"),
    "overrun": ("error", "warning"),
    "done": ("neutral", "success"),
    "no_show": ("neutral", "error"),
}
"""Stage → the look and the drawing of its badge; the word stands beside them."""
KEYS = {
    "check_in": "w",
    "identify": "i",
    "start": "s",
    "finish": "d",
    "no_show": "n",
    "back": "b",
}
"""Deed → its key."""
_DEEDS = {
    "expected": ("check_in", "start", "no_show"),
    "overdue": ("check_in", "start", "no_show"),
    "waiting": ("identify", "start", "no_show", "back"),
    "identified": ("start", "no_show", "back"),
    "in_progress": ("finish", "identify", "back"),
    "overrun": ("finish", "identify", "back"),
    "done": ("back",),
    "no_show": ("back",),
}
_JOINT = rx.Var.create(" ")


def row(one: Shown, state: Any) -> rx.Component:
    """Return the line of an interview; keys act on the line that has the focus, or that is open."""
    return rx.el.li(
        _when(one),
        _who(one, state),
        rx.el.div(stage_badge(one.stage), _whose(one), class_name=theme.BOARD_STAGE),
        rx.cond(state.view.is_today, _deeds(one, state)),
        custom_attrs={
            "data-interview": one.id.to_string(),
            "data-stage": one.stage,
            "data-chosen": rx.cond(state.chosen.id == one.id, "true", "false"),
        },
        class_name=theme.BOARD_ROW,
    )


def _when(one: Shown) -> rx.Component:
    return rx.el.p(
        rx.el.span(one.starts, class_name=theme.BOARD_TIME),
        rx.el.span("〜", one.ends, class_name=theme.joined(theme.MUTED, "block text-dns-14N-130")),
        class_name=theme.TABULAR,
    )


def _who(one: Shown, state: Any) -> rx.Component:
    names = state.view.procedures.to(dict[str, dict[str, str]])
    opener = rx.el.button(
        one.name,
        type="button",
        on_click=state.choose(one.id),
        aria_label=one.starts + _JOINT + one.name + _JOINT + t("staff.day.open"),
        custom_attrs={"data-open": "", **AS_WRITTEN},
        class_name=theme.BOARD_NAME,
    )
    return rx.el.div(
        opener,
        rx.el.p(
            rx.el.span(one.reading, custom_attrs={**AS_WRITTEN}),
            rx.el.span(worded(names[one.procedure])),
            rx.el.span(_mode(one.mode)),
            rx.cond(one.is_by_staff, rx.el.span(tr("staff.day.by_staff"))),
            class_name=theme.BOARD_MORE,
        ),
        _news(one),
        class_name="min-w-0",
    )


def _mode(mode: Shown) -> rx.Component:
    modes = ("online", "in_person", "telephone")
    return rx.fragment(rx.match(mode, *[(one, tr(f"staff.day.mode.{one}")) for one in modes], rx.fragment()))


def stage_badge(stage: Shown) -> rx.Component:
    """Return a stage in a word, with shape and colour."""
    badges = [(code, _badge(code, kind, drawing)) for code, (kind, drawing) in STAGES.items()]
    return rx.fragment(rx.match(stage, *badges, rx.fragment()))


def _badge(code: str, kind: str, drawing: str) -> rx.Component:
    look = theme.joined(theme.BADGE, theme.BADGE_LOOK[kind], theme.BOARD_BADGE)
    return rx.el.span(icon(drawing, 18), rx.el.span(tr(f"staff.day.stage.{code}")), class_name=look)


def _news(one: Shown) -> rx.Component:
    """Return what the line says besides: since when, what was told, doubts, no room."""
    open_stage = (one.stage != "done") & (one.stage != "no_show")
    no_room = (one.meeting != "") & (one.meeting != "ready") & open_stage
    since = rx.el.span(tr("staff.day.since", time=one.since), class_name=theme.TABULAR)
    return rx.el.div(
        rx.cond(one.since & (one.stage == "waiting"), since),
        rx.cond(one.identity == "doubtful", rx.el.span(tr("staff.day.doubtful"), class_name=theme.STRONG)),
        rx.cond(one.notice, rx.el.span(notice_words(one), class_name=theme.STRONG)),
        rx.cond(one.is_our_side, rx.el.span(tr("staff.day.is_our_side"))),
        rx.cond(no_room, rx.el.span(tr("staff.day.no_room"))),
        class_name=theme.BOARD_NEWS,
    )


def notice_words(one: Shown) -> rx.Component:
    """Return what somebody has told on the day."""
    late = tr("staff.day.notice.late", minutes=one.notice_minutes)
    return rx.fragment(rx.cond(one.notice == "late", late, tr("staff.day.notice.cannot_connect")))


def _whose(one: Shown) -> rx.Component:
    nobody = rx.el.span(tr("staff.day.unassigned"), class_name=theme.MUTED)
    return rx.el.p(
        rx.cond(one.counsellor, rx.el.span(one.counsellor, custom_attrs={**AS_WRITTEN}), nobody),
        class_name=theme.BOARD_WHOSE,
    )


def _deeds(one: Shown, state: Any) -> rx.Component:
    by_stage = [
        (stage, rx.fragment(*[_deed(deed, one, state) for deed in deeds])) for stage, deeds in _DEEDS.items()
    ]
    return rx.el.div(rx.match(one.stage, *by_stage, rx.fragment()), class_name=theme.BOARD_DEEDS)


def _deed(deed: str, one: Shown, state: Any) -> rx.Component:
    if deed == "start":
        plain = _button(deed, one, state.do(deed, one.id, one.revision))
        return rx.cond((one.mode == "online") & (one.meeting == "ready"), _host_link(one, state), plain)
    click = state.recognise(one.id) if deed == "identify" else state.do(deed, one.id, one.revision)
    return _button(deed, one, click)


def _faces(deed: str) -> list[rx.Component]:
    return [
        rx.el.kbd(KEYS[deed], custom_attrs={"aria-hidden": "true"}, class_name=theme.BOARD_KEY),
        rx.el.span(tr(f"staff.day.do.{deed}")),
    ]


def _look(deed: str) -> str:
    return theme.BOARD_FIRST if deed in ("start", "finish") else theme.BOARD_SMALL


def _key(deed: str) -> dict[str, Any]:
    return {"data-key": KEYS[deed], "aria-keyshortcuts": KEYS[deed]}


def _button(deed: str, one: Shown, click: Any) -> rx.Component:
    return rx.el.button(
        *_faces(deed),
        type="button",
        on_click=click,
        aria_label=t(f"staff.day.do.{deed}") + _JOINT + one.starts + _JOINT + one.name,
        custom_attrs=_key(deed),
        class_name=_look(deed),
    )


def _host_link(one: Shown, state: Any) -> rx.Component:
    """Return the start of an online interview: the click begins it and asks for the host's address."""
    return NativeLink.create(
        *_faces("start"),
        href=rx.Var.create(f"{routes.STAFF_HOST}?interview=") + one.id.to_string(),
        target="_blank",
        rel="noopener noreferrer",
        on_click=state.do("start", one.id, one.revision),
        aria_label=t("staff.day.do.start") + _JOINT + one.starts + _JOINT + one.name,
        custom_attrs=_key("start"),
        class_name=_look("start"),
    )
