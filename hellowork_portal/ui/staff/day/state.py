"""The day board: a day of the office chosen, what is done on it, and one interview beside it."""

from datetime import date
from typing import Any

import reflex as rx

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.deliveries import service as deliveries
from hellowork_portal.services.deliveries.views import Stuck
from hellowork_portal.services.interviews import assigning, notes, notices, service
from hellowork_portal.services.interviews.board import day_board, day_place, open_day
from hellowork_portal.services.interviews.detail import interview_detail
from hellowork_portal.services.interviews.views import DayView, InterviewDetail
from hellowork_portal.ui.shell.live_days import LiveDay
from hellowork_portal.ui.shell.page_state import Outcome, known_id
from hellowork_portal.ui.shell.rights import by_itself, requires_role
from hellowork_portal.ui.shell.staff_page_state import StaffPageState

MAY = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
_DEEDS = {
    "check_in": service.check_in,
    "start": service.start,
    "finish": service.finish,
    "no_show": service.mark_no_show,
    "back": service.step_back,
    "our_side": notices.note_our_side,
}
"""What one key does; the identity asks for more."""
_HOST_ERRORS = (
    "staff_meeting_not_ready", "staff_not_the_day", "staff_step_impossible", "meetings_unavailable",
    "meetings_refused", "meeting_missing",
)  # fmt: skip
_MOVE = {"reservation_id": "interview", "slot_id": "slot"}
MINE, ALL = "mine", "all"
_LONGEST_TEXT = 3000


