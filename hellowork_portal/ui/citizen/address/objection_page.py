"""Behind the former address's mail: undoing a change within 72 hours."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.address.states import LinkedState
from hellowork_portal.ui.components.buttons import danger
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, fact, facts, section, stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words

_VIEW: Shown = LinkedState.view


@page(routes.OBJECTION, "account.objection.title", load=LinkedState.open_objection)
def objection() -> rx.Component:
    """Return the page; opening it changes nothing."""
    loaded = stack(
        text(tr("account.objection.lead", until=words(_VIEW.until))),
        facts(
            fact(tr("account.objection.present"), _VIEW.new),
            fact(tr("account.objection.restored"), rx.el.strong(_VIEW.old)),
        ),
        section(
            tr("account.objection.what"),
            bullets(*[tr(f"account.objection.what_{one}") for one in ("id", "out", "password")]),
        ),
        native_form(danger(tr("account.objection.button"), type="submit"), action=routes.DO_OBJECT),
        text(tr("account.objection.mine")),
    )
    return frame(
        title(tr("account.objection.title")),
        page_error(LinkedState),
        rx.cond(LinkedState.is_loaded, loaded, waiting(words(LinkedState.error), 6)),
    )
