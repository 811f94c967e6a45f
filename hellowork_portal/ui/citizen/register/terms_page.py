"""Step 1: the terms of registration."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import in_all
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.register.parts import way
from hellowork_portal.ui.citizen.register.state import TermsState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.choices import checkbox_input
from hellowork_portal.ui.components.layout import section, stack, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.terms import terms_box
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.prose import prose
from hellowork_portal.ui.texts import tr


@page(routes.REGISTER, "access.register.title")
def register_terms() -> rx.Component:
    """Return the page that the menu's 「利用者登録」 opens."""
    return frame(
        way(1),
        title(tr("access.register.title"), tr("access.register.lead")),
        section(
            tr("access.register.needed"),
            rx.el.ul(
                rx.el.li(tr("access.register.needed_mail")),
                rx.el.li(tr("access.register.needed_number")),
                class_name=theme.BULLETS,
            ),
        ),
        section(
            tr("access.register.terms"),
            terms_box(prose("terms", has_contents=False), "access.register.terms"),
        ),
        _agreement(),
    )


def _agreement() -> rx.Component:
    wrong = rx.cond(TermsState.must_agree, in_all("access.register.agree_needed"), {}).to(dict[str, str])
    return script_form(
        stack(
            checkbox_input("agree", tr("access.register.agree"), required=True, error=wrong),
            rx.el.div(primary(tr("access.register.agree_button"), type="submit")),
        ),
        on_submit=TermsState.agree,
    )
