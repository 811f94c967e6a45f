"""「申請の前に」: who may file and when, what only the person can say, and the terms."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import in_all
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.parts import (
    STANDINGS,
    day_facts,
    gone_or_waiting,
    standing_words,
    way,
    whom_to_call,
)
from hellowork_portal.ui.citizen.apply.state import StartState
from hellowork_portal.ui.citizen.reserve.parts import markdown
from hellowork_portal.ui.components.buttons import link_plain, primary
from hellowork_portal.ui.components.choices import checkbox_input, choice_group, error_of, radio
from hellowork_portal.ui.components.fields import required_mark, text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, title
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.components.terms import terms_box
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, worded

_seen: Shown = StartState
_start: Shown = StartState.start
_MAY = ("open", "drafting", "unknown")


@page(routes.APPLY_TERMS, "apply.terms.title", load=StartState.open)
def apply_terms() -> rx.Component:
    """Return what is told before anything is asked."""
    may = rx.match(_start.standing, *[(one, _form()) for one in _MAY], whom_to_call(_start.office))
    return frame(
        way(1),
        title(tr("apply.terms.title"), tr("apply.terms.lead")),
        page_error(_seen, unless=_seen.is_missing),
        rx.cond(
            _start.standing,
            stack(_told(), day_facts(_start), may, gap="lg"),
            gone_or_waiting(StartState, _seen.is_missing),
        ),
        rx.el.div(link_plain(tr("apply.back"), routes.APPLY)),
    )


def _told() -> rx.Component:
    """Return what holds now, in plain words."""

    def said(one: str) -> rx.Component:
        return notice("info" if one in _MAY else "warning", standing_words(one, _start.dates))

    return rx.fragment(rx.match(_start.standing, *[(one, said(one)) for one in STANDINGS], rx.fragment()))


def _form() -> rx.Component:
    wrong = rx.cond(_seen.must_agree, in_all("apply.terms.needed"), {}).to(dict[str, str])
    terms = terms_box(markdown(StartState.terms, level="h3"), "apply.terms.agreement")
    return rx.el.form(
        stack(
            rx.cond(_start.asks_claim, _claim()),
            section(tr("apply.terms.agreement"), terms),
            checkbox_input("agree", tr("apply.terms.agree"), required=True, error=wrong),
            rx.el.div(primary(tr("apply.terms.button"), type="submit")),
        ),
        on_submit=StartState.agree,
        no_validate=True,
    )


def _claim() -> rx.Component:
    """Return what a person without a record states: two days, and the number where none is kept."""
    days = rx.foreach(
        _start.days,
        lambda day: radio(rx.Var.create("day-") + day.iso.to(str), "day", day.iso, worded(day.words), None),
    )
    number = text_input(
        "claimant_number",
        tr("reserve.number.label"),
        help=tr("reserve.number.help"),
        required=True,
        input_mode="numeric",
        error=StartState.number_error,
    )
    return section(
        tr("apply.terms.claim"),
        choice_group(
            "day",
            tr("apply.terms.day"),
            days,
            required_mark(),
            tr("apply.terms.day.help"),
            error_of("day", StartState.day_error),
        ),
        text_input(
            "previous",
            tr("apply.terms.previous"),
            type="date",
            required=True,
            help=tr("apply.terms.previous.help"),
            default_value=_start.previous,
            error=StartState.previous_error,
            width="short",
        ),
        rx.cond(_start.asks_number, number),
        rx.el.p(tr("reserve.number.purpose"), class_name=theme.HELP),
    )
