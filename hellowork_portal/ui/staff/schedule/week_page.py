"""「予約枠」: the week of an offering, drawn, changed, and then shown with all it does."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.fields import error_summary
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.layout import stack, title
from hellowork_portal.ui.components.notices import notice, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import staff_frame
from hellowork_portal.ui.staff.schedule.grid import sums, week_grid, week_list
from hellowork_portal.ui.staff.schedule.tabs import (
    at_offering,
    nothing_offered,
    offering_choice,
    schedule_tabs,
    stopped_line,
)
from hellowork_portal.ui.staff.schedule.week_forms import panel
from hellowork_portal.ui.staff.schedule.week_state import WeekState
from hellowork_portal.ui.texts import t, tr, worded, words

_view: Shown = WeekState.view


@page(routes.STAFF_SCHEDULE, "staff.schedule.title", load=WeekState.open)
def staff_schedule() -> rx.Component:
    """Return the page."""
    done = rx.cond(words(WeekState.done), notice("success", worded(WeekState.done)))
    return staff_frame(
        title(tr("staff.schedule.title")),
        schedule_tabs(),
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        error_summary(WeekState.summary),
        page_error(WeekState),
        rx.cond(
            WeekState.is_loaded,
            rx.cond(_view.offering_id > 0, _week(), nothing_offered()),
            waiting(words(WeekState.error), 8),
        ),
    )


def _week() -> rx.Component:
    drawing = stack(
        offering_choice(routes.STAFF_SCHEDULE, _view.offerings, _view.offering_id),
        rx.cond(_view.is_stopped, stopped_line()),
        _turns(),
        week_grid(),
        week_list(),
        sums(),
        gap="sm",
    )
    return rx.el.div(drawing, panel(), class_name=theme.STAFF_COLUMNS)


def _turns() -> rx.Component:
    """Return which week is shown, and the days from which it is another one."""
    turns: Shown = _view.turns
    links = rx.el.ul(
        rx.foreach(
            turns,
            lambda turn: rx.el.li(
                rx.el.a(
                    tr("staff.week.from_day", day=words(turn.day)),
                    href=at_offering(routes.STAFF_SCHEDULE, _view.offering_id, "&day=") + turn.iso,
                    aria_current=rx.cond(turn.is_shown, "true", "false"),
                    class_name=theme.STAFF_TAB,
                )
            ),
        ),
        class_name=theme.CHIPS,
    )
    shown = (turns.length() > 1) & ~_view.is_changed
    said = rx.foreach(
        turns, lambda turn: rx.cond(turn.is_shown, tr("staff.week.shown", day=words(turn.day)), rx.fragment())
    )
    return rx.fragment(
        rx.cond(shown, rx.el.nav(links, aria_label=t("staff.week.turns"))),
        rx.cond(_view.is_changed, rx.fragment(), rx.el.p(said, class_name=theme.SMALL)),
    )
