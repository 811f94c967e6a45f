"""The day of one's interview."""

import reflex as rx

from hellowork_portal.services.day_notices.service import interview_of, send_day_notice
from hellowork_portal.services.day_notices.views import InterviewView
from hellowork_portal.services.reservations.errors import ReservationNotFound
from hellowork_portal.ui.citizen.reserve.hold_page import NO_PLACE
from hellowork_portal.ui.shell.page_state import Outcome, PageState
from hellowork_portal.ui.shell.rights import GUEST, by_itself, requires

NO_INTERVIEW = InterviewView(
    number="",
    number_shown="",
    place=NO_PLACE,
    phase="",
    opens={},
    opens_ms=0,
    counts_ms=0,
    notices_ms=0,
    starts_ms=0,
    ends_ms=0,
    now_ms=0,
    meeting_state="none",
    is_our_fault=False,
    can_tell=False,
    told="",
    told_minutes=0,
    told_when={},
    answer="",
    own_phone="",
    join_url="",
    passcode="",
)


class InterviewState(PageState, rx.State):
    """One interview; the number stands in the address."""

    interview: InterviewView = NO_INTERVIEW
    is_missing: bool = False
    has_told: bool = False

    @rx.event
    @requires(GUEST)
    async def open(self):
        """Show the interview as it stands at this moment; also when its hour comes."""
        self.has_told = False
        await self._load()

    @rx.event
    @requires(GUEST)
    async def tell(self, kind: str, minutes: int):
        """「つながらない」 or 「遅れます」: one tap, and what happens next stands on the page."""
        limits = [("day_notice_per_person", (await self._principal()).counted_as)]
        told = await self._run(
            send_day_notice, limits=limits, number=self._number(), kind=str(kind)[:20], minutes=minutes
        )
        error = self.error, self.way
        await self._load()
        (self.error, self.way), self.has_told = error, told.is_good
        return rx.set_focus("told") if told.is_good else None

    @rx.event
    @requires(GUEST)
    @by_itself
    async def look(self):
        """Look whether the office has answered; where that cannot be read now the page stays as it is."""
        kept = self.error, self.way
        found = await self._found()
        self.error, self.way = kept
        if found.is_good:
            self.interview, self.has_told = found.value, False

    def _number(self) -> str:
        return self._asked("number")[:60]

    async def _found(self) -> Outcome:
        limits = [("lookup_per_person", (await self._principal()).counted_as)]
        return await self._read(interview_of, limits=limits, number=self._number())

    async def _load(self) -> None:
        found = await self._found()
        self.is_missing = isinstance(found.error, ReservationNotFound)
        self.interview = found.value or NO_INTERVIEW
        self.is_loaded = True
