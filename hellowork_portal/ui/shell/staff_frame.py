"""What stands around every screen of staff: a dark band that says whose side this is, office, navigation."""

from typing import Any

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, HTML_LANG, LANGUAGES, WITHOUT_STAFF_WORDS
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.banners import banners
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import AS_WRITTEN, Shown
from hellowork_portal.ui.components.layout import visually_hidden
from hellowork_portal.ui.components.native import native_form, skip_link
from hellowork_portal.ui.components.session_warning import session_warning
from hellowork_portal.ui.shell.citizen_frame import (
    FocusFound,
    FocusHeading,
    FormsAlive,
    LanguageReady,
    demonstration,
    fault_line,
    html_lang,
    no_script,
)
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.shell.menu import MenuKeys
from hellowork_portal.ui.shell.staff_menus import here, phone_menu, staff_nav
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.texts import HtmlLang, t, tr, worded, words

__all__ = ["here", "staff_frame"]
_OFFICES = "offices-menu"
_SPOKEN = tuple(code for code in LANGUAGES if code != WITHOUT_STAFF_WORDS)


def staff_frame(*children: Any) -> rx.Component:
    """Return a whole screen of the staff side; its contents are one column that may hold wide tables."""
    inner = rx.el.div(*children, class_name=theme.joined(theme.STAFF_CONTAINER, theme.STAFF_STACK))
    return rx.el.div(
        HtmlLang.create(lang=html_lang()),
        LanguageReady.create(lang=Language.lang),
        FocusHeading.create(),
        FocusFound.create(),
        FormsAlive.create(),
        skip_link(),
        rx.el.header(
            demonstration(theme.STAFF_CONTAINER),
            no_script(),
            _band(),
            rx.cond(StaffState.is_signed_in, _bar()),
        ),
        banners(),
        fault_line(),
        rx.el.main(inner, id="main", tab_index=-1, class_name=theme.STAFF_MAIN),
        _footer(),
        _session_warning(),
        class_name=theme.joined(theme.BODY, theme.STAFF_SIDE),
    )


def _band() -> rx.Component:
    brand = rx.el.a(
        rx.el.span(tr("frame.service"), class_name=theme.STAFF_BRAND_NAME),
        rx.el.span(tr("staff.frame.mark"), class_name=theme.STAFF_MARK),
        href=routes.STAFF,
        class_name=theme.STAFF_BRAND,
    )
    tools = rx.el.div(
        rx.cond(StaffState.is_signed_in, _own()),
        _languages(),
        class_name=rx.cond(StaffState.is_signed_in, theme.STAFF_TOOLS_WIDE, theme.STAFF_TOOLS),
    )
    menu = rx.cond(StaffState.is_signed_in, phone_menu(rx.el.hr(class_name=theme.MENU_RULE), _own_below()))
    inner = rx.el.div(
        brand, tools, menu, class_name=theme.joined(theme.STAFF_CONTAINER, theme.STAFF_BAND_INNER)
    )
    return rx.el.div(inner, class_name=theme.joined(theme.STAFF_BAND, "no-print"))


def _own() -> rx.Component:
    """Return who is signed in, with the way out, a form that the browser posts."""
    leave = rx.el.button(tr("frame.menu.sign_out"), type="submit", class_name=theme.STAFF_TOOL)
    return rx.el.div(
        rx.el.span(StaffState.name, custom_attrs={**AS_WRITTEN}, class_name=theme.STAFF_NAME),
        native_form(leave, action=routes.DO_STAFF_SIGN_OUT),
        class_name=theme.STAFF_TOOLS,
    )


def _own_below() -> rx.Component:
    """Return the same in the menu of narrow windows, languages included."""
    leave = rx.el.button(icon("leave"), tr("frame.menu.sign_out"), type="submit", class_name=theme.MENU_ITEM)
    return rx.el.div(
        rx.el.p(StaffState.name, custom_attrs={**AS_WRITTEN}, class_name=theme.MENU_NAME),
        native_form(leave, action=routes.DO_STAFF_SIGN_OUT),
        rx.el.div(*[_language(code, theme.STAFF_MENU_LANGUAGE) for code in _SPOKEN], class_name="flex"),
    )


def _languages() -> rx.Component:
    buttons = [_language(code, theme.STAFF_TOOL) for code in _SPOKEN]
    return rx.el.div(
        *buttons, role="group", aria_label=t("frame.language.label"), class_name=theme.STAFF_TOOLS
    )


def _language(code: str, look: str) -> rx.Component:
    """Return a language's button; plain Japanese is Japanese here (decision 0016)."""
    is_on = Language.lang == code
    if code == DEFAULT_LANGUAGE:
        is_on = is_on | (Language.lang == WITHOUT_STAFF_WORDS)
    return rx.el.button(
        tr(f"frame.language.{code}"),
        type="button",
        lang=HTML_LANG[code],
        custom_attrs={**AS_WRITTEN},
        aria_pressed=rx.cond(is_on, "true", "false"),
        on_click=Language.choose(code),
        class_name=look,
    )


def _bar() -> rx.Component:
    look = theme.joined(theme.STAFF_CONTAINER, theme.STAFF_BAR_INNER)
    inner = rx.el.div(_office(), staff_nav(), class_name=look)
    return rx.el.div(inner, class_name=theme.joined(theme.STAFF_BAR, "no-print"))


def _office() -> rx.Component:
    """Return the office at which one works; who has several chooses here."""
    offices: Shown = StaffState.offices
    one = rx.el.p(worded(StaffState.office_words), class_name=theme.STAFF_OFFICE)
    return rx.cond(offices.length() > 1, _switcher(offices), rx.cond(words(StaffState.office_words), one))


def _switcher(offices: Shown) -> rx.Component:
    shown = rx.cond(
        words(StaffState.office_words), worded(StaffState.office_words), tr("staff.office.choose")
    )
    button = rx.el.summary(
        visually_hidden(t("staff.office.label")),
        shown,
        icon("next", 18, "rotate-90"),
        class_name=theme.STAFF_OFFICES_BUTTON,
    )
    panel = rx.el.nav(
        rx.el.ul(rx.foreach(offices, _choice), class_name=theme.MENU_LIST),
        aria_label=t("staff.office.label"),
        class_name=theme.STAFF_OFFICES_PANEL,
    )
    return rx.fragment(
        rx.el.details(button, panel, id=_OFFICES, class_name=theme.STAFF_OFFICES),
        MenuKeys.create(menu_id=_OFFICES),
    )


def _choice(office: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            worded(office.words),
            href=rx.State.router.url.path + "?office=" + office.code,
            aria_current=rx.cond(StaffState.office_code == office.code, "true", "false"),
            class_name=theme.MENU_ITEM,
        )
    )


def _footer() -> rx.Component:
    inner = rx.el.p(
        tr("staff.service"), class_name=theme.joined(theme.STAFF_CONTAINER, theme.STAFF_FOOTER_INNER)
    )
    return rx.el.footer(inner, class_name=theme.joined(theme.STAFF_FOOTER, "no-print"))


def _session_warning() -> rx.Component:
    return session_warning(
        StaffState.is_signed_in,
        StaffState.idle_ends_ms,
        StaffState.can_stay,
        on_check=StaffState.check,
        on_stay=StaffState.stay,
        gone_href=routes.STAFF_SIGNED_OUT,
        is_guest=rx.Var.create(value=False),
    )
