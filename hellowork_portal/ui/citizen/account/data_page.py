"""「自分の情報のダウンロード」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.account.parts import back_to_my_page, present_password
from hellowork_portal.ui.citizen.account.states import DataState
from hellowork_portal.ui.components.buttons import button_row, primary
from hellowork_portal.ui.components.choices import radio_inputs
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.layout import bullets, section, stack, text, title
from hellowork_portal.ui.components.native import native_form
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words

_INSIDE = ("profile", "reservations", "mails", "log")
_KINDS = ("pdf", "json")


@page(routes.MY_DATA, "account.data.title", load=DataState.open)
def data() -> rx.Component:
    """Return what the file holds, and the form that a route answers with it."""
    form = native_form(
        stack(
            radio_inputs(
                "kind",
                tr("account.data.kind"),
                [(kind, tr(f"account.data.{kind}")) for kind in _KINDS],
                default_value=_KINDS[0],
            ),
            notice("warning", tr("account.data.careful"), text(tr("account.data.careful_body"))),
            present_password(DataState.field_errors),
            button_row(primary(tr("account.data.button"), type="submit"), back_to_my_page()),
        ),
        action=routes.OWN_DATA_FILE,
    )
    return frame(
        title(tr("account.data.title"), tr("account.data.lead")),
        error_summary(DataState.summary),
        page_error(DataState),
        section(tr("account.data.inside"), bullets(*[tr(f"account.data.inside_{part}") for part in _INSIDE])),
        rx.cond(DataState.is_loaded, form, waiting(words(DataState.error), 4)),
    )
