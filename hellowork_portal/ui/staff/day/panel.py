"""One interview beside the board: everything that is needed to hold it, in the order of the day."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, tertiary
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.native import external_link
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.day.deeds import METHODS, identity, notes, notice, our_side, whose
from hellowork_portal.ui.staff.day.rows import stage_badge
from hellowork_portal.ui.texts import t, tr, tr_of, worded

_OVER = ("done", "no_show")


def panel(state: Any) -> rx.Component:
    """Return the place beside the board: the interview that is open, or how one opens it."""
    one = state.chosen
    nothing = text(tr("staff.day.nothing_open"))
    return rx.el.aside(
        rx.cond(one.id > 0, _interview(one, state), nothing),
        aria_label=t("staff.day.panel"),
        class_name=theme.BOARD_PANEL,
    )


def _interview(one: Shown, state: Any) -> rx.Component:
    is_open = (one.stage != _OVER[0]) & (one.stage != _OVER[1])
    return rx.el.div(
        _who(one, state),
        rx.cond(one.notice != "", notice(one, state)),
        rx.cond(is_open, identity(one, state)),
        notes(one, state),
        _next(one),
        rx.cond(is_open, whose(one, state)),
        rx.cond(is_open & ~one.is_our_side, our_side(one, state)),
        _asked(one),
        class_name=theme.BOARD_PARTS,
    )


def _who(one: Shown, state: Any) -> rx.Component:
    heading = rx.el.h2(
        one.name, id="interview", tab_index=-1, custom_attrs={**AS_WRITTEN}, class_name=theme.H3
    )
    again = external_link(
        tr("staff.day.open_room"), rx.Var.create(f"{routes.STAFF_HOST}?interview=") + one.id.to_string()
    )
    goes_on = (one.stage == "in_progress") | (one.stage == "overrun")
    return rx.el.div(
        rx.el.div(
            heading,
            tertiary(tr("staff.day.close"), on_click=state.leave, class_name="ms-auto"),
            class_name="flex flex-wrap items-start gap-2",
        ),
        rx.el.p(one.reading, custom_attrs={**AS_WRITTEN}, class_name=theme.MUTED),
        rx.el.div(stage_badge(one.stage), _hours(one), class_name=theme.WRAPPING),
        rx.el.dl(
            _fact("when", worded(one.when)),
            _fact("procedure", worded(one.procedure)),
            _fact("number", rx.el.span(one.number, class_name=theme.TABULAR)),
            _fact("born", worded(one.born)),
            _fact("phone", rx.el.span(one.phone, class_name=theme.TABULAR)),
            rx.cond(one.claimant_number, _fact("claimant", one.claimant_number)),
            rx.cond(one.identity_method, _fact("recognised", _recognised(one))),
            class_name=theme.BOARD_FACTS,
        ),
        rx.cond(one.is_unconfirmed_claim, text(tr("staff.day.unconfirmed"))),
        rx.cond(goes_on & (one.meeting == "ready"), rx.el.div(again)),
        class_name=theme.STACK["sm"],
    )


def _hours(one: Shown) -> rx.Component:
    said = [
        rx.cond(getattr(one, name), rx.el.span(tr(f"staff.day.{name}_at", time=getattr(one, name))))
        for name in ("since", "started", "ended")
    ]
    return rx.el.span(*said, class_name=theme.BOARD_NEWS)


def _fact(name: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(tr(f"staff.day.fact.{name}"), class_name=theme.MUTED),
        rx.el.dd(value),
        class_name=theme.BOARD_FACT,
    )


def _recognised(one: Shown) -> rx.Component:
    return rx.fragment(
        tr_of(one.identity_method, "staff.day.method", METHODS),
        " ",
        tr_of(one.identity_result, "staff.day.result", ["confirmed", "doubtful"]),
        " ",
        rx.el.span(one.identity_by, custom_attrs={**AS_WRITTEN}),
    )


def _next(one: Shown) -> rx.Component:
    address = rx.Var.create(f"{routes.STAFF_BOOKING}?office=") + StaffState.office_code
    address = address + "&person=" + one.applicant_id.to_string() + "&offering=" + one.offering_id.to_string()
    case = rx.Var.create(f"{routes.STAFF_APPLICATION}?office=") + StaffState.office_code
    case = case + "&number=" + one.application_number.to(str)
    declared = rx.cond(one.application_number, link_plain(tr("staff.day.application"), case))
    person = rx.Var.create(f"{routes.STAFF_APPLICANT}?office=") + StaffState.office_code
    person = person + "&id=" + one.applicant_id.to_string()
    return rx.el.div(
        declared,
        link_plain(tr("staff.day.book_next"), address),
        link_plain(tr("staff.day.person"), person),
        class_name=theme.WRAPPING,
    )


def _asked(one: Shown) -> rx.Component:
    lines = rx.el.dl(
        rx.foreach(
            one.answers,
            lambda line: rx.el.div(
                rx.el.dt(line.question, class_name=theme.MUTED),
                rx.el.dd(line.answer, class_name="whitespace-pre-line break-words"),
                class_name=theme.BOARD_FACT,
            ),
        ),
        class_name=theme.BOARD_FACTS,
    )
    return rx.cond(
        one.answers.length() > 0,
        rx.el.section(
            rx.el.h3(tr("staff.day.asked"), class_name=theme.BOARD_PART), lines, class_name=theme.STACK["sm"]
        ),
    )
