"""Behind the recovery's mail: the button that starts the account again."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.recover.states import RecoverState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, facts, stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words

_VIEW: Shown = RecoverState.view


@page(routes.RECOVER_CONFIRM, "account.recover.confirm.title", load=RecoverState.open_confirm)
def recover_confirm() -> rx.Component:
    """Return the page; opening it changes nothing."""
    loaded = stack(
        facts(
            fact(tr("account.confirm.old"), _VIEW.old),
            fact(tr("account.confirm.new"), rx.el.strong(_VIEW.new)),
        ),
        native_form(
            primary(tr("account.recover.confirm.button"), type="submit"), action=routes.DO_CONFIRM_RECOVERY
        ),
        text(tr("account.confirm.not_you")),
    )
    return frame(
        title(tr("account.recover.confirm.title"), tr("account.recover.confirm.lead")),
        page_error(RecoverState),
        rx.cond(RecoverState.is_loaded, loaded, waiting(words(RecoverState.error), 4)),
    )
