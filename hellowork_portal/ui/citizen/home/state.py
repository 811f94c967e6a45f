"""The personal part of the home page; nobody's before the guard has found out who is there."""

import reflex as rx

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import Words
from hellowork_portal.services.banners.views import BannerView
from hellowork_portal.services.reservations.views import PlaceView
from hellowork_portal.services.today.service import today
from hellowork_portal.services.today.views import NextInterview, OpenHold, TodayView
from hellowork_portal.ui.citizen.apply.coming_state import HasCertification
from hellowork_portal.ui.citizen.waitlist.offers import HasOffers
from hellowork_portal.ui.shell.rights import public

_NO_PLACE = PlaceView({}, {}, {}, "", "", "")
_NO_HOLD = OpenHold(0, _NO_PLACE)
_NO_INTERVIEW = NextInterview(
    number="",
    number_shown="",
    place=_NO_PLACE,
    day="",
    joins_at="",
    opens_ms=0,
    now_ms=0,
    can_join=False,
    meeting_state="none",
)


class HomeState(HasOffers, HasCertification, rx.State):
    """What is to be done today, for somebody who is signed in."""

    interview: NextInterview = _NO_INTERVIEW
    office_href: str = ""
    interview_href: str = ""
    more_interviews: int = 0
    hold: OpenHold = _NO_HOLD
    hold_href: str = ""
    office: Words = {}
    office_notices: list[BannerView] = []
    mail_is_refused: bool = False

    @rx.event
    @public
    async def open(self):
        """Load it; strangers get nothing, because the page is the same for all of them."""
        principal = await self._principal()
        found = await self._read(today) if principal.id is not None else None
        if found is not None and found.is_good:
            self._show(found.value)
            await self._find_offers()
        self.is_loaded = found is not None and found.is_good

    def _show(self, view: TodayView) -> None:
        self.interview = view.interview or _NO_INTERVIEW
        self.office_href = routes.office(self.interview.place.office_code)
        self.interview_href = routes.with_query(routes.INTERVIEW, number=self.interview.number)
        self.more_interviews = view.more_interviews
        self.hold = view.hold or _NO_HOLD
        self.hold_href = routes.with_query(routes.RESERVE_TERMS, hold=self.hold.hold_id)
        self._show_certification(view.certification)
        self.office, self.office_notices = view.office, view.office_notices
        self.mail_is_refused = view.mail_is_refused
