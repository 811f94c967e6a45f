"""「マイページ」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.coming import certification_card, has_certification
from hellowork_portal.ui.citizen.apply.missed import missed
from hellowork_portal.ui.citizen.lookup.parts import state_badge
from hellowork_portal.ui.citizen.my.states import MyState
from hellowork_portal.ui.citizen.waitlist.parts import seats_kept
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.form_field import confirm_sections
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, fact, facts, section, stack, text, title
from hellowork_portal.ui.components.notices import empty_state, notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import labelled, t, tr, worded, words

_declaration: Shown = MyState.certification.declaration
_ENTRIES = (
    ("waitlist.title", "waitlist.my", routes.WAITLIST),
    ("day_change.title", "day_change.my", routes.MY_DAYS),
    ("account.security.title", "account.my.security", routes.MY_SECURITY),
    ("account.notices.title", "account.my.notices", routes.MY_NOTICES),
    ("account.data.title", "account.my.data", routes.MY_DATA),
    ("account.closing.title", "account.my.closing", routes.MY_CLOSING),
)


@page(routes.MY_PAGE, "access.my.title", load=MyState.open)
def my_page() -> rx.Component:
    """Return one's own page."""
    certification = section(tr("access.my.certification"), certification_card(MyState))
    loaded = stack(
        _mail_refused(),
        missed(MyState),
        seats_kept(MyState),
        rx.cond(has_certification(MyState), certification),
        _coming(),
        _person(),
        _settings(),
        gap="lg",
    )
    return frame(
        title(
            tr("access.my.title"), rx.cond(MyState.is_loaded, tr("access.my.lead", name=MyState.profile.name))
        ),
        page_error(MyState),
        rx.cond(MyState.is_loaded, loaded, waiting(words(MyState.error), 8)),
    )


def _coming() -> rx.Component:
    none = empty_state(tr("access.my.none"), tr("access.my.none_body"), _book())
    coming: Shown = MyState.coming
    some = stack(rx.foreach(coming, _reservation), button_row(_book()))
    return section(tr("access.my.next"), rx.cond(coming.length() > 0, some, none))


def _book() -> rx.Component:
    """Return the way to book; the filled one unless a declaration waits."""
    label = tr("access.done.book")
    return rx.cond(
        _declaration.due != "",
        link_secondary(label, routes.PROCEDURES),
        link_primary(label, routes.PROCEDURES),
    )


def _reservation(row: Shown) -> rx.Component:
    href = rx.Var.create(f"{routes.RESERVATION}?number=") + row.number.to(str)
    return card(
        rx.el.h3(worded(row.when), class_name=theme.H3),
        facts(
            fact(tr("reserve.place.procedure"), worded(row.procedure)),
            fact(tr("reserve.place.office"), worded(row.office)),
            fact(tr("lookup.state"), state_badge(row.state)),
        ),
        rx.el.div(
            link_secondary(
                tr("lookup.detail"),
                href,
                aria_label=t("lookup.detail") + rx.Var.create(" ") + labelled(row.when),
            )
        ),
    )


def _person() -> rx.Component:
    masked = rx.el.span(MyState.profile.masked_number, class_name=theme.TABULAR)
    number = rx.cond(MyState.profile.masked_number, masked, tr("access.my.no_number"))
    return section(
        tr("access.my.person"),
        facts(
            fact(tr("access.my.mail"), MyState.profile.mail_address),
            fact(tr("reserve.number.label"), number),
        ),
        confirm_sections(MyState.particulars, level=3),
        button_row(
            link_secondary(tr("access.my.change"), routes.PROFILE),
            link_secondary(tr("account.my.change_address"), routes.MY_ADDRESS),
        ),
    )


def _mail_refused() -> rx.Component:
    told = notice(
        "warning",
        tr("account.my.refused.title"),
        text(tr("account.my.refused.body", mail=MyState.profile.mail_address)),
        rx.el.div(link_secondary(tr("account.my.change_address"), routes.MY_ADDRESS)),
    )
    return rx.cond(MyState.refuses_mail, told)


def _settings() -> rx.Component:
    entries = [_entry(*entry) for entry in _ENTRIES]
    return section(tr("account.my.settings"), rx.el.ul(*entries, class_name=theme.LINES))


def _entry(title_key: str, body_key: str, route: str) -> rx.Component:
    link = rx.el.a(rx.el.span(tr(title_key)), icon("next", 20), href=route, class_name=theme.LINK_LINE)
    return rx.el.li(rx.el.div(link, rx.el.p(tr(body_key), class_name=theme.MUTED)), class_name=theme.LINE)
