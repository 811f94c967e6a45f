"""Elements that the framework would take over: real forms and real links."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Label, Shown
from hellowork_portal.ui.texts import t, tr


class NativeForm(rx.el.Div):
    """A form that the browser sends by itself; rx.el.form always prevents that."""

    tag = "form"
    action: rx.Var[str]
    method: rx.Var[str]
    no_validate: rx.Var[bool]


class NativeLink(rx.el.Div):
    """A link that the browser follows by itself; rx.el.a becomes a router link."""

    tag = "a"
    href: rx.Var[str]
    target: rx.Var[str]
    rel: rx.Var[str]
    download: rx.Var[bool]


def native_form(*children: Any, action: str, method: str = "post", **props: Any) -> rx.Component:
    """Return a form posted to an HTTP route; refusals are told in our words, not the browser's."""
    return NativeForm.create(*children, action=action, method=method, no_validate=True, **props)


def script_form(*children: Any, on_submit: Any, **props: Any) -> rx.Component:
    """Return a form that a handler answers; it loses nothing where the script has not arrived yet.

    Sent by the browser itself it would put what was typed into the address. So it waits for the
    script (assets/early.js); without any script its post is answered by nothing, and it says so.
    """
    return rx.el.form(
        *children,
        rx.el.noscript(
            t("components.form.noscript"),
            class_name=theme.joined("block mt-6 rounded-8 border", theme.NO_SCRIPT),
        ),
        on_submit=on_submit,
        action=routes.DO_NOTHING,
        method="post",
        no_validate=True,
        **props,
    )


def asking_form(*children: Any, action: str, on_submit: Any, **props: Any) -> rx.Component:
    """Return a form whose answer has an address: before the script arrives the browser goes there itself.

    For searches only: what is typed stands in the address.
    """
    return rx.el.form(
        *children, on_submit=on_submit, action=action, method="get", no_validate=True, role="search", **props
    )


def native_link(label: Label, href: Shown, **props: Any) -> rx.Component:
    """Return a link inside the page (#…), to a file, a telephone or another site."""
    look = theme.joined(props.pop("look", theme.LINK), props.pop("class_name", ""))
    return NativeLink.create(rx.el.span(label), href=href, class_name=look, **props)


def external_link(label: Label, href: Shown, *, is_said_above: bool = False, **props: Any) -> rx.Component:
    """Return a link that opens elsewhere in a new window, and says so: in a list, above it for the eye."""
    look = theme.HIDDEN if is_said_above else "font-normal inline-block ms-1"
    return native_link(
        rx.el.span(label, rx.el.span(tr("components.new_window"), class_name=look)),
        href,
        target="_blank",
        rel="noopener noreferrer",
        **props,
    )


def skip_link() -> rx.Component:
    """Return the first link of every page: over the frame to what matters."""
    return NativeLink.create(tr("frame.skip"), href="#main", class_name=theme.SKIP)


def hidden(name: str, value: Shown) -> rx.Component:
    """Return a hidden input of a native form."""
    return rx.el.input(type="hidden", name=name, value=value, read_only=True)
