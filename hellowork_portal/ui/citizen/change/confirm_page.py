"""「変更内容の確認」: from when to when, and the one button that changes it."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.change.choosing import old_and_new
from hellowork_portal.ui.citizen.change.confirm_state import ChangeConfirmState
from hellowork_portal.ui.citizen.change.parts import missing_or_waiting, too_late, way
from hellowork_portal.ui.citizen.reserve.parts import MODES
from hellowork_portal.ui.components.buttons import button_row, link_secondary, primary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import card, stack, text, title
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, tr_of, worded, words

_seen: Shown = ChangeConfirmState
_view: Shown = ChangeConfirmState.view


@page(routes.CHANGE_CONFIRM, "change.confirm.title", load=ChangeConfirmState.open)
def change_confirm() -> rx.Component:
    """Return what will change, right above the button."""
    shown = rx.cond(_view.can_change, _asked(), too_late(_view, "change", _view.change_until))
    return frame(
        way(2),
        title(tr("change.confirm.title"), rx.cond(_may_press(), tr("change.confirm.lead"), "")),
        page_error(_seen, unless=_seen.is_missing),
        rx.cond(_view.number, shown, missing_or_waiting(ChangeConfirmState)),
    )


def _may_press() -> Shown:
    """Whether there is a button to press."""
    return _view.can_change & words(_seen.new).bool() & ~_seen.is_refused


def _asked() -> rx.Component:
    what = rx.el.p(
        worded(_view.place.procedure),
        rx.el.br(),
        worded(_view.place.office),
        rx.el.br(),
        tr_of(_view.place.mode, "reserve.mode", MODES),
    )
    change = primary(
        rx.cond(_seen.is_busy, tr("change.confirm.busy"), tr("change.confirm.button")),
        on_click=rx.cond(_seen.is_busy, rx.noop(), ChangeConfirmState.change(_view.number)),
        aria_disabled=rx.cond(_seen.is_busy, "true", "false"),
        aria_describedby="old-and-new",
    )
    again = link_secondary(tr("change.confirm.back"), _seen.back)
    return stack(
        rx.cond(_seen.is_refused, text(tr("change.kept"))),
        card(
            what,
            old_and_new(_view.place.when, _seen.new),
            rx.cond(_may_press(), button_row(change, again), button_row(again)),
        ),
        gap="lg",
    )
