"""Whom to call: an office's telephone, or the operator's, labelled so (product.md decision 13)."""

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.texts import tr


def phone_line(phone: Shown, kind: Shown) -> rx.Component:
    """Return the number as a link, and whose it is where it is not the office's; kind as `PhoneKind`."""
    number = native_link(phone, rx.Var.create("tel:") + phone.to(str), class_name=theme.TABULAR)
    return rx.fragment(
        rx.match(
            kind,
            ("office", number),
            ("portal", rx.fragment(number, rx.el.br(), tr("office.phone.portal"))),
            tr("office.phone.none"),
        )
    )
