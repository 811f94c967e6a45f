"""「詳細」 with 「会議情報」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.lookup.parts import (
    bring_section,
    calendar_link,
    change_section,
    meeting_section,
    state_badge,
)
from hellowork_portal.ui.citizen.lookup.states import DetailState
from hellowork_portal.ui.citizen.reserve.parts import place_facts
from hellowork_portal.ui.components.buttons import link_plain, link_primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, section, stack, text, title
from hellowork_portal.ui.components.notices import alert_line, empty_state, notice, skeleton
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.prose import prose
from hellowork_portal.ui.texts import t_of, tr, words


@page(routes.RESERVATION, "detail.title", load=DetailState.open)
def reservation() -> rx.Component:
    """Return one's own reservation."""
    missing = empty_state(
        tr("detail.not_found"), tr("lookup.none_body"), link_primary(tr("detail.back"), routes.LOOKUP)
    )
    return frame(
        title(tr("detail.title")),
        alert_line(rx.cond(DetailState.is_missing, "", words(DetailState.error))),
        rx.cond(DetailState.is_loaded, rx.cond(DetailState.is_missing, missing, _found()), skeleton(8)),
    )


def _found() -> rx.Component:
    detail: Shown = DetailState.detail
    return stack(
        place_facts(
            detail.place,
            fact(tr("lookup.number"), rx.el.strong(detail.number_shown, class_name=theme.TABULAR)),
            fact(tr("lookup.state"), state_badge(detail.state)),
        ),
        rx.cond(
            detail.is_unconfirmed_claim,
            notice("info", tr("detail.unconfirmed"), text(tr("detail.unconfirmed_body"))),
        ),
        meeting_section(DetailState),
        rx.el.div(calendar_link(detail)),
        bring_section(DetailState),
        change_section(detail),
        _advice(),
        section(
            tr("detail.history"), rx.el.ul(rx.foreach(detail.history, _event), class_name="list-disc pl-6")
        ),
        rx.el.div(link_plain(tr("detail.back"), routes.LOOKUP)),
        gap="lg",
    )


def _advice() -> rx.Component:
    """Return the guide's advice on video, sound, sharing, permissions and leaving; opened by a press."""
    return rx.el.details(
        rx.el.summary(rx.el.h2(tr("detail.advice"), class_name="inline"), class_name=theme.SUMMARY_LINE),
        prose("join", has_contents=False),
        open=True,
        class_name=theme.STACK["md"],
    )


def _event(line: Shown) -> rx.Component:
    return rx.el.li(words(line.when), " ", t_of(line.event, "detail.event", ["terms_agreed", "confirmed"]))
