"""How a 認定日 with nothing filed stands, for the list of them and for a claimant's record."""

import reflex as rx

from hellowork_portal.ui import theme
from hellowork_portal.ui.components.kinds import Shown
from hellowork_portal.ui.components.notices import badge
from hellowork_portal.ui.staff.lists import as_written
from hellowork_portal.ui.texts import tr, tr_of, worded

HOW = ["visited", "paper", "other"]


def absence_state(row: Shown) -> rx.Component:
    """Return how it stands: settled, still ahead, come since, asked about, over, or to come still."""
    stands = [
        (row.is_coming, badge(tr("staff.absent.is_coming"))),
        (row.has_come, badge(tr("staff.absent.has_come"), "success")),
        (row.has_asked, badge(tr("staff.absent.has_asked"), "info")),
        (row.is_past, badge(tr("staff.absent.is_past"), "warning")),
    ]
    shown = badge(tr("staff.absent.waits"), "info")
    for holds, its in reversed(stands):
        shown = rx.cond(holds, its, shown)
    return rx.cond(row.settled_how, badge(tr_of(row.settled_how, "staff.settled.how", HOW), "success"), shown)


def settled_words(row: Shown) -> rx.Component:
    """Return who has said when that it is settled, and what they have noted."""
    return rx.el.span(
        worded(row.settled_at),
        " ",
        as_written(row.settled_by),
        rx.cond(row.settled_note, rx.el.span(" ", as_written(row.settled_note))),
        class_name=theme.SMALL,
    )
