"""One case: its answers beside the earlier ones, doubts, person, interviews, what happened."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, secondary
from hellowork_portal.ui.components.fields import select_input
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import section, text, visually_hidden
from hellowork_portal.ui.components.native import native_link, script_form
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.applications.folds import seen
from hellowork_portal.ui.staff.applications.parts import state_badge
from hellowork_portal.ui.staff.lists import as_written, dense_fact, dense_facts, dense_text
from hellowork_portal.ui.staff.reservations.detail_parts import RECORDS
from hellowork_portal.ui.staff.reservations.parts import detail_href
from hellowork_portal.ui.staff.reservations.parts import state_badge as booking_badge
from hellowork_portal.ui.texts import Readings, t, tr, tr_of, worded, words

LEVELS = ["warning", "flag"]


def bar(view: Shown) -> rx.Component:
    """Return what the case is and how it stands, in one line."""
    return rx.el.div(
        rx.el.strong(view.number_shown, class_name=theme.joined(theme.STRONG, theme.TABULAR)),
        state_badge(view.state),
        rx.cond(view.waiting_turn > 0, badge(tr("staff.applications.awaits"), "warning")),
        rx.cond(view.is_unconfirmed, badge(tr("staff.reservations.unconfirmed"), "warning")),
        rx.el.span(tr("staff.case.for_day"), " ", rx.el.strong(worded(view.certification))),
        rx.el.span(worded(view.period), " ", tr("staff.case.days", count=view.period_days)),
        rx.el.span(tr("staff.case.sent"), " ", worded(view.submitted)),
        rx.el.span(
            tr("staff.applications.assigned"), " ",
            rx.cond(view.assigned, as_written(view.assigned, theme.STRONG), tr("staff.applications.nobodys")),
        ),
        class_name=theme.CASE_BAR,
    )  # fmt: skip


def doubts(view: Shown) -> rx.Component:
    """Return everything that rules have found, each with the way to its answer."""
    listed = rx.el.ul(rx.foreach(view.doubts, _doubt), class_name=theme.CASE_DOUBTS)
    found = section(tr("staff.case.doubts"), listed)
    return rx.cond(view.doubts.length() > 0, found, text(tr("staff.case.no_doubts")))


def _doubt(one: Shown) -> rx.Component:
    to = native_link(Readings.create(text=one.label), rx.Var.create("#answer-") + one.field_id.to(str))
    return rx.el.li(
        rx.el.span(tr_of(one.level, "staff.case.level", LEVELS), class_name=theme.STRONG),
        " ", to, " ", worded(one.sentence),
    )  # fmt: skip


def answers(state: Any) -> rx.Component:
    """Return the declaration, answer by answer beside the same one of an earlier declaration."""
    view: Shown = state.view
    options = rx.foreach(view.earlier, lambda one: rx.el.option(words(one.certification), value=one.number))
    beside = select_input("beside", tr("staff.case.beside"), options, on_change=state.compare)
    return section(
        tr("staff.case.answers"),
        rx.cond(view.earlier.length() > 1, beside),
        rx.el.div(
            rx.el.span(tr("staff.case.question")),
            rx.el.span(tr("staff.case.this_time")),
            rx.cond(
                words(view.compared), rx.el.span(worded(view.compared)), tr("staff.case.nothing_earlier")
            ),
            class_name=theme.CASE_ANSWER_HEAD,
        ),
        rx.foreach(view.sections, _section),
    )


def _section(one: Shown) -> rx.Component:
    heading = rx.el.h3(Readings.create(text=one.title), class_name=theme.joined(theme.STRONG, "pt-3"))
    return rx.el.section(heading, rx.el.dl(rx.foreach(one.lines, _line)))


def _line(one: Shown) -> rx.Component:
    earlier = rx.cond(one.is_same, tr("staff.case.as_before"), _said(one.earlier, one.earlier_has_marks))
    marks = rx.foreach(one.doubts, _at_answer)
    return rx.el.div(
        rx.el.dt(Readings.create(text=one.label), class_name=theme.STRONG),
        rx.el.dd(_said(one.words, one.has_marks), class_name=theme.CASE_WORDS),
        rx.el.dd(
            rx.cond(one.earlier, rx.fragment(visually_hidden(t("staff.case.before")), earlier)),
            class_name=theme.CASE_EARLIER,
        ),
        marks,
        id=rx.Var.create("answer-") + one.field_id.to(str),
        class_name=theme.CASE_ANSWER,
    )


def _at_answer(doubt: Shown) -> rx.Component:
    """Return a doubt at its answer: the rule's sentence behind a mark."""
    return rx.el.dd(
        icon("warning"),
        rx.el.span(tr_of(doubt.level, "staff.case.level", LEVELS), " ", worded(doubt.sentence)),
        class_name=theme.CASE_DOUBT,
    )


