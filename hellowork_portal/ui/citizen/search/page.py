"""「手続き一覧」: find a procedure by words, conditions or prefecture (product.md C3)."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.search.parts import offices, prefecture_picker, search_form
from hellowork_portal.ui.citizen.search.results import results
from hellowork_portal.ui.citizen.search.state import SearchState
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_seen: Shown = SearchState


@page(routes.PROCEDURES, "search.title", "search.lead", load=SearchState.open)
def procedures() -> rx.Component:
    """Return the search and what it found; public, signed in or not."""
    return frame(
        title(tr("search.title"), tr("search.lead")),
        stack(search_form(), rx.el.div(prefecture_picker(), offices()), page_error(_seen)),
        results(),
    )
