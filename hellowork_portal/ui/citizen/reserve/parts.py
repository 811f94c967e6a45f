"""Sections that the steps of a booking share."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.alarm import alarm
from hellowork_portal.ui.components.buttons import (
    button_row,
    link_plain,
    link_primary,
    link_secondary,
    secondary,
    tertiary,
)
from hellowork_portal.ui.components.countdown import countdown
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, fact, facts, stack, steps, text
from hellowork_portal.ui.components.notices import empty_state, notice, skeleton
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.texts import Readings, tr, tr_of, worded, words

MODES = ["online", "in_person", "telephone"]


def way(current: int) -> rx.Component:
    """Return the progress strip of a booking."""
    return steps(
        current, *[tr(f"reserve.steps.{step}") for step in ("time", "terms", "input", "check", "done")]
    )


def place_facts(place: Shown, *more: rx.Component, has_office_link: bool = False) -> rx.Component:
    """Return what is reserved, where, when and how; the office may lead to its own page."""
    href = rx.Var.create(f"{routes.OFFICE}?code=") + place.office_code.to(str)
    office = rx.el.span(worded(place.office))
    return facts(
        fact(tr("reserve.place.procedure"), worded(place.procedure)),
        fact(tr("reserve.place.office"), link_plain(office, href) if has_office_link else office),
        fact(tr("reserve.place.when"), rx.el.strong(worded(place.when), class_name=theme.STRONG)),
        fact(tr("reserve.place.mode"), tr_of(place.mode, "reserve.mode", MODES)),
        *more,
    )


def place_lines(place: Any, **props: Any) -> rx.Component:
    """Return what is reserved in four lines, the time first."""
    return rx.el.p(
        rx.el.strong(worded(place.when), class_name=theme.STRONG),
        rx.el.br(),
        worded(place.office),
        rx.el.br(),
        worded(place.procedure),
        rx.el.br(),
        tr_of(place.mode, "reserve.mode", MODES),
        **props,
    )


def after_confirming(state: Any, *, only_warnings: bool = False) -> rx.Component:
    """Return what can still be changed online once it is confirmed; said before it is."""
    its = state.hold.leeway
    cancel, change = {"cancel": words(its.cancel_until)}, {"change": words(its.change_until)}
    warned = (
        ("time_only", _warned("time_only", **cancel, **change)),
        ("nothing", _warned("nothing", **cancel)),
    )
    told = (
        ("both", text(tr("reserve.after.both", **cancel))),
        ("both_apart", text(tr("reserve.after.both_apart", **cancel, **change))),
    )
    return rx.fragment(rx.match(its.code, *warned, *(() if only_warnings else told), rx.fragment()))


def _warned(code: str, **until: Shown) -> rx.Component:
    return notice("warning", tr(f"reserve.after.{code}"), text(tr(f"reserve.after.{code}.body", **until)))


def lead_of(state: Any, key: str) -> rx.Component:
    """Return what a step asks for; nothing where there is no hold to ask about."""
    return rx.cond(state.is_gone, rx.fragment(), tr(key))


def step_body(state: Any, *children: Any) -> rx.Component:
    """Return a step's contents, or why there is nothing to show: loading, hold gone."""
    error = page_error(state, unless=state.is_lost & (state.gives_up == 0))
    found = stack(hold_bar(state), error, nearest(state), *children, gap="lg")
    shown = rx.cond(state.hold.hold_id, found, error)
    return rx.cond(state.is_loaded, rx.cond(state.is_gone, gone(), shown), skeleton(8))


def gone() -> rx.Component:
    """Return what to do where the hold of the address does not exist (any more)."""
    return empty_state(
        tr("reserve.gone.title"),
        tr("reserve.gone.body"),
        link_primary(tr("reserve.gone.search"), routes.PROCEDURES),
        link_secondary(tr("reserve.gone.lookup"), routes.LOOKUP),
    )


