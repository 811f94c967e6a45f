"""Step 8: 「利用者登録完了」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.register.done_state import DoneState
from hellowork_portal.ui.citizen.register.parts import way
from hellowork_portal.ui.components.buttons import button_row, link_primary, link_secondary
from hellowork_portal.ui.components.layout import title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.REGISTER_DONE, "access.done.title", load=DoneState.open)
def register_done() -> rx.Component:
    """Return the completion; where a seat was wanted it leads back to that very slot."""
    back = link_primary(tr("access.done.back_to_slot"), DoneState.back)
    book = link_primary(tr("access.done.book"), routes.PROCEDURES)
    return frame(
        way(5),
        title(tr("access.done.title"), tr("access.done.lead"), is_done=True),
        button_row(rx.cond(DoneState.back, back, book), link_secondary(tr("access.done.my"), routes.MY_PAGE)),
    )
