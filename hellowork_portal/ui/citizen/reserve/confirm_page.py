"""Step 4: 「予約内容を確認」 and 「申込み」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.reserve.parts import after_confirming, lead_of, place_lines, step_body, way
from hellowork_portal.ui.citizen.reserve.states import ConfirmState
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.form_field import confirm_sections
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, stack, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr


@page(routes.RESERVE_CONFIRM, "reserve.confirm.title", load=ConfirmState.open)
def reserve_confirm() -> rx.Component:
    """Return everything as it will be sent, and right above the button what it acts on."""
    hold: Shown = ConfirmState.hold
    place = hold.place
    back = rx.Var.create(f"{routes.RESERVE_FORM}?hold=") + hold.hold_id.to_string()
    submit = card(
        place_lines(place, id="acts-on"),
        after_confirming(ConfirmState),
        button_row(
            primary(
                tr("reserve.confirm.button"),
                on_click=ConfirmState.submit(ConfirmState.gives_up),
                aria_describedby="acts-on",
            ),
            link_secondary(tr("reserve.confirm.back"), back),
        ),
    )
    return frame(
        way(4),
        title(tr("reserve.confirm.title"), lead_of(ConfirmState, "reserve.confirm.lead")),
        step_body(
            ConfirmState,
            stack(confirm_sections(ConfirmState.sections), gap="lg"),
            rx.cond(ConfirmState.is_lost, rx.fragment(), submit),
        ),
    )
