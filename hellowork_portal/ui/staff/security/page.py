"""「ログインの安全」: where one is signed in, who has tried, recovery codes, and the ways to change."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.authenticator import code_input, recovery_codes
from hellowork_portal.ui.components.buttons import button_row, link_secondary, secondary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.native import native_form, script_form
from hellowork_portal.ui.components.notices import badge, notice, waiting
from hellowork_portal.ui.components.printing import print_button
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.security.states import StaffSecurityState
from hellowork_portal.ui.texts import tr, worded, words

_OUTCOMES = (
    ("good", "neutral"),
    ("recovered", "warning"),
    ("wrong", "warning"),
    ("wrong_code", "error"),
    ("locked", "error"),
)
_VIEW: Shown = StaffSecurityState.view


@page(routes.STAFF_SECURITY, "staff.security.title", load=StaffSecurityState.open)
def staff_security() -> rx.Component:
    """Return the page."""
    done = rx.cond(words(StaffSecurityState.done), notice("success", worded(StaffSecurityState.done)))
    loaded = rx.el.div(
        stack(_browsers(), _sign_ins()), stack(_codes(), _changes()), class_name=theme.STAFF_COLUMNS
    )
    return staff_frame(
        title(tr("staff.security.title"), _VIEW.mail_address),
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        page_error(StaffSecurityState),
        rx.cond(StaffSecurityState.is_loaded, loaded, waiting(words(StaffSecurityState.error), 8)),
    )


def _browsers() -> rx.Component:
    everywhere = native_form(
        secondary(tr("staff.security.everywhere"), type="submit"), action=routes.DO_STAFF_SIGN_OUT_EVERYWHERE
    )
    return section(
        tr("staff.security.browsers"),
        rx.el.ul(rx.foreach(_VIEW.browsers, _browser), class_name=theme.LINES),
        button_row(everywhere),
    )


def _browser(browser: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(_name(browser.browser), class_name=theme.STRONG),
            rx.el.p(tr("staff.security.since", when=words(browser.since)), class_name=theme.MUTED),
        ),
        rx.el.div(rx.cond(browser.is_here, badge(tr("staff.security.here"), "info"))),
        class_name=theme.LINE,
    )


def _name(browser: Shown) -> rx.Component:
    return rx.cond(browser, rx.el.span(browser, class_name="break-words"), tr("staff.security.unknown"))


def _sign_ins() -> rx.Component:
    return section(
        tr("staff.security.sign_ins"),
        rx.el.ul(rx.foreach(_VIEW.sign_ins, _attempt), class_name=theme.LINES),
        text(tr("staff.security.not_you")),
    )


def _attempt(line: Shown) -> rx.Component:
    outcomes = [(code, badge(tr(f"staff.security.outcome.{code}"), kind)) for code, kind in _OUTCOMES]
    return rx.el.li(
        rx.el.div(
            rx.el.p(worded(line.when), class_name=theme.joined(theme.STRONG, theme.TABULAR)),
            rx.el.p(_name(line.browser), class_name=theme.MUTED),
        ),
        rx.el.div(
            rx.match(line.outcome, *outcomes, rx.fragment()),
            rx.cond(line.is_here, badge(tr("staff.security.here"), "info")),
            class_name=theme.WRAPPING,
        ),
        class_name=theme.LINE,
    )


def _codes() -> rx.Component:
    codes: Shown = StaffSecurityState.codes
    form = script_form(
        stack(
            code_input(tr("staff.code.label"), StaffSecurityState.code_error),
            rx.el.div(secondary(tr("staff.security.renew"), type="submit")),
        ),
        on_submit=StaffSecurityState.renew,
    )
    shown = stack(
        notice("success", tr("staff.security.renewed"), text(tr("staff.codes.once"))),
        recovery_codes(codes),
        text(tr("staff.codes.keep")),
        rx.el.div(print_button(tr("staff.codes.print"))),
    )
    asked = stack(
        rx.el.p(tr("staff.security.codes_left", count=_VIEW.codes_left), class_name=theme.STRONG),
        text(tr("staff.security.renew_means")),
        form,
    )
    return rx.el.div(
        rx.el.h2(tr("staff.security.codes"), class_name=theme.H2),
        rx.el.div(rx.cond(codes.length() > 0, shown, asked), aria_live="polite"),
        class_name=theme.STAFF_CARD,
    )


def _changes() -> rx.Component:
    return rx.el.div(
        rx.el.h2(tr("staff.security.changes"), class_name=theme.H2),
        button_row(
            link_secondary(tr("staff.password.title"), routes.STAFF_RESET),
            link_secondary(tr("staff.authenticator.title"), routes.STAFF_AUTHENTICATOR),
        ),
        class_name=theme.STAFF_CARD,
    )
