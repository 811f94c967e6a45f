"""Behind the new address's mail: the button that changes the 利用者ID."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.accounts.rules import OBJECTION_LIFE
from hellowork_portal.ui.citizen.address.states import LinkedState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words

_VIEW: Shown = LinkedState.view
_HOURS = int(OBJECTION_LIFE.total_seconds()) // 3600


@page(routes.ADDRESS_CONFIRM, "account.confirm.title", load=LinkedState.open_confirm)
def address_confirm() -> rx.Component:
    """Return the page; opening it changes nothing."""
    loaded = stack(
        facts(
            fact(tr("account.confirm.old"), _VIEW.old),
            fact(tr("account.confirm.new"), rx.el.strong(_VIEW.new)),
        ),
        text(tr("account.address.told", hours=_HOURS)),
        native_form(primary(tr("account.confirm.button"), type="submit"), action=routes.DO_CONFIRM_ADDRESS),
        text(tr("account.confirm.not_you")),
    )
    return frame(
        title(tr("account.confirm.title"), tr("account.confirm.lead")),
        page_error(LinkedState),
        rx.cond(LinkedState.is_loaded, loaded, waiting(words(LinkedState.error), 4)),
    )
