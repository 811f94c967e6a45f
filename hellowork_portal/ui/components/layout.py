"""How a screen is laid out: title, sections, cards, facts, steps."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Label
from hellowork_portal.ui.texts import t


def title(label: Label, lead: Label | None = None, *, is_done: bool = False) -> rx.Component:
    """Return the screen's one h1; it takes the focus after a change of page.

    `is_done` draws the tick of something that has been completed above it.
    """
    heading = rx.el.h1(label, id="page-title", tab_index=-1, class_name=theme.H1)
    tick = [icon("success", 48, theme.KIND_INK["success"])] if is_done else []
    words = [] if lead is None else [rx.el.p(lead, class_name=theme.LEAD)]
    if not tick and not words:
        return heading
    return rx.el.div(*tick, heading, *words, class_name=theme.STACK["sm"])


def section(heading_label: Label, *children: Any, id: str | None = None) -> rx.Component:  # noqa: A002
    """Return a part of a screen under an h2; with an `id` it can be linked to."""
    named: dict[str, Any] = {"id": id} if id else {}
    return rx.el.section(
        rx.el.h2(heading_label, class_name=theme.H2, **named), *children, class_name=theme.STACK["md"]
    )


def text(*children: Any) -> rx.Component:
    """Return a paragraph of at most forty full-width characters a line."""
    return rx.el.p(*children, class_name=theme.TEXT)


def bullets(*items: Label) -> rx.Component:
    """Return a plain list."""
    return rx.el.ul(*[rx.el.li(item) for item in items], class_name=theme.BULLETS)


def stack(*children: Any, gap: str = "md") -> rx.Component:
    """Return children below each other; `gap` is xs (4 px), sm (8), md (24) or lg (48)."""
    return rx.el.div(*children, class_name=theme.STACK[gap])


def card(*children: Any, **props: Any) -> rx.Component:
    """Return children on a bordered surface, 16 px apart."""
    look = theme.joined(theme.CARD, "flex flex-col gap-4", props.pop("class_name", ""))
    return rx.el.div(*children, class_name=look, **props)


def facts(*rows: Any) -> rx.Component:
    """Return a list of `fact`s; also takes one rx.foreach that yields them."""
    return rx.el.dl(*rows, class_name=theme.FACTS)


def fact(label: Label, value: Any) -> rx.Component:
    """Return a label with its value: beside it, or below it on a phone."""
    return rx.el.div(
        rx.el.dt(label, class_name=theme.FACT_LABEL),
        rx.el.dd(value, class_name=theme.FACT_VALUE),
        class_name=theme.FACT,
    )


def steps(current: int, *labels: Label) -> rx.Component:
    """Return the progress strip of a way with several screens; `current` counts from 1."""
    return rx.el.nav(
        rx.el.ol(
            *[_step(number, label, current) for number, label in enumerate(labels, start=1)],
            class_name=theme.STEPS,
        ),
        aria_label=t("components.steps.label", current=current, count=len(labels)),
    )


def _step(number: int, label: Label, current: int) -> rx.Component:
    look = theme.STEP_NOW if number == current else theme.STEP_DONE if number < current else theme.STEP_LATER
    done = [visually_hidden(t("components.steps.done"))] if number < current else []
    mark: dict[str, Any] = {"aria_current": "step"} if number == current else {}
    return rx.el.li(
        rx.el.span(str(number), *done, class_name=theme.TABULAR),
        rx.el.span(label),
        class_name=theme.joined(theme.STEP, look),
        **mark,
    )


def columns(main: rx.Component, aside: rx.Component) -> rx.Component:
    """Return a main column with a narrow one; below each other on a phone."""
    return rx.el.div(
        rx.el.div(main, class_name="min-w-0"),
        rx.el.div(aside, class_name="min-w-0"),
        class_name=theme.COLUMNS,
    )


def divider() -> rx.Component:
    """Return a thin rule between parts."""
    return rx.el.hr(class_name=theme.DIVIDER)


def number_panel(label: Label, number: Label) -> rx.Component:
    """Return a number that people write down, big; printed even bigger."""
    return rx.el.div(
        rx.el.p(label, class_name=theme.STRONG),
        rx.el.p(number, class_name=theme.joined(theme.BIG_NUMBER, "print-number")),
        class_name=theme.NUMBER_PANEL,
    )


def visually_hidden(child: Label) -> rx.Component:
    """Return words for assistive technology only."""
    return rx.el.span(child, class_name=theme.HIDDEN)
