"""「お知らせのメール」: their language, and reminders."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import LANGUAGES
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.account.parts import back_to_my_page
from hellowork_portal.ui.citizen.account.states import FOLLOW, NoticesState
from hellowork_portal.ui.components.buttons import button_row, primary
from hellowork_portal.ui.components.choices import checkbox_input, radio_inputs
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.native import script_form
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.MY_NOTICES, "account.notices.title", load=NoticesState.open)
def notices() -> rx.Component:
    """Return the form."""
    return frame(
        title(tr("account.notices.title"), tr("account.notices.lead")),
        page_error(NoticesState),
        rx.cond(NoticesState.is_loaded, _form(), waiting(words(NoticesState.error), 6)),
    )


def _form() -> rx.Component:
    languages = [(code, tr(f"frame.language.{code}")) for code in LANGUAGES]
    saved = rx.cond(NoticesState.is_saved, notice("success", tr("account.notices.saved")))
    return script_form(
        stack(
            radio_inputs(
                "language",
                tr("account.notices.language"),
                [(FOLLOW, tr("account.notices.follow")), *languages],
                default_value=NoticesState.language,
            ),
            section(
                tr("account.notices.reminders"),
                checkbox_input(
                    "wants_reminders",
                    tr("account.notices.wants"),
                    default_checked=NoticesState.wants_reminders,
                ),
            ),
            section(tr("account.notices.always"), text(tr("account.notices.always_body"))),
            rx.el.div(saved, role="status", class_name=theme.ALERT_AREA),
            button_row(primary(tr("account.notices.save"), type="submit"), back_to_my_page()),
            gap="lg",
        ),
        on_submit=NoticesState.save,
    )
