"""「お問い合わせ」: whom to ask about what; made at build from the operator's settings."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.settings import settings
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.buttons import link_plain
from hellowork_portal.ui.components.layout import fact, facts, section, text, title
from hellowork_portal.ui.components.native import native_link
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.CONTACT, "contact.title", "contact.description")
def contact() -> rx.Component:
    """Return the page."""
    return frame(
        title(tr("contact.title"), tr("contact.lead")),
        section(
            tr("contact.office"),
            text(tr("contact.office.body")),
            _links(("contact.office.link", routes.OFFICES), ("contact.office.lookup", routes.LOOKUP)),
        ),
        section(
            tr("contact.day"), text(tr("contact.day.body")), _links(("contact.day.link", routes.JOIN_HELP))
        ),
        section(tr("contact.portal"), *_operator()),
        section(tr("contact.mailbox"), text(tr("contact.mailbox.body"))),
        section(
            tr("contact.before"),
            _links(("contact.before.faq", routes.FAQ), ("contact.before.guide", routes.GUIDE)),
        ),
    )


def _links(*pairs: tuple[str, str]) -> rx.Component:
    return rx.el.ul(
        *[rx.el.li(link_plain(tr(key), href)) for key, href in pairs],
        class_name=theme.joined(theme.STACK["sm"], "list-none"),
    )


def _operator() -> list[rx.Component]:
    """Return the operator's telephone and mail address, or that the offices answer instead."""
    known = settings().contact
    if not known.phone and not known.mail:
        return [text(tr("contact.portal.none"))]
    rows = []
    if known.phone:
        number = native_link(known.phone, f"tel:{known.phone.replace('-', '')}", class_name=theme.PHONE)
        rows.append(fact(tr("contact.phone"), number))
    if known.mail:
        mail = native_link(known.mail, f"mailto:{known.mail}", class_name="break-all")
        rows.append(fact(tr("contact.mail"), mail))
    return [
        text(tr("contact.portal.body")),
        facts(*rows),
        text(tr("contact.reference")),
        text(tr("contact.careful")),
    ]
