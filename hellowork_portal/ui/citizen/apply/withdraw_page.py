"""「申請の取下げ」: what it means, one button, and the way back."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.apply.own_states import LONGEST_REASON, WithdrawState
from hellowork_portal.ui.citizen.apply.parts import day_facts, gone_or_waiting, to_number, whom_to_call
from hellowork_portal.ui.components.buttons import button_row, danger, link_secondary
from hellowork_portal.ui.components.fields import text_input
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import bullets, fact, stack, text, title
from hellowork_portal.ui.components.native import hidden
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr

_seen: Shown = WithdrawState
_view: Shown = WithdrawState.view


@page(routes.WITHDRAW, "apply.withdraw.title", load=WithdrawState.open)
def withdraw() -> rx.Component:
    """Return what would be withdrawn; nothing happens before the button is pressed."""
    return frame(
        title(tr("apply.withdraw.title"), tr("apply.withdraw.lead")),
        page_error(_seen, unless=_seen.is_missing),
        rx.cond(
            _view.number,
            rx.cond(_view.can_withdraw, _asked(), _too_late()),
            gone_or_waiting(WithdrawState, _seen.is_missing),
        ),
    )


def _what() -> rx.Component:
    return rx.el.div(
        day_facts(_view, fact(tr("apply.done.number"), _view.number_shown)), id="what-is-withdrawn"
    )


def _back() -> rx.Component:
    return link_secondary(tr("apply.withdraw.back"), to_number(routes.APPLICATION, _view.number))


def _too_late() -> rx.Component:
    return stack(
        notice("warning", tr("apply.withdraw.over"), text(tr("apply.withdraw.over_body"))),
        _what(),
        whom_to_call(_view.office),
        button_row(_back()),
    )


def _asked() -> rx.Component:
    lost = ("apply.withdraw.lost_review", "apply.withdraw.lost_certification")
    button = danger(
        tr("apply.withdraw.button"),
        type="submit",
        aria_disabled=rx.cond(_seen.is_busy, "true", "false"),
        aria_describedby="what-is-withdrawn",
    )
    return stack(
        _what(),
        notice("warning", tr("apply.withdraw.lost"), bullets(*[tr(key) for key in lost])),
        rx.el.form(
            hidden("number", _view.number),
            stack(
                text_input(
                    "reason",
                    tr("apply.withdraw.reason"),
                    help=tr("components.field.longest", count=LONGEST_REASON),
                    max_length=LONGEST_REASON,
                    width="full",
                ),
                button_row(button, _back()),
            ),
            on_submit=WithdrawState.withdraw,
            no_validate=True,
        ),
        gap="lg",
    )
