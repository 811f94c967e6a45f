"""「マイページ」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.lookup.parts import state_badge
from hellowork_portal.ui.citizen.my.states import MyState
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary, secondary
from hellowork_portal.ui.components.form_field import confirm_sections
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, fact, facts, section, stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import alert_line, badge, empty_state, skeleton
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import t, tr, worded, words


@page(routes.MY_PAGE, "access.my.title", load=MyState.open)
def my_page() -> rx.Component:
    """Return one's own page."""
    loaded = stack(_coming(), _person(), _security(), gap="lg")
    return frame(
        title(
            tr("access.my.title"), rx.cond(MyState.is_loaded, tr("access.my.lead", name=MyState.profile.name))
        ),
        alert_line(words(MyState.error)),
        rx.cond(MyState.is_loaded, loaded, skeleton(8)),
    )


def _coming() -> rx.Component:
    none = empty_state(
        tr("access.my.none"),
        tr("access.my.none_body"),
        link_primary(tr("access.done.book"), routes.PROCEDURES),
    )
    coming: Shown = MyState.coming
    some = stack(
        rx.foreach(coming, _reservation),
        button_row(link_primary(tr("access.done.book"), routes.PROCEDURES)),
    )
    return section(tr("access.my.next"), rx.cond(coming.length() > 0, some, none))


def _reservation(row: Shown) -> rx.Component:
    href = rx.Var.create(f"{routes.RESERVATION}?number=") + row.number.to(str)
    return card(
        rx.el.h3(words(row.when), class_name=theme.H3),
        facts(
            fact(tr("reserve.place.procedure"), worded(row.procedure)),
            fact(tr("reserve.place.office"), words(row.office)),
            fact(tr("lookup.state"), state_badge(row.state)),
        ),
        rx.el.div(
            link_secondary(
                tr("lookup.detail"),
                href,
                aria_label=t("lookup.detail") + rx.Var.create(" ") + words(row.when),
            )
        ),
    )


def _person() -> rx.Component:
    number = fact(
        tr("reserve.number.label"), rx.el.span(MyState.profile.masked_number, class_name=theme.TABULAR)
    )
    return section(
        tr("access.my.person"),
        facts(
            fact(tr("access.my.mail"), MyState.profile.mail_address),
            rx.cond(MyState.profile.masked_number, number),
        ),
        text(tr("access.my.mail_help")),
        confirm_sections(MyState.particulars),
        rx.el.div(link_secondary(tr("access.my.change"), routes.PROFILE)),
    )


def _security() -> rx.Component:
    everywhere = native_form(
        secondary(tr("access.my.everywhere"), type="submit"), action=routes.DO_SIGN_OUT_EVERYWHERE
    )
    return section(
        tr("access.my.security"),
        rx.el.h3(tr("access.my.devices"), class_name=theme.H3),
        rx.el.ul(rx.foreach(MyState.browsers, _browser), class_name="flex flex-col gap-4 list-none"),
        text(tr("access.my.everywhere_help")),
        button_row(everywhere, link_secondary(tr("access.my.reset"), routes.RESET)),
    )


def _browser(browser: Shown) -> rx.Component:
    return rx.el.li(
        rx.cond(browser.is_here, badge(t("access.my.device_here"), "info")),
        rx.el.p(browser.browser, class_name="break-words"),
        rx.el.p(tr("access.my.device_since", when=words(browser.since)), class_name=theme.MUTED),
    )
