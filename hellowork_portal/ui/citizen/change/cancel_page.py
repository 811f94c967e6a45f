"""「予約の取消し」: what is lost, one button, and the way back."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.change.cancel_state import CancelState
from hellowork_portal.ui.citizen.change.parts import missing_or_waiting, to_number, too_late
from hellowork_portal.ui.citizen.reserve.parts import place_facts
from hellowork_portal.ui.components.buttons import button_row, danger, link_plain, link_secondary
from hellowork_portal.ui.components.fields import select_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, fact, stack, text, title
from hellowork_portal.ui.components.native import hidden
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import bracketed, tr

_seen: Shown = CancelState
_detail: Shown = CancelState.detail
_REASONS = ("unwell", "busy", "found_work", "no_zoom", "mistake", "other")


@page(routes.CANCEL, "cancel.title", load=CancelState.open)
def cancel() -> rx.Component:
    """Return what would be cancelled; nothing happens before the button is pressed."""
    shown = rx.cond(_detail.can_cancel, _asked(), too_late(_detail, "cancel", _detail.cancel_until))
    return frame(
        title(tr("cancel.title"), rx.cond(_detail.can_cancel, tr("cancel.lead"), "")),
        page_error(_seen, unless=_seen.is_missing),
        rx.cond(_detail.number, shown, missing_or_waiting(CancelState)),
    )


def _asked() -> rx.Component:
    number = fact(tr("lookup.number"), _detail.number_shown)
    return stack(
        rx.el.div(place_facts(_detail.place, number), id="what-is-cancelled"),
        notice(
            "warning", tr("cancel.lost"), bullets(tr("cancel.lost.seat"), tr("cancel.lost.meeting")), _lost()
        ),
        _instead(),
        _form(),
        gap="lg",
    )


def _lost() -> rx.Component:
    """Return what a missed 失業認定 means."""
    return rx.cond(_detail.purpose == "certification", text(tr("cancel.lost.certification")))


def _instead() -> rx.Component:
    """Return that a change needs no cancelling."""
    link = link_plain(tr("detail.change.button"), to_number(routes.CHANGE, _detail.number))
    return rx.cond(_detail.can_change, rx.el.div(text(tr("cancel.instead")), link))


def _form() -> rx.Component:
    options = [(code, bracketed(f"cancel.reason.{code}")) for code in _REASONS]
    button = danger(
        rx.cond(_seen.is_busy, tr("cancel.busy"), tr("cancel.button")),
        type="submit",
        aria_disabled=rx.cond(_seen.is_busy, "true", "false"),
        aria_describedby="what-is-cancelled",
    )
    return rx.el.form(
        hidden("number", _detail.number),
        stack(
            select_input(
                "reason",
                tr("cancel.reason"),
                [("", bracketed("cancel.reason.none")), *options],
                help=tr("cancel.reason.help"),
            ),
            button_row(
                button, link_secondary(tr("cancel.back"), to_number(routes.RESERVATION, _detail.number))
            ),
        ),
        on_submit=CancelState.cancel,
        no_validate=True,
    )
