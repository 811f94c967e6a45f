"""Setting an authenticator up: the QR code as an inline drawing, the secret to type, the code's box."""

from typing import Any

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Label, Shown
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.texts import t, tr


def qr_code(path: Shown, width: Shown) -> rx.Component:
    """Return a QR code drawn from the path of its dark squares, `width` of them wide."""
    box = rx.Var.create("0 0 ") + width.to_string() + " " + width.to_string()
    return rx.el.svg(
        rx.el.path(d=path, class_name=theme.QR_INK),
        view_box=box,
        role="img",
        aria_label=t("staff.authenticator.qr"),
        class_name=theme.QR,
        custom_attrs={"shapeRendering": "crispEdges"},
    )


def authenticator_steps(view: Any) -> rx.Component:
    """Return how an authenticator is set up; `view` has qr_path, qr_width, shown_secret and address."""
    secret = rx.el.p(view.shown_secret, custom_attrs={**AS_WRITTEN}, class_name=theme.WRITTEN_DOWN)
    return rx.el.ol(
        rx.el.li(tr("staff.authenticator.install")),
        rx.el.li(
            rx.el.div(
                rx.el.p(tr("staff.authenticator.scan")),
                qr_code(view.qr_path, view.qr_width),
                rx.el.p(tr("staff.authenticator.type"), class_name=theme.HELP),
                secret,
                rx.el.div(
                    native_link(tr("staff.authenticator.same_device"), view.address),
                    class_name=theme.TOUCH_ONLY,
                ),
                class_name=theme.STACK["sm"],
            )
        ),
        rx.el.li(tr("staff.authenticator.enter")),
        class_name=theme.joined(theme.BULLETS, "!list-decimal"),
    )


def code_input(label: Label, error: Shown, *, help: Label | None = None) -> rx.Component:  # noqa: A002
    """Return the box for six digits of an authenticator."""
    return text_input(
        "code",
        label,
        required=True,
        help=help if help is not None else tr("staff.code.help"),
        error=error,
        autocomplete="one-time-code",
        input_mode="numeric",
        max_length=20,
        width="short",
    )


def recovery_codes(codes: Shown) -> rx.Component:
    """Return recovery codes as a list that can be printed."""
    line = lambda code: rx.el.li(rx.el.span(code, class_name=theme.WRITTEN_DOWN, custom_attrs={**AS_WRITTEN}))  # noqa: E731
    return rx.el.ol(rx.foreach(codes, line), class_name=theme.CODE_LIST)
