"""On the way: the 支給番号 that a 失業認定 interview needs."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.reserve.parts import lead_of, step_body, way
from hellowork_portal.ui.citizen.reserve.states import NumberState
from hellowork_portal.ui.components.buttons import primary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.layout import stack, text, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.RESERVE_NUMBER, "reserve.number.title", load=NumberState.open)
def reserve_number() -> rx.Component:
    """Return the page that asks for the number."""
    form = rx.el.form(
        stack(
            text_input(
                "claimant_number",
                tr("reserve.number.label"),
                required=True,
                help=tr("reserve.number.help"),
                error=NumberState.field_error,
                default_value=NumberState.typed,
                input_mode="numeric",
            ),
            text(tr("reserve.number.purpose")),
            rx.el.div(primary(tr("reserve.number.button"), type="submit")),
            text(tr("reserve.number.none")),
        ),
        on_submit=NumberState.save,
        no_validate=True,
    )
    return frame(
        way(3),
        title(tr("reserve.number.title"), lead_of(NumberState, "reserve.number.lead")),
        step_body(NumberState, form),
    )
