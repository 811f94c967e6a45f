"""One claimant's record: what the office knows, and the account it is linked to."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import danger, link_plain, primary
from hellowork_portal.ui.components.choices import checkbox_input, choice_group, radio
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import badge, empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.staff.claimants.eligibility_form import eligibility_form
from hellowork_portal.ui.staff.claimants.page import KINDS
from hellowork_portal.ui.staff.claimants.settling_parts import settling
from hellowork_portal.ui.staff.claimants.state import ClaimantState
from hellowork_portal.ui.staff.counter import code_form, code_shown
from hellowork_portal.ui.staff.lists import (
    as_written,
    dense_fact,
    dense_facts,
    dense_text,
    dense_words,
    mail_or_none,
)
from hellowork_portal.ui.staff.reservations.deeds import done_line
from hellowork_portal.ui.staff.reservations.detail_parts import history
from hellowork_portal.ui.texts import tr, tr_of, worded, words


@page(routes.STAFF_CLAIMANT, "staff.claimant.title", load=ClaimantState.open)
def staff_claimant() -> rx.Component:
    """Return the page."""
    state = ClaimantState
    view: Shown = state.view
    missing = empty_state(tr("staff.claimant.missing"), tr("staff.claimant.missing_body"), _back())
    found = rx.el.div(
        stack(_facts(view), settling(state), eligibility_form(state), history(view), rx.el.div(_back())),
        _account(state),
        class_name=theme.DESK,
    )
    return staff_frame(
        title(tr("staff.claimant.title")),
        done_line(state),
        error_summary(state.summary),
        page_error(state, unless=state.is_missing),
        rx.cond(
            view.claimant_id > 0, found, rx.cond(state.is_missing, missing, waiting(words(state.error), 8))
        ),
    )


def _back() -> rx.Component:
    return link_plain(tr("staff.claimant.back"), here(routes.STAFF_CLAIMANTS))


def _facts(view: Shown) -> rx.Component:
    span = tr("staff.claimant.from_to", first=words(view.online_from), last=words(view.online_until))
    days = rx.el.ul(rx.foreach(view.days, lambda day: rx.el.li(worded(day))), class_name="list-none")
    return dense_facts(
        dense_text(tr("staff.claimants.column.name"), view.name, theme.STRONG),
        dense_text(tr("staff.claimants.column.reading"), view.reading),
        dense_words(tr("staff.claimants.column.born_on"), view.born_on),
        dense_fact(
            tr("staff.claimants.column.number"), rx.el.span(view.masked_number, class_name=theme.TABULAR)
        ),
        dense_fact(tr("staff.claimants.column.kind"), tr_of(view.kind, "staff.claimants.kind", KINDS)),
        rx.cond(words(view.online_from), dense_fact(tr("staff.claimant.span"), span)),
        rx.cond(view.days.length() > 0, dense_fact(tr("staff.claimants.column.days"), days)),
    )


def _account(state: Any) -> rx.Component:
    view: Shown = state.view
    return rx.el.div(
        rx.el.h2(tr("staff.claimant.account"), class_name=theme.H2),
        rx.cond(view.is_linked, _linked(state), _unlinked(state)),
        class_name=theme.DEEDS,
    )


def _linked(state: Any) -> rx.Component:
    who: Shown = state.view.person
    return stack(
        dense_facts(
            dense_fact(tr("staff.person.name"), as_written(who.name, theme.STRONG)),
            dense_fact(tr("staff.person.born"), worded(who.born_on)),
            dense_fact(tr("staff.person.mail"), mail_or_none(who.mail_address)),
        ),
        rx.el.div(link_plain(tr("staff.person.open"), state.person_href)),
        rx.el.p(tr("staff.claimant.unlink_means"), class_name=theme.SMALL),
        rx.el.div(danger(tr("staff.claimant.unlink"), on_click=state.unlink)),
        gap="sm",
    )


def _unlinked(state: Any) -> rx.Component:
    candidates: Shown = state.view.candidates
    key = state.done_count.to_string()
    form = script_form(
        stack(
            choice_group("account", tr("staff.claimant.candidates"), rx.foreach(candidates, _candidate)),
            rx.cond(candidates.length() > 1, text(tr("staff.claimant.several"))),
            checkbox_input("checked", tr("staff.claimant.checked"), required=True),
            rx.el.div(primary(tr("staff.claimant.link"), type="submit")),
            gap="sm",
        ),
        on_submit=state.link,
        key=key,
    )
    nobody = text(tr("staff.claimant.no_candidate"))
    code = section(
        tr("staff.claimant.code_title"),
        rx.el.p(tr("staff.claimant.code_means"), class_name=theme.SMALL),
        code_shown(state.code, tr("staff.claimant.code_where")),
        rx.cond((state.code == "") & state.view.has_code, text(tr("staff.claimant.has_code"))),
        code_form("claimant", tr("staff.claimant.make_code"), state.make_code, key),
    )
    return stack(rx.cond(candidates.length() > 0, form, nobody), code)


def _candidate(one: Shown) -> rx.Component:
    value = one.applicant_id.to_string()
    fits = rx.el.span(
        rx.cond(
            one.fits_name,
            badge(tr("staff.claimant.fits_name"), "success"),
            badge(tr("staff.claimant.other_name"), "warning"),
        ),
        rx.cond(
            one.fits_birth,
            badge(tr("staff.claimant.fits_birth"), "success"),
            badge(tr("staff.claimant.other_birth"), "warning"),
        ),
        class_name="flex flex-wrap gap-2 mt-1",
    )
    label = rx.el.span(
        as_written(one.name, theme.STRONG), " ", as_written(one.reading), " ", worded(one.born_on), " ",
        mail_or_none(one.mail_address), fits,
    )  # fmt: skip
    return radio(rx.Var.create("account-") + value, "account", value, label)
