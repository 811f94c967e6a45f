"""One interview beside the board: everything that is needed to hold it, in the order of the day."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain, primary, secondary, tertiary
from hellowork_portal.ui.components.fields import select_input, text_area
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import text
from hellowork_portal.ui.components.native import external_link, hidden, script_form
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.day.live import note_templates
from hellowork_portal.ui.staff.day.rows import stage_badge
from hellowork_portal.ui.texts import bracketed, t, tr, tr_of, worded

METHODS = ["my_number_card", "driving_licence", "residence_card", "claimant_card", "questions"]
_OVER = ("done", "no_show")


def panel(state: Any) -> rx.Component:
    """Return the place beside the board: the interview that is open, or how one opens it."""
    one = state.chosen
    nothing = text(tr("staff.day.nothing_open"))
    return rx.el.aside(
        rx.cond(one.id > 0, _interview(one, state), nothing),
        aria_label=t("staff.day.panel"),
        class_name=theme.DAY_PANEL,
    )


def _interview(one: Shown, state: Any) -> rx.Component:
    is_open = (one.stage != _OVER[0]) & (one.stage != _OVER[1])
    return rx.el.div(
        _who(one, state),
        rx.cond(one.notice != "", _notice(one, state)),
        rx.cond(is_open, _identity(one, state)),
        _notes(one, state),
        _next(one),
        rx.cond(is_open, _whose(one, state)),
        rx.cond(is_open & ~one.is_our_side, _our_side(one, state)),
        _asked(one),
        class_name=theme.DAY_PARTS,
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
            class_name=theme.DAY_FACTS,
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
    return rx.el.span(*said, class_name=theme.DAY_NEWS)


def _fact(name: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(tr(f"staff.day.fact.{name}"), class_name=theme.MUTED),
        rx.el.dd(value),
        class_name=theme.DAY_FACT,
    )


def _recognised(one: Shown) -> rx.Component:
    return rx.fragment(
        tr_of(one.identity_method, "staff.day.method", METHODS),
        " ",
        tr_of(one.identity_result, "staff.day.result", ["confirmed", "doubtful"]),
        " ",
        rx.el.span(one.identity_by, custom_attrs={**AS_WRITTEN}),
    )


def _about(one: Shown) -> rx.Component:
    return rx.fragment(
        hidden("interview", one.id.to_string()),
        hidden("revision", one.revision.to_string()),
    )


def _form(heading: str, *children: Any, on_submit: Any, key: Any = None) -> rx.Component:
    named: dict[str, Any] = {} if key is None else {"key": key}
    return rx.el.section(
        rx.el.h3(tr(heading), class_name=theme.DAY_PART),
        script_form(rx.el.div(*children, class_name=theme.STACK["sm"]), on_submit=on_submit, **named),
        class_name=theme.STACK["sm"],
    )


def _notice(one: Shown, state: Any) -> rx.Component:
    """Return what the person has told, and the three answers."""
    late = tr("staff.day.notice.late", minutes=one.notice_minutes)
    told = rx.fragment(rx.cond(one.notice == "late", late, tr("staff.day.notice.cannot_connect")))
    answered = rx.el.p(
        tr_of(one.notice_answer, "staff.day.answered", ["called", "waiting", "our_side", "moved"]),
        class_name=theme.STRONG,
    )
    call = rx.el.p(
        tr("staff.day.call"),
        rx.el.a(one.phone, href=rx.Var.create("tel:") + one.phone, class_name=theme.LINK),
    )
    replies = [
        secondary(tr(f"staff.day.reply.{reply}"), on_click=state.reply(one.id, reply))
        for reply in ("called", "waiting", "our_side")
    ]
    open_part = rx.fragment(call, rx.el.div(*replies, class_name=theme.STACK["sm"]))
    return rx.el.section(
        rx.el.h3(told, class_name=theme.DAY_PART),
        rx.el.p(worded(one.notice_when), class_name=theme.MUTED),
        rx.cond(one.notice_answer, answered, open_part),
        rx.cond(one.free_today.length() > 0, _today(one, state)),
        class_name=theme.DAY_TOLD,
    )


def _today(one: Shown, state: Any) -> rx.Component:
    return script_form(
        _about(one),
        select_input("slot", tr("staff.day.other_time"), rx.foreach(one.free_today, _choice)),
        rx.el.div(secondary(tr("staff.day.move_today"), type="submit"), class_name="mt-2"),
        on_submit=state.move_today,
    )


def _choice(one: Shown) -> rx.Component:
    return rx.el.option(one.label, value=one.id.to_string())


def _identity(one: Shown, state: Any) -> rx.Component:
    methods = [(code, bracketed(f"staff.day.method.{code}")) for code in METHODS]
    results = [(code, bracketed(f"staff.day.result.{code}")) for code in ("confirmed", "doubtful")]
    is_asked = (one.stage == "waiting") | (one.stage == "expected") | state.asks_identity
    button = rx.cond(
        is_asked,
        primary(tr("staff.day.identify"), type="submit"),
        secondary(tr("staff.day.identify"), type="submit"),
    )
    return _form(
        "staff.day.identity",
        _about(one),
        select_input("method", tr("staff.day.method"), methods),
        select_input("result", tr("staff.day.result"), results),
        rx.el.div(button),
        on_submit=state.identify,
    )


def _notes(one: Shown, state: Any) -> rx.Component:
    form = _form(
        "staff.day.notes",
        _about(one),
        note_templates("note"),
        text_area("note", tr("staff.day.note"), rows=4, max_length=2000),
        rx.el.div(secondary(tr("staff.day.keep_note"), type="submit")),
        on_submit=state.note,
        key=state.note_count.to_string() + "-" + one.id.to_string(),
    )
    return rx.el.div(form, rx.el.ul(rx.foreach(one.notes, _note), class_name=theme.DAY_NOTES))


def _note(one: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(one.author, custom_attrs={**AS_WRITTEN}),
            " ",
            worded(one.when),
            class_name=theme.MUTED,
        ),
        rx.el.p(one.text, custom_attrs={**AS_WRITTEN}, class_name="whitespace-pre-line break-words"),
        class_name=theme.DAY_NOTE,
    )


def _next(one: Shown) -> rx.Component:
    address = rx.Var.create(f"{routes.STAFF_BOOKING}?office=") + StaffState.office_code
    address = address + "&person=" + one.applicant_id.to_string() + "&offering=" + one.offering_id.to_string()
    return rx.el.div(link_plain(tr("staff.day.book_next"), address))


def _whose(one: Shown, state: Any) -> rx.Component:
    nobody = rx.el.option(bracketed("staff.day.unassigned"), value="0")
    people = rx.foreach(
        state.view.counsellors, lambda member: rx.el.option(member.name, value=member.id.to_string())
    )
    assign = _form(
        "staff.day.counsellor",
        _about(one),
        select_input(
            "counsellor",
            tr("staff.day.counsellor"),
            rx.fragment(nobody, people),
            default_value=one.counsellor_id.to_string(),
        ),
        rx.el.div(secondary(tr("staff.day.assign"), type="submit")),
        on_submit=state.assign,
    )
    swap = script_form(
        _about(one),
        select_input("other", tr("staff.day.swap_with"), rx.foreach(one.swaps, _choice)),
        rx.el.div(secondary(tr("staff.day.swap"), type="submit"), class_name="mt-2"),
        on_submit=state.swap,
    )
    return rx.el.div(
        assign,
        rx.cond((one.swaps.length() > 0) & (one.counsellor_id > 0), swap),
        class_name=theme.STACK["sm"],
    )


def _our_side(one: Shown, state: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h3(tr("staff.day.our_side"), class_name=theme.DAY_PART),
        text(tr("staff.day.our_side_means")),
        rx.el.div(
            secondary(tr("staff.day.note_our_side"), on_click=state.do("our_side", one.id, one.revision))
        ),
        class_name=theme.STACK["sm"],
    )


def _asked(one: Shown) -> rx.Component:
    lines = rx.el.dl(
        rx.foreach(
            one.answers,
            lambda line: rx.el.div(
                rx.el.dt(line.question, class_name=theme.MUTED),
                rx.el.dd(line.answer, class_name="whitespace-pre-line break-words"),
                class_name=theme.DAY_FACT,
            ),
        ),
        class_name=theme.DAY_FACTS,
    )
    return rx.cond(
        one.answers.length() > 0,
        rx.el.section(
            rx.el.h3(tr("staff.day.asked"), class_name=theme.DAY_PART), lines, class_name=theme.STACK["sm"]
        ),
    )
