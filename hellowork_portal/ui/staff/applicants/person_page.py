"""One person with an account: particulars, what they booked here, and help where the mailbox is lost."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, link_secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.components.notices import badge, empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.staff.applicants.state import ApplicantState
from hellowork_portal.ui.staff.counter import code_form, code_shown
from hellowork_portal.ui.staff.lists import as_written, dense_fact, dense_facts, list_table, mail_or_none
from hellowork_portal.ui.staff.reservations.deeds import done_line
from hellowork_portal.ui.staff.reservations.detail_parts import RECORDS, history
from hellowork_portal.ui.staff.reservations.parts import line_of_one
from hellowork_portal.ui.texts import tr, tr_of, worded, words


@page(routes.STAFF_APPLICANT, "staff.applicant.title", load=ApplicantState.open)
def staff_applicant() -> rx.Component:
    """Return the page."""
    state = ApplicantState
    view: Shown = state.view
    missing = empty_state(tr("staff.applicant.missing"), tr("staff.applicant.missing_body"), _back())
    main = stack(_facts(state), _booked(view), history(view), rx.el.div(_back()))
    found = rx.el.div(main, stack(_record(state), _mailbox(state)), class_name=theme.DESK)
    return staff_frame(
        title(tr("staff.applicant.title")),
        done_line(state),
        page_error(state, unless=state.is_missing),
        rx.cond(
            view.person.applicant_id > 0,
            found,
            rx.cond(state.is_missing, missing, waiting(words(state.error), 8)),
        ),
    )


def _back() -> rx.Component:
    return link_plain(tr("staff.applicant.back"), here(routes.STAFF_APPLICANTS))


def _facts(state: Any) -> rx.Component:
    who: Shown = state.view.person
    number = rx.el.div(
        rx.el.span(rx.cond(who.masked_number, who.masked_number, "－"), class_name=theme.TABULAR),
        rx.cond(who.sharing > 0, badge(tr("staff.person.sharing", count=who.sharing), "warning")),
        class_name=theme.WRAPPING,
    )
    call = native_link(who.phone, rx.Var.create("tel:") + who.phone.to(str))
    return dense_facts(
        dense_fact(tr("staff.person.name"), as_written(who.name, theme.STRONG)),
        dense_fact(tr("staff.person.reading"), as_written(who.reading)),
        dense_fact(tr("staff.person.born"), worded(who.born_on)),
        dense_fact(tr("reserve.place.phone"), call),
        dense_fact(tr("staff.person.mail"), mail_or_none(who.mail_address)),
        dense_fact(tr("staff.person.number"), number),
    )


def _booked(view: Shown) -> rx.Component:
    heads = [
        tr("reserve.place.when"), tr("reserve.place.procedure"),
        tr("lookup.state"), tr("detail.meeting"), tr("lookup.number"),
    ]  # fmt: skip
    table = list_table("staff.applicant.reservations", heads, rx.foreach(view.reservations, line_of_one))
    nothing = text(tr("staff.applicant.no_reservations"))
    return section(
        tr("staff.applicant.reservations"), rx.cond(view.reservations.length() > 0, table, nothing)
    )


def _record(state: Any) -> rx.Component:
    view: Shown = state.view
    linked = rx.el.div(link_secondary(tr("staff.applicant.record"), state.record_href))
    may = stack(text(tr("staff.applicant.may_claim")), linked, gap="sm")
    return rx.el.div(
        rx.el.h2(tr("staff.person.record"), class_name=theme.H2),
        text(tr_of(view.person.claimant, "staff.person.claimant", RECORDS)),
        rx.cond(view.claimant_id > 0, linked, rx.cond(view.may_claim_id > 0, may)),
        class_name=theme.DEEDS,
    )


def _mailbox(state: Any) -> rx.Component:
    """Return how somebody who cannot get mail any more starts a new address (product.md decision 11)."""
    where = tr("staff.applicant.code_where", page=f"{settings().public_url}{routes.RECOVER}")
    return rx.el.div(
        rx.el.h2(tr("staff.applicant.mailbox"), class_name=theme.H2),
        rx.el.p(tr("staff.applicant.mailbox_means"), class_name=theme.SMALL),
        code_shown(state.code, where),
        rx.cond((state.code == "") & state.view.has_code, text(tr("staff.claimant.has_code"))),
        code_form("recovery", tr("staff.applicant.make_code"), state.make_code, state.done_count.to_string()),
        class_name=theme.DEEDS,
    )
