"""「予約内容照会」: by number, or blank for all of one's own; without sign-in by number and a code."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.guest.parts import code_for, two_ways
from hellowork_portal.ui.citizen.lookup.parts import state_badge
from hellowork_portal.ui.citizen.lookup.states import LookupState
from hellowork_portal.ui.citizen.waitlist.parts import seats_kept
from hellowork_portal.ui.components.buttons import link_plain, link_secondary, primary
from hellowork_portal.ui.components.fields import TypedKept, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, fact, facts, section, stack, title
from hellowork_portal.ui.components.native import asking_form
from hellowork_portal.ui.components.notices import empty_state, live
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import labelled, t, tr, worded

_ROWS: Shown = LookupState.rows
_IS_KNOWN: Shown = LookupState.is_loaded & ~LookupState.is_stranger
"""Whether the page has found somebody signed in; before that it asks for a number, as both ways do."""
_IS_STRANGER: Shown = LookupState.is_loaded & LookupState.is_stranger


@page(routes.LOOKUP, "lookup.title", load=LookupState.open)
def lookup() -> rx.Component:
    """Return the search and its results."""
    form = asking_form(
        stack(
            text_input(
                "number",
                tr("lookup.number"),
                help=tr("lookup.number_help"),
                default_value=LookupState.typed,
                autocomplete="off",
                width="short",
            ),
            rx.el.div(primary(tr("lookup.search"), type="submit")),
        ),
        action=routes.LOOKUP,
        on_submit=LookupState.search,
    )
    return frame(
        title(
            tr("lookup.title"),
            rx.cond(_IS_KNOWN, tr("lookup.lead")),
        ),
        page_error(LookupState),
        rx.cond(_IS_KNOWN, seats_kept(LookupState)),
        rx.cond(_IS_STRANGER, two_ways(LookupState), form),
        TypedKept.create(input_id="number", shown=_IS_STRANGER),
        rx.cond(_IS_KNOWN, rx.el.div(link_plain(tr("waitlist.all"), routes.WAITLIST))),
        rx.cond(LookupState.is_loaded & LookupState.was_asked, _results()),
    )


def _results() -> rx.Component:
    way_on = rx.cond(
        LookupState.typed,
        link_secondary(tr("lookup.show_all"), routes.with_query(routes.LOOKUP, all=1)),
        link_secondary(tr("access.done.book"), routes.PROCEDURES),
    )
    body = rx.cond(LookupState.typed, tr("lookup.none_body"), tr("lookup.none_at_all"))
    some = stack(rx.el.p(tr("lookup.count", count=_ROWS.length())), rx.foreach(LookupState.rows, _row))
    return section(
        tr("lookup.results"),
        live(
            rx.cond(
                _ROWS.length() > 0,
                t("lookup.count", count=_ROWS.length()),
                rx.cond(LookupState.typed, t("lookup.none"), t("lookup.nothing_yet")),
            )
        ),
        rx.cond(_ROWS.length() > 0, some, empty_state(_why_none(), body, way_on)),
        rx.cond(LookupState.may_be_others, code_for(LookupState.typed)),
    )


def _why_none() -> rx.Component:
    return rx.cond(LookupState.typed, tr("lookup.none"), tr("lookup.nothing_yet"))


def _row(row: Shown) -> rx.Component:
    href = rx.Var.create(f"{routes.RESERVATION}?number=") + row.number.to(str)
    return card(
        rx.el.h3(worded(row.procedure), class_name=theme.H3),
        facts(
            fact(tr("reserve.place.when"), worded(row.when)),
            fact(tr("reserve.place.office"), worded(row.office)),
            fact(tr("lookup.number"), rx.el.span(row.number_shown, class_name=theme.TABULAR)),
            fact(tr("lookup.state"), state_badge(row.state)),
        ),
        rx.el.div(
            link_secondary(
                tr("lookup.detail"),
                href,
                aria_label=t("lookup.detail")
                + rx.Var.create(" ")
                + labelled(row.when)
                + rx.Var.create(" ")
                + row.number_shown.to(str),
            )
        ),
    )
