"""「当日の面談」: the day board, live, with one key for each step, and one interview beside it."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.notices import alert_line, empty_state, waiting
from hellowork_portal.ui.shell.page_error import page_error
from hellowork_portal.ui.shell.pages import page
from hellowork_portal.ui.shell.staff_frame import here, staff_frame
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.day.live import day_keys, day_now
from hellowork_portal.ui.staff.day.panel import panel
from hellowork_portal.ui.staff.day.parts import counts, head, keys_help, notices
from hellowork_portal.ui.staff.day.rows import row
from hellowork_portal.ui.staff.day.state import DayState
from hellowork_portal.ui.staff.stuck import stuck_notice
from hellowork_portal.ui.texts import t, tr, worded, words


@page(routes.STAFF_DAY, "staff.day.title", load=DayState.open)
def staff_day() -> rx.Component:
    """Return the page."""
    now = day_now(DayState)
    done = rx.cond(words(DayState.done), rx.el.p(worded(DayState.done), class_name=theme.BOARD_DONE))
    return staff_frame(
        head(DayState),
        rx.el.div(done, role="status", class_name=theme.ALERT_AREA),
        alert_line(words(DayState.host_error)),
        page_error(DayState),
        rx.cond(DayState.stuck.letters + DayState.stuck.meetings > 0, _stuck()),
        rx.cond(DayState.is_loaded, _board(now), waiting(words(DayState.error), 8)),
    )


def _stuck() -> rx.Component:
    """Return what of the office does not get through: who waits for a link may not have got it."""
    stuck: Shown = DayState.stuck
    way = here(routes.STAFF_DELIVERIES)
    return stuck_notice(StaffState.office_words, stuck.letters, stuck.meetings, stuck.since, way)


def _board(now: Shown) -> rx.Component:
    shown = rx.el.ul(
        rx.foreach(now.rows, lambda one: row(one, DayState)),
        aria_label=t("staff.day.list"),
        class_name=theme.BOARD_ROWS,
    )
    nothing = rx.cond(
        DayState.whose == "mine",
        empty_state(tr("staff.day.none_mine"), tr("staff.day.none_mine_body")),
        empty_state(tr("staff.day.none"), tr("staff.day.none_body")),
    )
    return rx.el.div(
        day_keys(now, DayState.look),
        notices(now, DayState),
        rx.el.div(counts(now), keys_help(), class_name=theme.BOARD_STRIP),
        rx.el.div(
            rx.cond(now.rows.length() > 0, shown, nothing),
            panel(DayState),
            class_name=theme.BOARD_COLUMNS,
        ),
        class_name=theme.STAFF_STACK,
    )
