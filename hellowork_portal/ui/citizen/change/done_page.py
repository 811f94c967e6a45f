"""「日時を変更しました」."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.citizen.change.parts import missing_or_waiting, to_number, way
from hellowork_portal.ui.citizen.lookup.parts import calendar_link, change_section, meeting_section
from hellowork_portal.ui.citizen.lookup.states import DetailState
from hellowork_portal.ui.citizen.reserve.parts import place_facts
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import fact, stack, text, title
from hellowork_portal.ui.components.printing import print_button
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_detail: Shown = DetailState.detail


@page(routes.CHANGE_DONE, "change.done.title", load=DetailState.open_done)
def change_done() -> rx.Component:
    """Return the reservation as it is now."""
    return frame(
        way(3),
        _title(),
        page_error(DetailState, unless=DetailState.is_missing),
        rx.cond(_detail.number, _done(), missing_or_waiting(DetailState)),
    )


def _title() -> rx.Component:
    """Return the completion; who comes here without a change is told of none."""
    is_not = (_detail.number != "") & (_detail.revision == 0)
    done = title(tr("change.done.title"), tr("change.done.lead"))
    return rx.cond(is_not, title(tr("detail.title")), done)


def _done() -> rx.Component:
    return stack(
        place_facts(
            _detail.place,
            fact(tr("lookup.number"), rx.el.strong(_detail.number_shown, class_name=theme.TABULAR)),
        ),
        text(tr("change.done.same")),
        rx.el.div(
            button_row(
                link_primary(tr("reserve.done.detail"), to_number(routes.RESERVATION, _detail.number)),
                calendar_link(_detail),
                print_button(tr("reserve.done.print")),
            ),
            class_name="no-print",
        ),
        rx.cond(
            _detail.place.mode == "online", meeting_section(DetailState, join_look=theme.ACTION_OUTLINED)
        ),
        change_section(_detail),
        gap="lg",
    )
