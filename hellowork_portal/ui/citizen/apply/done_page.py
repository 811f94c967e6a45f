"""「申請を受け付けました」 with the 受付番号; prints well."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.apply.own_states import ApplicationPageState
from hellowork_portal.ui.citizen.apply.parts import (
    day_facts,
    gone_or_waiting,
    interview_section,
    paper_link,
    replaces,
    to_number,
    way,
)
from hellowork_portal.ui.components.buttons import button_row, link_primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, number_panel, section, stack, text, title
from hellowork_portal.ui.components.printing import print_button
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_seen: Shown = ApplicationPageState
_view: Shown = ApplicationPageState.view


@page(routes.APPLY_DONE, "apply.done.title", load=ApplicationPageState.open_done)
def apply_done() -> rx.Component:
    """Return the completion with its number."""
    return frame(
        way(4),
        title(tr("apply.done.title"), tr("apply.done.lead"), is_done=True),
        page_error(_seen, unless=_seen.is_missing),
        rx.cond(_view.number, _done(), gone_or_waiting(ApplicationPageState, _seen.is_missing)),
    )


def _done() -> rx.Component:
    buttons = button_row(
        link_primary(tr("apply.done.status"), to_number(routes.APPLICATION, _view.number)),
        paper_link(_view.number),
        print_button(tr("apply.done.print")),
    )
    return stack(
        number_panel(tr("apply.done.number"), _view.number_shown),
        replaces(_view),
        text(tr("apply.done.keep")),
        day_facts(_view),
        rx.el.div(buttons, class_name="no-print"),
        interview_section(_view.interview),
        section(tr("apply.done.after"), bullets(*[tr(f"apply.done.after_{turn}") for turn in (1, 2, 3)])),
        gap="lg",
    )
