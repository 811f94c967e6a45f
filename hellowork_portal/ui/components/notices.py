"""What a screen says by itself: notices, alerts, empty lists, badges, waiting."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import button_row
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.components.layout import visually_hidden
from hellowork_portal.ui.texts import Readings, t

_BADGE_SHAPES = {"info": "info", "success": "success", "warning": "warning", "error": "error"}


def notice(kind: str, heading: Label, *children: Any, id: str | None = None) -> rx.Component:  # noqa: A002
    """Return a box of kind info, success, warning or error: word, shape and colour.

    It says something that was there when the page came; for news use `alert_line` or `live`.
    """
    named: dict[str, Any] = {"id": id, "tab_index": -1} if id else {}
    return rx.el.div(
        icon(kind, 28, theme.joined(theme.KIND_INK[kind], "mt-0.5")),
        rx.el.p(
            visually_hidden(t(f"components.kind.{kind}")),
            heading,
            class_name=theme.joined(theme.BOX_HEADING, "min-w-0 max-w-[40em]"),
        ),
        rx.el.div(*children, class_name=theme.NOTICE_BODY),
        class_name=theme.joined(theme.NOTICE, theme.NOTICE_BORDER[kind]),
        **named,
    )


def alert_line(text_var: Shown, *, id: str | None = None) -> rx.Component:  # noqa: A002
    """Return a sentence that is read out at once when it comes; with an `id` it can take the focus."""
    named: dict[str, Any] = {"id": id, "tab_index": -1} if id else {}
    shown = rx.el.p(icon("error"), rx.el.span(Readings.create(text=text_var)), class_name=theme.ALERT)
    return rx.el.div(rx.cond(text_var, shown), role="alert", class_name=theme.ALERT_AREA, **named)


def live(text_var: Shown) -> rx.Component:
    """Return a hidden region that reads out results politely: counts, states, what was saved."""
    return rx.el.div(text_var, role="status", aria_live="polite", class_name=theme.HIDDEN)


def empty_state(heading: Label, body: Label, *actions: rx.Component) -> rx.Component:
    """Return why a list is empty and what to do about it."""
    rest = [button_row(*actions)] if actions else []
    return rx.el.div(
        rx.el.p(heading, class_name=theme.BOX_HEADING),
        rx.el.p(body, class_name=theme.TEXT),
        *rest,
        class_name=theme.EMPTY,
    )


def badge(label: Label, kind: str = "neutral", drawing: Any = None) -> rx.Component:
    """Return a state in words with shape and colour; kind as for `notice`, or neutral with a `drawing`."""
    shape = [icon(_BADGE_SHAPES[kind], 18)] if kind in _BADGE_SHAPES else [drawing] if drawing else []
    return rx.el.span(*shape, rx.el.span(label), class_name=theme.joined(theme.BADGE, theme.BADGE_LOOK[kind]))


def badge_of(label: Label, kind: Shown) -> rx.Component:
    """Return a badge whose kind is known only at run time; unknown kinds look neutral."""
    return rx.fragment(rx.match(kind, *[(each, badge(label, each)) for each in theme.KINDS], badge(label)))


def waiting(error: Shown, lines: int) -> rx.Component:
    """Return the shape of what is being loaded; nothing once `error` says why it cannot be shown."""
    return rx.cond(error, rx.fragment(), skeleton(lines))


def skeleton(lines: int) -> rx.Component:
    """Return grey lines in the shape of what is being loaded, said once in words."""
    widths = ("w-full", "w-11/12", "w-4/5", "w-2/3")
    return rx.el.div(
        visually_hidden(t("components.loading")),
        *[
            rx.el.div(class_name=f"{theme.SKELETON_LINE} {widths[line % len(widths)]}")
            for line in range(lines)
        ],
        role="status",
        class_name="flex flex-col gap-3 py-2",
    )