class DayState(StaffPageState, LiveDay, rx.State):
    """One day (`?day=`), everybody's interviews or one's own (`?who=mine`), and the one that is open."""

    view: DayView = DayView()
    stuck: Stuck = Stuck()
    """What of the office does not get through, as far as it is known since the day was read last."""
    whose: str = ALL
    chosen: InterviewDetail = InterviewDetail()
    asks_identity: bool = False
    done: Words = {}
    host_error: Words = {}
    note_count: int = 0
    """A note that was kept empties its box: it is drawn anew under this key."""

    @rx.event
    @requires_role(*MAY)
    async def open(self):
        """Show the day; from now on the page is told what changes."""
        self.chosen, self.done = InterviewDetail(), {}
        self.whose = MINE if self._asked("who") == MINE else ALL
        error = self._asked("error")
        self.host_error = in_all(f"staff.day.host.{error}") if error in _HOST_ERRORS else {}
        place = await self._run(day_place, office_code=await self._office_code(), on_day=self._day())
        if place.is_good:
            await self._follow_day(*place.value)
            await self._load(open_day, self._run, self._day())
        else:
            await self._follow_no_day()
        if chosen := self._asked_int("interview"):
            await self._show(chosen)
        self.is_loaded = place.is_good

    @rx.event
    @requires_role(*MAY)
    @by_itself
    async def look(self):
        """Look again where the page was told of something that it does not know."""
        await self._again()

    @rx.event
    @requires_role(*MAY)
    async def choose(self, reservation_id: int):
        """Open an interview beside the board."""
        self.done = {}
        await self._show(known_id(reservation_id))
        return rx.set_focus("interview") if self.chosen.id else None

    @rx.event
    @requires_role(*MAY)
    async def recognise(self, reservation_id: int):
        """Open an interview to note by what its person was recognised."""
        self.done = {}
        await self._show(known_id(reservation_id))
        self.asks_identity = True
        return rx.set_focus("method") if self.chosen.id else None

    @rx.event
    @requires_role(*MAY)
    async def leave(self):
        """Close the interview beside the board."""
        self.chosen = InterviewDetail()

    @rx.event
    @requires_role(*MAY)
    async def do(self, deed: str, reservation_id: int, revision: int):
        """Do what a key or its button says with an interview as the board showed it."""
        command = _DEEDS.get(str(deed))
        if command is None:
            return
        done = await self._run(command, reservation_id=known_id(reservation_id), seen=_count(revision))
        await self._after(done, known_id(reservation_id), f"staff.day.done.{deed}")

    @rx.event
    @requires_role(*MAY)
    async def identify(self, form: dict[str, Any]):
        """Note by what the person of the open interview was recognised, and whether they were."""
        given: dict[str, Any] = {name: str(form.get(name, ""))[:40] for name in ("method", "result")}
        done = await self._run(service.check_identity, **_which(form), **given)
        await self._after_form(done, form, "staff.day.done.identify")

    @rx.event
    @requires_role(*MAY)
    async def assign(self, form: dict[str, Any]):
        """Give the open interview to a counsellor, or to nobody yet."""
        to = _typed_id(form.get("counsellor"))
        done = await self._run(assigning.assign, **_which(form), counsellor_id=to)
        await self._after_form(done, form, "staff.day.done.assign")

    @rx.event
    @requires_role(*MAY)
    async def swap(self, form: dict[str, Any]):
        """Exchange the counsellors of the open interview and another one of the day."""
        done = await self._run(assigning.swap, **_which(form), other_id=_typed_id(form.get("other")))
        await self._after_form(done, form, "staff.day.done.swap")

    @rx.event
    @requires_role(*MAY)
    async def note(self, form: dict[str, Any]):
        """Keep a note about the open interview; what could not be kept stays in the box."""
        text = str(form.get("note", ""))[:_LONGEST_TEXT]
        done = await self._run(notes.add_note, reservation_id=_typed_id(form.get("interview")), text=text)
        self.note_count += done.is_good
        await self._after_form(done, form, "staff.day.done.note")

    @rx.event
    @requires_role(*MAY)
    async def reply(self, reservation_id: int, reply: str):
        """Answer what the person of an interview has told."""
        given = {"reservation_id": known_id(reservation_id), "reply": str(reply)[:20]}
        done = await self._run(notices.answer_notice, **given)
        await self._after(done, known_id(reservation_id), "staff.day.done.reply")

    @rx.event
    @requires_role(*MAY)
    async def move_today(self, form: dict[str, Any]):
        """Move the open interview to another free time of its day."""
        given: dict[str, Any] = {name: _typed_id(form.get(box)) for name, box in _MOVE.items()}
        done = await self._run(notices.offer_today, **given)
        await self._after_form(done, form, "staff.day.done.move")

    def _day(self) -> date | None:
        """Return the day that the address names, None where it names none."""
        try:
            return date.fromisoformat(self._asked("day")[:10])
        except ValueError:
            return None

    async def _again(self) -> None:
        """Read once more the day that was opened, whatever the address names by now.

        A tab that the server has forgotten opens it, and that is recorded.
        """
        if self.view.on_day and self.view.office_code == await self._office_code():
            await self._load(day_board, self._read, date.fromisoformat(self.view.on_day))
        else:
            await self._load(open_day, self._run, self._day())

    async def _load(self, query: Any, way: Any, day: date | None) -> Outcome:
        found = await way(query, office_code=await self._office_code(), on_day=day)
        if found.is_good:
            self.view = found.value
            at_office = await self._read(deliveries.stuck, office_id=self.view.office_id)
            self.stuck = at_office.value or Stuck()
        return found

    async def _show(self, reservation_id: int) -> None:
        """Show an interview; one that is not there any more leaves the place empty."""
        found = await self._run(interview_detail, reservation_id=reservation_id)
        self.chosen, self.asks_identity = found.value or InterviewDetail(), False

    async def _after_form(self, done: Outcome, form: dict[str, Any], told: str) -> None:
        """Show the interview that a form was about, also where the server has forgotten that it was open."""
        await self._after(done, _typed_id(form.get("interview")), told, is_open=True)

    async def _after(self, done: Outcome, reservation_id: int, told: str, *, is_open: bool = False) -> None:
        """Show how things stand now, and what was done or why it was not."""
        error = done.error
        await self._again()
        if is_open or self.chosen.id == reservation_id:
            await self._show(reservation_id)
        self.host_error, self.done = {}, in_all(told) if error is None else {}
        if error is not None:
            self._say(error)

    def _say(self, error: PortalError) -> None:
        self._show_error(error)
        if isinstance(error, Invalid):
            self.error = in_all("staff.day.choose_both")


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _which(form: dict[str, Any]) -> dict[str, Any]:
    """Return which interview a form is about, and the revision that it showed."""
    revision = str(form.get("revision", ""))[:9]
    seen = int(revision) if revision.isascii() and revision.isdigit() else -1
    return {"reservation_id": _typed_id(form.get("interview")), "seen": seen}


def _typed_id(value: object) -> int:
    text = str(value or "")[:12]
    return known_id(int(text)) if text.isascii() and text.isdigit() else 0