def hold_bar(state: Any) -> rx.Component:
    """Return what is held and for how long, or how to go on after the time is over."""
    held = card(
        place_lines(state.hold.place),
        rx.cond(state.hold.is_live, _time_left(state)),
        class_name=theme.HELD,
    )
    return stack(
        held, rx.cond(state.hold.is_live | state.is_lost, rx.fragment(), _time_over(state)), gap="md"
    )


def _time_left(state: Any) -> rx.Component:
    """Return until when the time is held: by the clock while extending could add nothing."""
    release = tertiary(tr("reserve.hold.release"), on_click=state.give_up)
    far = stack(
        rx.el.p(tr("reserve.hold.kept_until", until=words(state.hold.kept_until)), class_name=theme.STRONG),
        rx.cond(state.hold.extensions_left > 0, text(tr("reserve.hold.extend_later"))),
        button_row(release),
        alarm(state.hold.look_ms, state.hold.now_ms, state.nears_end),
        gap="sm",
    )
    return rx.cond(state.hold.look_ms > 0, far, _counting_down(state, release))


def _counting_down(state: Any, release: rx.Component) -> rx.Component:
    """Return the countdown; the button to extend stays when it is used up, so that the focus does."""
    is_off = state.hold.extensions_left <= 0
    more = secondary(
        tr("reserve.hold.extend"),
        on_click=rx.cond(is_off, rx.noop(), state.extend()),
        aria_disabled=rx.cond(is_off, "true", "false"),
        aria_describedby="extensions",
    )
    left = rx.cond(
        is_off,
        tr("reserve.hold.no_more"),
        tr("reserve.hold.extensions", count=state.hold.extensions_left),
    )
    return stack(
        rx.el.p(
            rx.el.span(tr("reserve.hold.title"), class_name=theme.STRONG),
            rx.el.br(),
            countdown(state.hold.expires_ms, state.hold.now_ms, state.run_out),
        ),
        rx.el.p(left, id="extensions", role="status", class_name=theme.TEXT),
        button_row(more, release),
        gap="sm",
    )


def _time_over(state: Any) -> rx.Component:
    return notice(
        "warning",
        tr("reserve.hold.over_title"),
        text(tr("reserve.hold.over_body")),
        button_row(
            secondary(tr("reserve.hold.again"), on_click=state.hold_again(state.gives_up)),
            link_plain(tr("reserve.hold.other"), _calendar(state)),
        ),
    )


def nearest(state: Any) -> rx.Component:
    """Return the free times nearest to a lost one."""
    times = rx.cond(
        state.near.length() > 0,
        button_row(
            rx.foreach(
                state.near,
                lambda time: secondary(
                    worded(time.when), on_click=state.choose_near(time.slot_id, state.gives_up)
                ),
            )
        ),
        text(tr("reserve.lost.none")),
    )
    box = notice(
        "warning",
        tr("reserve.lost.title"),
        text(tr("reserve.lost.body")),
        times,
        link_plain(tr("reserve.hold.other"), _calendar(state)),
        id="lost",
    )
    return rx.cond(state.is_lost, box)


def _calendar(state: Any) -> rx.Var:
    return rx.Var.create(f"{routes.CALENDAR}?offering=") + state.hold.offering_id.to_string()


def markdown(blocks_var: Shown, *, level: str = "h3") -> rx.Component:
    """Return blocks of kit/markdown: headings of `level`, items and paragraphs with readings."""
    return rx.el.div(rx.foreach(blocks_var, lambda block: _block(block, level)), class_name=theme.PROSE)


def _block(block: Shown, level: str) -> Any:
    words_shown = Readings.create(text=block.text)
    heading = rx.el.h2 if level == "h2" else rx.el.h3
    return rx.match(
        block.kind,
        ("heading", heading(words_shown, class_name=f"{theme.H3} mt-6 mb-2")),
        (
            "item",
            rx.el.p(rx.el.span("・", aria_hidden="true"), rx.el.span(words_shown), class_name=theme.ITEM),
        ),
        rx.el.p(words_shown, class_name="mt-3"),
    )
