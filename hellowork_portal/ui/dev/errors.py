"""Every error, empty state and alert on one page, for review; never part of a production portal."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import Words
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.kinds import AS_WRITTEN
from hellowork_portal.ui.components.layout import fact, facts, section, stack, text, title
from hellowork_portal.ui.components.notices import badge, empty_state, notice
from hellowork_portal.ui.dev.collected import EmptyState, ToldError, empty_states, errors
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import error_line
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.ways_on import WayOn
from hellowork_portal.ui.texts import Readings, compiled, tr


@page(routes.DEV_ERRORS, "dev.title")
def review() -> rx.Component:
    """Return the page."""
    told = errors()
    citizens = [_error(one) for one in told if one.is_for_citizens]
    operators = [_error(one) for one in told if not one.is_for_citizens]
    return frame(
        title(tr("dev.title"), tr("dev.lead")),
        section(tr("dev.errors"), facts(*citizens)),
        section(tr("dev.operators"), facts(*operators)),
        section(tr("dev.empty"), *[_empty(state) for state in empty_states()]),
        section(tr("dev.looks"), _looks()),
    )


def _said(words: Words) -> rx.Component:
    return rx.el.span(Readings.create(text=compiled(words)))


def _error(error: ToldError) -> rx.Component:
    way = link_plain(_said(error.label), error.href) if error.href else rx.el.code(error.reason)
    # The staff's words are Japanese and English alone (docs/decisions/0016), without readings.
    told = rx.el.p(_said(error.sentence), custom_attrs={**AS_WRITTEN} if error.is_staffs else {})
    return fact(
        rx.el.code(error.code, class_name="break-all"),
        stack(told, rx.el.p(way, class_name=theme.MUTED), gap="sm"),
    )


def _empty(state: EmptyState) -> rx.Component:
    return stack(
        rx.el.code(state.place, class_name=theme.MUTED),
        empty_state(_said(state.heading), _said(state.body)),
        gap="sm",
    )


def _looks() -> rx.Component:
    first = errors()[0]
    kinds = [notice(kind, rx.el.code(kind), text(_said(first.sentence))) for kind in theme.KINDS]
    badges = rx.el.div(
        *[badge(rx.el.code(kind), kind) for kind in (*theme.KINDS, "neutral")], class_name=theme.WRAPPING
    )
    alert = error_line(compiled(first.sentence), rx.Var.create(WayOn(routes.HOME, first.sentence)))
    return stack(alert, *kinds, badges)
