"""The menu at the top right of every screen: a native disclosure that works before any script."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.texts import t, tr

FRAME_JS = "$/public" + rx.asset("frame.jsx", shared=False)
_MENU_ID = "menu"


class MenuKeys(rx.Component):
    """Closes the menu on Escape, outside clicks and choices."""

    library = FRAME_JS
    tag = "MenuKeys"
    menu_id: rx.Var[str]


def menu() -> rx.Component:
    """Return 「メニュー」 with what the person at hand can do; sign-out is a form that the browser posts."""
    panel = rx.el.nav(
        rx.cond(SessionState.is_signed_in, _own_part(), _anonymous_part()),
        rx.el.hr(class_name=theme.MENU_RULE),
        _service_part(),
        aria_label=t("frame.menu.label"),
        class_name=theme.MENU_PANEL,
    )
    button = rx.el.summary(icon("menu", 20), tr("frame.menu.label"), class_name=theme.MENU_BUTTON)
    return rx.fragment(
        rx.el.details(button, panel, id=_MENU_ID, class_name=theme.joined(theme.MENU, "no-print")),
        MenuKeys.create(menu_id=_MENU_ID),
    )


def _item(drawing: str, key: str, href: str) -> rx.Component:
    is_here = rx.State.router.url.path == href
    link = rx.el.a(
        icon(drawing),
        rx.el.span(tr(key)),
        href=href,
        aria_current=rx.cond(is_here, "page", "false"),
        class_name=theme.MENU_ITEM,
    )
    return rx.el.li(link)


def _anonymous_part() -> rx.Component:
    return rx.el.ul(
        _item("person", "frame.menu.register", routes.REGISTER),
        _item("enter", "frame.menu.sign_in", routes.SIGN_IN),
        class_name=theme.MENU_LIST,
    )


def _own_part() -> rx.Component:
    leave = rx.el.button(icon("leave"), tr("frame.menu.sign_out"), type="submit", class_name=theme.MENU_ITEM)
    return rx.el.div(
        rx.el.p(
            tr("frame.menu.signed_in_as", name=SessionState.name),
            custom_attrs={**AS_WRITTEN},
            class_name=theme.MENU_NAME,
        ),
        rx.el.ul(
            _item("person", "frame.menu.my", routes.MY_PAGE),
            rx.el.li(native_form(leave, action=routes.DO_SIGN_OUT)),
            class_name=theme.MENU_LIST,
        ),
    )


def _service_part() -> rx.Component:
    return rx.el.ul(
        _item("calendar", "frame.menu.procedures", routes.PROCEDURES),
        _item("form", "frame.menu.apply", routes.APPLY),
        _item("search", "frame.menu.lookup", routes.LOOKUP),
        _item("house", "frame.menu.offices", routes.OFFICES),
        _item("guide", "frame.menu.guide", routes.GUIDE),
        _item("info", "frame.menu.faq", routes.FAQ),
        class_name=theme.MENU_LIST,
    )
