"""What a counter prints for somebody speaks to them; what is said to staff stays on the screen."""

from typing import Any

import pytest

from hellowork_portal.kit.i18n import marked
from hellowork_portal.ui.staff.booking.booked import booked_box, on_paper
from hellowork_portal.ui.staff.booking.state import BookingState
from hellowork_portal.ui.staff.reservations import detail_parts
from hellowork_portal.ui.staff.reservations.detail_state import OfficeReservationState

TO_STAFF = (
    "staff.booking.booked",
    "staff.booking.booked_means",
    "staff.booking.joining.by_mail",
    "staff.booking.joining.without_mail",
    "staff.booking.joining.no_host",
    "staff.booking.joining.telephone",
    "staff.booking.joining.in_person",
)


def says(rendered: str, key: str) -> bool:
    return max(marked("en", key).replace("}", "{").split("{"), key=len).replace('"', '\\"') in rendered


def printed(component: Any) -> str:
    """Return what a component shows outside what is kept off paper."""
    if "no-print" in str(getattr(component, "class_name", "") or ""):
        return ""
    children = getattr(component, "children", [])
    own = str(component.render().get("contents", "")) if not children else ""
    return own + "".join(printed(child) for child in children)


@pytest.mark.parametrize("key", TO_STAFF)
def test_the_paper_of_a_booking_says_nothing_to_staff(key: str) -> None:
    box = booked_box(BookingState)
    assert says(str(box), key)
    assert not says(printed(box), key)


def test_the_paper_of_a_booking_says_to_the_person_how_to_join() -> None:
    paper = str(on_paper(BookingState.booked))
    ways = ("by_mail", "without_mail", "no_host", "telephone", "in_person", "number")
    assert all(says(paper, f"staff.booking.paper.{way}") for way in ways)


def test_the_paper_of_a_meeting_says_nothing_to_staff() -> None:
    shown = detail_parts.joining(OfficeReservationState.view)
    assert says(str(shown), "staff.reservation.joining_means")
    assert not says(printed(shown), "staff.reservation.joining_means")
