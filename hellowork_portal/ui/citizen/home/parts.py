"""Parts of the home page, from top to bottom."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.home.today import today
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.icons import icon
from hellowork_portal.ui.components.layout import card, section, text
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.texts import tr

_STEPS = ("1", "2", "3")


def hero() -> rx.Component:
    """Return what the service is with its one filled action; for who is signed in, what to do today."""
    heading = rx.el.h1(
        tr("home.title"),
        id="page-title",
        tab_index=-1,
        class_name=rx.cond(SessionState.is_signed_in, theme.H1, theme.HERO),
    )
    words = rx.el.div(
        heading,
        rx.cond(SessionState.is_signed_in, today(), _introduction()),
        class_name=theme.HERO_WORDS,
    )
    return rx.el.div(
        rx.el.div(words, class_name=theme.joined(theme.CONTAINER, theme.BAND_INNER)), class_name=theme.BAND
    )


def _introduction() -> rx.Component:
    return rx.fragment(
        rx.el.p(tr("home.lead"), class_name=theme.LEAD),
        button_row(
            link_primary(tr("home.book"), routes.PROCEDURES, drawing="calendar", class_name=theme.BIG),
            link_secondary(tr("home.register"), routes.REGISTER),
            link_secondary(tr("home.sign_in"), routes.SIGN_IN),
        ),
    )


def _part(*children: rx.Component) -> rx.Component:
    return rx.el.div(*children, class_name=theme.joined(theme.CONTAINER, theme.PART))


def services() -> rx.Component:
    """Return the two services as two cards."""
    cards = rx.el.div(
        _service("reserve", "calendar", routes.PROCEDURES),
        _service("apply", "form", routes.APPLY),
        class_name=theme.TWO_CARDS,
    )
    return _part(section(tr("home.services.heading"), text(tr("home.services.lead")), cards))


def _service(code: str, drawing: str, href: str) -> rx.Component:
    return card(
        rx.el.div(icon(drawing, 32), class_name=theme.ICON_DISC),
        rx.el.h3(tr(f"home.{code}.heading"), class_name=theme.H3),
        rx.el.p(tr(f"home.{code}.body"), class_name=theme.joined(theme.TEXT, "flex-1")),
        _arrow_link(f"home.{code}.link", href),
    )


def _arrow_link(key: str, href: str) -> rx.Component:
    return rx.el.a(rx.el.span(tr(key)), icon("next", 20), href=href, class_name=theme.LINK_LINE)


def how_it_works() -> rx.Component:
    """Return the way to an interview in three steps, for who does not know it yet."""
    steps = rx.el.ol(*[_step(number) for number in _STEPS], class_name=theme.THREE_STEPS)
    told = rx.el.div(_part(section(tr("home.how.heading"), steps)), class_name=theme.GREY_BAND)
    return rx.cond(SessionState.is_signed_in, rx.fragment(), told)


def _step(number: str) -> rx.Component:
    words = rx.el.div(
        rx.el.h3(tr(f"home.how.{number}.heading"), class_name=theme.H3),
        rx.el.p(tr(f"home.how.{number}.body"), class_name=theme.TEXT),
        class_name=theme.STACK["sm"],
    )
    return rx.el.li(
        rx.el.span(number, aria_hidden="true", class_name=theme.NUMBERED), words, class_name=theme.STEP_ROW
    )


def common_tasks() -> rx.Component:
    """Return what people come back for."""
    tasks = rx.el.ul(
        _task("lookup", "search", routes.LOOKUP),
        _task("join", "video", routes.JOIN_HELP),
        _task("guide", "guide", routes.GUIDE),
        class_name=theme.THREE_CARDS,
    )
    return _part(section(tr("home.tasks.heading"), tasks))


def _task(code: str, drawing: str, href: str) -> rx.Component:
    link = rx.el.a(icon(drawing), rx.el.span(tr(f"home.tasks.{code}")), href=href, class_name=theme.LINK_LINE)
    return rx.el.li(
        link, rx.el.p(tr(f"home.tasks.{code}.body"), class_name=theme.TEXT), class_name=theme.TASK
    )


def help_without_internet() -> rx.Component:
    """Return that nobody needs the internet for their procedures."""
    drawing = rx.el.div(icon("phone", 28), class_name=theme.ICON_DISC)
    words = rx.el.section(
        rx.el.h2(tr("home.help.heading"), class_name=theme.H3),
        rx.el.p(tr("home.help.body"), class_name=theme.TEXT),
        class_name=theme.STACK["sm"],
    )
    panel = card(drawing, words, class_name=theme.HELP_PANEL)
    return rx.el.div(panel, class_name=theme.joined(theme.CONTAINER, theme.LAST_PART))
