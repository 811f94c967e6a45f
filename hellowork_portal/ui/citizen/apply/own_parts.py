"""What somebody who is signed in sees first: the next declaration, and all their applications."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.parts import office_name, state_badge, to_draft, to_number
from hellowork_portal.ui.citizen.apply.standing import correct_by, deed, told
from hellowork_portal.ui.citizen.apply.state import ApplyState
from hellowork_portal.ui.components.buttons import link_plain, link_primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, fact, facts, section, text
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.texts import tr, worded, words

_own: Shown = ApplyState.own


def strangers() -> rx.Component:
    """Return the way in for who is not signed in."""
    return notice(
        "info",
        tr("apply.signed_out"),
        rx.el.div(link_primary(tr("apply.sign_in"), routes.sign_in_and_return(routes.APPLY))),
    )


def own_section() -> rx.Component:
    """Return one's own part of the page."""
    return rx.fragment(
        section(tr("apply.next"), _next()),
        section(
            tr("apply.mine"),
            rx.cond(
                _own.lines.length() > 0,
                rx.el.ul(rx.foreach(_own.lines, _line), class_name=theme.LINES),
                text(tr("apply.mine.none")),
            ),
        ),
    )


def _next() -> rx.Component:
    """Return the next declaration: what holds now, in words, and the one thing to do."""
    dates: Shown = _own.dates
    days = facts(
        fact(tr("apply.next.day"), rx.el.strong(worded(dates.day), class_name=theme.STRONG)),
        fact(
            tr("apply.next.period"),
            tr("apply.next.span", first=words(dates.first), last=words(dates.last)),
        ),
        fact(tr("apply.next.office"), office_name(_own.office)),
    )
    return card(told(_own), rx.cond(words(dates.day), days), deed(_own))


def _line(line: Shown) -> rx.Component:
    number = rx.cond(line.number, tr("apply.mine.number", number=line.number_shown), rx.fragment())
    told = rx.el.div(
        rx.el.p(worded(line.procedure), class_name=theme.STRONG),
        rx.el.p(tr("apply.mine.on", day=words(line.day))),
        rx.el.p(number, class_name=theme.TABULAR),
        rx.el.p(state_badge(line.state)),
        correct_by(line.due_on),
        class_name=theme.STACK["xs"],
    )
    draft = link_plain(tr("apply.mine.go_on"), to_draft(routes.APPLY_FORM, line.application_id))
    there = link_plain(
        rx.cond(line.state == "returned", tr("apply.mine.correct"), tr("apply.mine.open")),
        to_number(routes.APPLICATION, line.number),
    )
    return rx.el.li(told, rx.cond(line.state == "draft", draft, there), class_name=theme.LINE)
