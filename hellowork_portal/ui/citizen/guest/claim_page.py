"""「予約を自分の利用者IDに移す」: what it means, and the one button that does it."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.change.parts import missing_or_waiting
from hellowork_portal.ui.citizen.guest.states import ClaimState
from hellowork_portal.ui.citizen.reserve.parts import place_facts
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, fact, stack, text, title
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.texts import tr

_seen: Shown = ClaimState
_view: Shown = ClaimState.view


@page(routes.CLAIM, "guest.claim.title", load=ClaimState.open)
def claim() -> rx.Component:
    """Return what would be moved, right above the button."""
    return frame(
        title(tr("guest.claim.title"), tr("guest.claim.lead")),
        page_error(_seen, unless=_seen.is_missing),
        rx.cond(_view.number, _asked(), missing_or_waiting(ClaimState)),
    )


def _asked() -> rx.Component:
    effects = bullets(
        tr("guest.claim.effects.mine", name=SessionState.name),
        *[tr(f"guest.claim.effects.{part}") for part in ("same", "mails", "former", "final")],
    )
    move = primary(
        rx.cond(_seen.is_busy, tr("guest.claim.busy"), tr("guest.claim.button")),
        on_click=rx.cond(_seen.is_busy, rx.noop(), ClaimState.claim(_view.number)),
        aria_disabled=rx.cond(_seen.is_busy, "true", "false"),
        aria_describedby="what-is-moved",
    )
    number = fact(tr("lookup.number"), _view.number_shown)
    return stack(
        rx.el.div(place_facts(_view.place, number), id="what-is-moved"),
        notice("info", tr("guest.claim.effects"), effects),
        button_row(move, link_secondary(tr("guest.claim.back"), routes.LOOKUP)),
        text(tr("guest.claim.instead")),
        gap="lg",
    )