def _said(said: Shown, has_marks: Shown) -> rx.Component:
    return rx.cond(has_marks, Readings.create(text=said), rx.el.span(said, custom_attrs={**AS_WRITTEN}))


def person(state: Any) -> rx.Component:
    """Return who it is, and how 「未確認」 is cleared up."""
    view: Shown = state.view
    who: Shown = view.person
    call = native_link(who.phone, rx.Var.create("tel:") + who.phone.to(str))
    facts = dense_facts(
        dense_text(tr("staff.person.name"), who.name, theme.STRONG),
        dense_text(tr("staff.person.reading"), who.reading),
        dense_fact(tr("staff.person.born"), worded(who.born_on)),
        dense_fact(tr("reserve.place.phone"), rx.cond(who.phone, call, rx.el.span("－"))),
        dense_text(tr("staff.person.number"), who.masked_number, theme.TABULAR),
        dense_fact(tr("staff.person.record"), tr_of(who.claimant, "staff.person.claimant", RECORDS)),
    )
    known = rx.el.div(
        link_plain(tr("staff.person.open"), state.person_href),
        rx.cond(view.claimant_id > 0, link_plain(tr("staff.case.record"), state.claimant_href)),
        class_name=theme.WRAPPING,
    )
    link = rx.el.div(
        text(tr("staff.case.unconfirmed_means")),
        rx.cond(
            view.may_claim_id > 0,
            link_plain(tr("staff.case.confirm"), state.claimant_href),
            text(tr("staff.case.no_record")),
        ),
        class_name=theme.STACK["xs"],
    )
    confirm = rx.cond(view.claimant_id > 0, _claim(state), link)
    return section(tr("staff.reservations.person"), facts, known, rx.cond(view.is_unconfirmed, confirm))


def _claim(state: Any) -> rx.Component:
    """Return the button that confirms what the linked record does not show by itself."""
    return script_form(
        seen(state.view.revision),
        text(tr("staff.case.claim_unlike")),
        rx.el.div(secondary(tr("staff.case.claim_confirm"), type="submit")),
        on_submit=state.confirm_claim,
        class_name=theme.STACK["xs"],
    )


def talks(view: Shown) -> rx.Component:
    """Return the interviews that were held at this office, and the one of the 認定日."""
    listed = rx.el.ul(rx.foreach(view.talks, _talk), class_name=theme.LINES)
    nothing = text(tr("staff.case.no_talks"))
    return section(tr("staff.case.talks"), rx.cond(view.talks.length() > 0, listed, nothing))


def _talk(one: Shown) -> rx.Component:
    day = rx.Var.create(f"{routes.STAFF_DAY}?office=") + StaffState.office_code + "&day=" + one.on_day.to(str)
    head = rx.el.div(
        rx.el.a(worded(one.when), href=detail_href(one.number), class_name=theme.LIST_LINK),
        rx.el.span(worded(one.procedure)),
        booking_badge(one.state),
        rx.cond(one.is_of_day, link_plain(tr("staff.case.of_day"), day)),
        class_name=theme.WRAPPING,
    )
    notes = rx.foreach(
        one.notes,
        lambda note: rx.el.p(
            note,
            custom_attrs={**AS_WRITTEN},
            class_name=theme.joined(theme.BOARD_NOTE, "whitespace-pre-line"),
        ),
    )
    return rx.el.li(head, notes, class_name=theme.LIST_LINE)


def papers(view: Shown) -> rx.Component:
    """Return the declaration, and the notice of its decision, as PDF."""
    number = "?number=" + view.number.to(str)
    notice = native_link(tr("staff.case.notice"), rx.Var.create(routes.STAFF_DECISION_PAPER) + number)
    decided = (view.state == "certified") | (view.state == "partly_certified")
    return rx.el.div(
        native_link(tr("staff.case.paper"), rx.Var.create(routes.STAFF_APPLICATION_PAPER) + number),
        rx.cond(decided | (view.state == "not_certified"), notice),
        class_name=theme.WRAPPING,
    )
