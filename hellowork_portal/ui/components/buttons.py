"""Buttons and links that look like them; on phones they take the whole line.

One `primary` on a screen; labels say what happens.
"""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Label, Shown


def _contents(label: Label, props: dict[str, Any]) -> list[rx.Component]:
    """Return a drawing (prop `drawing`, see icons.py) and the label as one piece, readings and all."""
    drawing = props.pop("drawing", "")
    return [*([icon(drawing)] if drawing else []), rx.el.span(label)]


def _button(look: str, label: Label, props: dict[str, Any]) -> rx.Component:
    look = theme.joined(look, props.pop("class_name", ""))
    return rx.el.button(*_contents(label, props), type=props.pop("type", "button"), class_name=look, **props)


def primary(label: Label, **props: Any) -> rx.Component:
    """Return the one filled button of a screen; `type="submit"` where it sends a form.

    To switch it off give `aria_disabled=True`, not `disabled`: it then keeps the focus
    and can say why; its handler must refuse by itself.
    """
    return _button(theme.joined(theme.ACTION, theme.WIDE_ON_PHONES), label, props)


def secondary(label: Label, **props: Any) -> rx.Component:
    """Return an outlined button."""
    return _button(theme.joined(theme.ACTION_OUTLINED, theme.WIDE_ON_PHONES), label, props)


def tertiary(label: Label, **props: Any) -> rx.Component:
    """Return a button that looks like underlined text."""
    return _button(theme.ACTION_TEXT, label, props)


def danger(label: Label, **props: Any) -> rx.Component:
    """Return the button of something that cannot be taken back; what will be lost stands above it."""
    return _button(theme.joined(theme.DANGER_ACTION, theme.WIDE_ON_PHONES), label, props)


def _link(look: str, label: Label, href: Shown, props: dict[str, Any]) -> rx.Component:
    look = theme.joined(look, props.pop("class_name", ""))
    return rx.el.a(*_contents(label, props), href=href, class_name=look, **props)


def link_primary(label: Label, href: Shown, **props: Any) -> rx.Component:
    """Return a link to a page of the portal that is the screen's one filled action."""
    return _link(theme.joined(theme.ACTION, theme.WIDE_ON_PHONES), label, href, props)


def link_secondary(label: Label, href: Shown, **props: Any) -> rx.Component:
    """Return a link to a page of the portal that looks like an outlined button."""
    return _link(theme.joined(theme.ACTION_OUTLINED, theme.WIDE_ON_PHONES), label, href, props)


def link_plain(label: Label, href: Shown, **props: Any) -> rx.Component:
    """Return an underlined link to a page of the portal (`native_link` for all other addresses)."""
    return _link(theme.LINK, label, href, props)


def button_row(*buttons: rx.Component) -> rx.Component:
    """Return buttons beside each other, below each other on a phone; the primary one first."""
    return rx.el.div(*buttons, class_name=theme.BUTTON_ROW)
