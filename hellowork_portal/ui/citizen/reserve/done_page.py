"""Step 5: 「予約番号」; prints well."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.apply.for_interview import for_interview
from hellowork_portal.ui.citizen.lookup.parts import (
    bring_section,
    calendar_link,
    change_section,
    meeting_section,
)
from hellowork_portal.ui.citizen.lookup.states import DetailState
from hellowork_portal.ui.citizen.reserve.parts import gone, place_facts, way
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import number_panel, stack, text, title
from hellowork_portal.ui.components.notices import waiting
from hellowork_portal.ui.components.printing import print_button
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words


@page(routes.RESERVE_DONE, "reserve.done.title", load=DetailState.open_done)
def reserve_done() -> rx.Component:
    """Return the completion with its number."""
    return frame(
        way(5),
        title(tr("reserve.done.title"), tr("reserve.done.lead"), is_done=True),
        page_error(DetailState, unless=DetailState.is_missing),
        rx.cond(
            DetailState.detail.number,
            _done(),
            rx.cond(DetailState.is_missing, gone(), waiting(words(DetailState.error), 8)),
        ),
    )


def _done() -> rx.Component:
    detail: Shown = DetailState.detail
    href = rx.Var.create(f"{routes.RESERVATION}?number=") + detail.number.to(str)
    return stack(
        number_panel(tr("reserve.done.number"), detail.number_shown),
        text(tr("reserve.done.keep")),
        place_facts(detail.place),
        rx.el.div(
            button_row(
                link_primary(tr("reserve.done.detail"), href),
                calendar_link(detail),
                print_button(tr("reserve.done.print")),
            ),
            class_name="no-print",
        ),
        for_interview(DetailState.declaration),
        meeting_section(DetailState, join_look=theme.ACTION_OUTLINED),
        bring_section(DetailState),
        change_section(detail),
        gap="lg",
    )
