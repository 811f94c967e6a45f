"""Printing a page: by the browser, without a script from the server."""

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import Label

_PRINTING_JS = "$/public" + rx.asset("printing.jsx", shared=False)


class PrintButton(rx.Component):
    """Opens the print dialog."""

    library = _PRINTING_JS
    tag = "PrintButton"


def print_button(label: Label) -> rx.Component:
    """Return an outlined button that prints the page; it does not print itself."""
    return PrintButton.create(
        rx.el.span(label), class_name=theme.joined(theme.ACTION_OUTLINED, theme.WIDE_ON_PHONES, "no-print")
    )
