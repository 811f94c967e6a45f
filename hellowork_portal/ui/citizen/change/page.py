"""「日時の変更」: choosing another time; the reservation stays as it is until that is done."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui.citizen.change.choosing import chosen, days, news, times
from hellowork_portal.ui.citizen.change.parts import back, missing_or_waiting, too_late, way
from hellowork_portal.ui.citizen.change.state import ChangeState
from hellowork_portal.ui.citizen.reserve.parts import place_facts
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import section, stack, text, title
from hellowork_portal.ui.components.notices import notice
from hellowork_portal.ui.shell.citizen_frame import frame
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.texts import tr, words

_view: Shown = ChangeState.view


@page(routes.CHANGE, "change.title", load=ChangeState.open)
def change() -> rx.Component:
    """Return one's own reservation with the times that it may move to."""
    return frame(
        way(1),
        title(tr("change.title"), rx.cond(_view.can_change, tr("change.lead"), "")),
        page_error(ChangeState, unless=ChangeState.is_missing),
        rx.cond(ChangeState.is_loaded & (_view.number != ""), _found(), missing_or_waiting(ChangeState)),
    )


def _found() -> rx.Component:
    choosing = stack(
        news(),
        rx.cond(ChangeState.has_one_day, _one_day(), days()),
        times(),
        chosen(),
        back(_view.number),
        gap="lg",
    )
    return stack(
        section(tr("change.now"), place_facts(_view.place)),
        rx.cond(_view.can_change, choosing, too_late(_view, "change", _view.change_until)),
        gap="lg",
    )


def _one_day() -> rx.Component:
    """Return that only the time may change, and until when."""
    return notice(
        "info",
        tr("change.one_day"),
        rx.cond(_view.is_certification, text(tr("change.one_day.certification"))),
        text(tr("change.one_day.until", until=words(_view.change_until))),
    )
