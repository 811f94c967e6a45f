"""The head of the board, what citizens tell, the day in numbers, and the keys."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.day.rows import KEYS, notice_words
from hellowork_portal.ui.texts import t, tr, worded, words

_JOINT = rx.Var.create(" ")
_COUNTED = ("expected", "overdue", "waiting", "running", "over")


def head(state: Any) -> rx.Component:
    """Return title and day, the ways to other days, and whose interviews are shown."""
    heading = rx.el.h1(tr("staff.day.title"), id="page-title", tab_index=-1, class_name=theme.H1)
    day = rx.el.p(
        worded(state.view.day),
        rx.cond(state.view.is_today, rx.el.span(tr("staff.day.today"), class_name=theme.BOARD_TODAY_MARK)),
        class_name=theme.BOARD_DATE,
    )
    ways = rx.el.nav(
        _way(state, "before", state.view.before),
        rx.cond(state.view.is_today, rx.fragment(), _way(state, "back_to_today", "")),
        _way(state, "after", state.view.after),
        aria_label=t("staff.day.days"),
        class_name=theme.WRAPPING,
    )
    whose = rx.el.nav(
        _whose(state, "all"),
        _whose(state, "mine"),
        aria_label=t("staff.day.whose"),
        class_name=theme.WRAPPING,
    )
    book = link_plain(tr("staff.day.book"), _here(routes.STAFF_BOOKING, "", ""))
    return rx.el.div(
        heading, rx.cond(words(state.view.day), day), ways, whose, book, class_name=theme.BOARD_HEAD
    )


def _here(route: str, day: Any, whose: Any) -> Any:
    """Return a page for the office chosen, on a day and with whose interviews."""
    start: Shown = rx.Var.create(f"{route}?office=") + StaffState.office_code
    day_of: Shown = rx.Var.create("&day=")
    day_part: Shown = rx.cond(day, day_of + day, "") if isinstance(day, rx.Var) else ""
    who_part: Shown = rx.cond(whose == "mine", "&who=mine", "") if isinstance(whose, rx.Var) else whose
    return start + day_part + who_part


def _way(state: Any, name: str, day: Any) -> rx.Component:
    return link_plain(tr(f"staff.day.{name}"), _here(routes.STAFF_DAY, day, state.whose))


def _whose(state: Any, whose: str) -> rx.Component:
    query = "&who=mine" if whose == "mine" else ""
    return link_plain(
        tr(f"staff.day.{whose}"),
        _here(routes.STAFF_DAY, state.view.on_day, query),
        aria_current=rx.cond(state.whose == whose, "true", "false"),
        class_name=theme.BOARD_FILTER,
    )


def counts(now: Shown) -> rx.Component:
    """Return the day in numbers."""
    numbers = {
        "expected": now.expected, "overdue": now.overdue, "waiting": now.waiting,
        "running": now.running, "over": now.over,
    }  # fmt: skip
    return rx.el.ul(
        *[
            rx.el.li(
                rx.el.span(tr(f"staff.day.count.{name}")),
                rx.el.span(numbers[name], class_name=theme.BOARD_NUMBER),
                class_name=theme.BOARD_COUNT,
            )
            for name in _COUNTED
        ],
        aria_label=t("staff.day.counts"),
        class_name=theme.BOARD_COUNTS,
    )


def keys_help() -> rx.Component:
    """Return the keys with what they do, folded."""
    moves = [("↑ ↓", "staff.day.key.move"), ("Enter", "staff.day.key.open"), ("?", "staff.day.key.help")]
    lines = [
        *[(key, tr(words_key)) for key, words_key in moves],
        *[(key, tr(f"staff.day.do.{deed}")) for deed, key in KEYS.items()],
    ]
    return rx.el.details(
        rx.el.summary(tr("staff.day.keys"), class_name=theme.SUMMARY_LINE),
        rx.el.ul(
            *[
                rx.el.li(
                    rx.el.kbd(key, class_name=theme.BOARD_KEY),
                    rx.el.span(said),
                    class_name=theme.BOARD_KEY_LINE,
                )
                for key, said in lines
            ],
            class_name=theme.BOARD_KEYS,
        ),
        custom_attrs={"data-keys-help": ""},
    )


def notices(now: Shown, state: Any) -> rx.Component:
    """Return what citizens tell and nobody has answered yet; nothing where there is nothing."""
    listed = rx.el.section(
        rx.el.h2(icon("phone"), tr("staff.day.notices"), class_name=theme.BOARD_NOTICES_HEAD),
        rx.el.ul(
            rx.foreach(now.notices, lambda one: _notice(one, state)), class_name=theme.BOARD_NOTICE_LINES
        ),
        class_name=theme.BOARD_NOTICES,
    )
    return rx.cond(now.notices.length() > 0, listed)


def _notice(one: Shown, state: Any) -> rx.Component:
    answer = rx.el.button(
        tr("staff.day.answer"),
        type="button",
        on_click=state.choose(one.id),
        aria_label=t("staff.day.answer") + _JOINT + one.starts + _JOINT + one.name,
        class_name=theme.BOARD_FIRST,
    )
    return rx.el.li(
        rx.el.span(one.starts, class_name=theme.BOARD_TIME),
        rx.el.span(one.name, custom_attrs={**AS_WRITTEN}, class_name=theme.STRONG),
        rx.el.span(notice_words(one)),
        answer,
        class_name=theme.WRAPPING,
    )
