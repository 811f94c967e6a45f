"""「ログインの管理」: where one is signed in, who has tried, the password."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.accounts.rules import HISTORY, HISTORY_LINES
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.account.parts import back_to_my_page
from hellowork_portal.ui.citizen.account.states import SecurityState
from hellowork_portal.ui.components.buttons import button_row, link_secondary, secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import badge, notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import labelled, t, tr, worded, words

_OUTCOMES = (("good", "neutral"), ("wrong", "warning"), ("locked", "error"))


@page(routes.MY_SECURITY, "account.security.title", load=SecurityState.open)
def security() -> rx.Component:
    """Return the page."""
    loaded = stack(_devices(), _history(), _password(), rx.el.div(back_to_my_page()), gap="lg")
    changed = rx.cond(SecurityState.was_changed, notice("success", tr("account.security.changed")))
    return frame(
        title(tr("account.security.title")),
        rx.el.div(changed, role="status", class_name=theme.ALERT_AREA),
        page_error(SecurityState),
        rx.cond(SecurityState.is_loaded, loaded, waiting(words(SecurityState.error), 8)),
    )


def _devices() -> rx.Component:
    everywhere = native_form(
        secondary(tr("access.my.everywhere"), type="submit"), action=routes.DO_SIGN_OUT_EVERYWHERE
    )
    return section(
        tr("access.my.devices"),
        rx.el.ul(rx.foreach(SecurityState.browsers, _device), class_name=theme.LINES),
        button_row(everywhere),
    )


def _device(browser: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(_name(browser.browser), class_name=theme.STRONG),
            rx.el.p(tr("access.my.device_since", when=words(browser.since)), class_name=theme.MUTED),
        ),
        rx.el.div(rx.cond(browser.is_here, badge(tr("access.my.device_here"), "info"))),
        class_name=theme.LINE,
    )


def _name(browser: Shown) -> rx.Component:
    return rx.cond(browser, rx.el.span(browser, class_name="break-words"), tr("account.security.unknown"))


def _history() -> rx.Component:
    listed = rx.el.ul(rx.foreach(SecurityState.lines, _attempt), class_name=theme.LINES)
    lines: Shown = SecurityState.lines
    return section(
        tr("account.security.history"),
        text(tr("account.security.lead", days=HISTORY.days, count=HISTORY_LINES)),
        rx.cond(lines.length() > 0, listed, text(tr("account.security.none"))),
        rx.cond(SecurityState.has_failures, text(tr("account.security.failures"))),
    )


def _attempt(line: Shown) -> rx.Component:
    outcome = rx.match(
        line.outcome,
        *[(code, badge(tr(f"account.security.outcome.{code}"), kind)) for code, kind in _OUTCOMES],
        rx.fragment(),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(worded(line.when), class_name=theme.joined(theme.STRONG, theme.TABULAR)),
            rx.el.p(_name(line.browser), class_name=theme.MUTED),
        ),
        rx.el.div(
            outcome,
            rx.cond(line.count > 1, tr("account.security.times", count=line.count)),
            rx.cond(line.is_here, badge(tr("access.my.device_here"), "info")),
            rx.cond(line.is_disowned, badge(tr("account.security.disowned"), "warning")),
            rx.cond(line.can_disown, _disown(line)),
            class_name=theme.WRAPPING,
        ),
        class_name=theme.LINE,
    )


def _disown(line: Shown) -> rx.Component:
    return secondary(
        tr("account.security.disown"),
        on_click=SecurityState.disown(line.sign_in_id),
        aria_label=t("account.security.disown") + rx.Var.create(" ") + labelled(line.when),
    )


def _password() -> rx.Component:
    return section(
        tr("account.security.password"),
        text(tr("account.security.password_body")),
        button_row(link_secondary(tr("account.password.title"), routes.MY_RESET)),
    )
