"""The next 認定日 and its declaration, as the pages of one's own tell them."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.services.reservations.rules import CERTIFICATION
from hellowork_portal.services.today.views import NextCertification
from hellowork_portal.ui.shell.page_state import PageState

NO_CERTIFICATION = NextCertification()


class HasCertification(PageState, rx.State, mixin=True):
    """Mixin of pages of one's own: the next 認定日, its interview and its declaration."""

    certification: NextCertification = NO_CERTIFICATION
    booking_href: str = ""

    def _show_certification(self, found: NextCertification | None) -> None:
        self.certification = found or NO_CERTIFICATION
        self.booking_href = _where_to_book(self.certification)


def _where_to_book(its: NextCertification) -> str:
    """Return the calendar of one's own office at the 認定日, the search where the office has not just one."""
    if its.offering_id:
        return routes.calendar(its.offering_id, day=its.iso)
    return routes.with_query(routes.PROCEDURES, purpose=CERTIFICATION, office=its.office_id or "")
