"""How somebody stands to the next declaration, in words, with the one thing to do: for every such page."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.parts import (
    STANDINGS,
    standing_words,
    state_badge,
    to_draft,
    to_number,
    whom_to_call,
)
from hellowork_portal.ui.components.buttons import link_plain, link_primary, link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.texts import tr, words

_CALL = ("over", "not_online", "first", "no_day")


def told(own: Shown) -> rx.Component:
    """Return what holds for the next declaration (OwnView) now, in plain words."""
    said = [(one, rx.el.p(standing_words(one, own.dates), class_name=theme.LEAD)) for one in STANDINGS]
    return rx.el.div(rx.match(own.standing, *said, rx.fragment()), correct_by(own.correct_by))


def correct_by(due: Shown) -> rx.Component:
    """Return the day by which what was returned is to be filed again; nothing where there is none."""
    told = rx.el.p(tr("apply.form.correct_by", due=words(due)), class_name=theme.STRONG)
    return rx.cond(words(due), told)


def deed(own: Shown, *, is_first: Any = True) -> rx.Component:
    """Return the one thing to do, or whom to call; `is_first`: it is the screen's filled action."""
    begin = rx.Var.create(f"{routes.APPLY_TERMS}?procedure=declaration&office=") + own.office.code.to(str)
    draft = to_draft(routes.APPLY_FORM, own.href_id)
    there = to_number(routes.APPLICATION, own.number)
    ways = [
        *[(one, "apply.standing.begin", begin, "form") for one in ("open", "drafting")],
        ("begun", "apply.mine.go_on", draft, "form"),
        ("returned", "apply.mine.correct", there, ""),
        ("filed", "apply.done.status", there, ""),
    ]
    calls = [(one, whom_to_call(own.office)) for one in _CALL]
    links = [(one, _link(key, href, drawing, is_first)) for one, key, href, drawing in ways]
    return rx.fragment(rx.match(own.standing, *links, *calls, rx.fragment()))


def _link(key: str, href: Any, drawing: str, is_first: Any) -> rx.Component:
    filled = link_primary(tr(key), href, drawing=drawing)
    if is_first is True:
        return rx.el.div(filled)
    return rx.el.div(rx.cond(is_first, filled, link_secondary(tr(key), href, drawing=drawing)))


def others(own: Shown) -> rx.Component:
    """Return the declarations of other 認定日 that still move, each with its state and its page."""
    lines = rx.foreach(own.others, lambda line: _other(line, own.due == "other"))
    return rx.cond(own.others.length() > 0, rx.el.ul(lines, class_name=theme.LINES))


def _other(line: Shown, is_first: Any) -> rx.Component:
    there = to_number(routes.APPLICATION, line.number)
    return rx.el.li(
        rx.el.div(
            rx.el.p(tr("apply.mine.of", day=words(line.day)), class_name=theme.STRONG),
            rx.el.p(state_badge(line.state)),
            correct_by(line.due_on),
            class_name=theme.STACK["xs"],
        ),
        rx.cond(
            line.state == "returned",
            _link("apply.mine.correct", there, "", is_first),
            rx.el.div(link_plain(tr("apply.done.status"), there)),
        ),
        class_name=theme.LINE,
    )
