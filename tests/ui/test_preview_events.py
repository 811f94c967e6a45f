"""A change with people in it over events: decided, overtaken, taken back; whose names are read is kept."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    AuditEntry,
    Mode,
    Offering,
    Reservation,
    ScheduleChange,
    ScheduleDraft,
    Slot,
    StaffRole,
)
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.services.reservations.rules import new_number
from hellowork_portal.ui.staff.schedule.days_state import DaysState
from hellowork_portal.ui.staff.schedule.preview_state import PreviewState
from tests.factories import NOW, give_role, make_applicant, make_template, principal_of
from tests.ui.staff_house import A, B, StaffHouse

NAME, LATE = "被害 花子", "後藤 遅子"
CLOSING = {"valid_from": "2026-12-02", "reason_ja": "設備点検のため"}
VIEWED = "schedule.stranded_viewed"
Step = tuple[Callable[[], Awaitable[None]]]


class Screen:
    """The manager's change in one tab; `draft` is in the address once it is known."""

    def __init__(self, house: StaffHouse) -> None:
        self.house, self.query = house, {"office": A}
        self.cookie = house.enter(house.manager)
        self.seen: list[Any] = []
        self.confirm(house.hold)
        house.desk.do(self._plan)

    def _plan(self, db: Any) -> None:
        """The one slot of the house comes from a week: a Wednesday's half-hour at ten."""
        offering = db.get_one(Offering, self.house.desk.rows(Slot)[0].offering_id)
        offering.mode = Mode.TELEPHONE
        make_template(db, offering, weekday=2, from_minute=600, to_minute=635, seats=5)

    def confirm(self, hold: int) -> None:
        row = table_of(Reservation)
        said = {"state": "confirmed", "number": new_number(), "confirmed_at": NOW}
        self.house.desk.do(
            lambda db: db.connection().execute(update(row).where(row.c.id == hold).values(**said))
        )

    def book(self) -> int:
        """Somebody new books the day's time."""
        desk = self.house.desk
        who = principal_of(desk.do(make_applicant, "late@example.jp", name=LATE))
        hold = desk.do(hold_seat, principal=who, slot_id=desk.rows(Slot)[0].id, now=NOW)
        self.confirm(hold)
        return hold

    def send(self, handler: str, tab: str = "tab", state: Any = PreviewState, **payload: Any) -> Step:
        """From another page of the office: on its own, the framework would open the change by itself."""
        name = f"{state.get_full_name()}.{handler}"
        return (lambda: self.house.deliver(tab, name, payload, self.cookie, routes.STAFF, self.query),)

    def close_the_day(self) -> tuple[Step, Step]:
        return self.send("show", "days", DaysState, form=CLOSING), self.learn()

    def learn(self) -> Step:
        async def write() -> None:
            self.query["draft"] = str(self.house.desk.rows(ScheduleDraft)[-1].id)
            self.house.wire.sent.clear()

        return (write,)

    def look(self, tab: str = "tab") -> Step:
        """Keep what the tab shows: undecided, decisions, differences, whether it is done."""

        async def keep() -> None:
            state = await (await self.house.staff_state_of(tab)).get_state(PreviewState)
            words = [one.decision for one in state.view.stranded]
            self.seen.append((state.view.undecided, words, len(state.difference), state.is_done))

        return (keep,)

    def late(self) -> Step:
        async def come() -> None:
            self.book()

        return (come,)

    def entries(self) -> list[int]:
        return [one.details["seen"] for one in self.house.desk.rows(AuditEntry, action=VIEWED)]


@pytest.fixture
def screen(house: StaffHouse) -> Screen:
    return Screen(house)


def test_people_are_decided_on_and_the_closure_is_taken_back_with_their_time(screen: Screen) -> None:
    house, first = screen.house, screen.house.hold
    second, slots = screen.book(), list[Any]()

    def note() -> Step:
        async def keep() -> None:
            slots.append((house.desk.rows(Slot)[0].state, house.desk.rows(Slot)[0].taken))

        return (keep,)

    house.run(
        *screen.close_the_day(), screen.send("open"), screen.look(),
        screen.send("decide", reservation_id=first, value="keep"), screen.look(),
        screen.send("decide", reservation_id=second, value="nonsense"),
        screen.send("decide", reservation_id=second, value="more"), screen.look(),
        screen.send("decide_all", what="nonsense"), screen.look(),
        screen.send("decide_all", what="keep"), screen.look(),
        screen.send("turn", first=50), screen.look(),
        screen.send("apply", form={}), screen.look(), note(),
        screen.send("undo"), screen.learn(), screen.send("open"), screen.send("apply", form={}), note(),
    )  # fmt: skip
    assert house.faults == []
    waiting = (1, ["keep", ""], 0, False)
    decided = (0, ["keep", "keep"], 0, False)
    assert screen.seen[:6] == [(2, ["", ""], 0, False), waiting, waiting, waiting, decided, decided]
    assert screen.seen[6][3], "done"
    assert screen.entries() == [2], "whose names were read once is not counted again"
    assert slots == [("closed", 2), ("open", 2)]
    assert [row.undone_at is not None for row in house.desk.rows(ScheduleChange)] == [True, False]


@pytest.mark.parametrize("handler", ["decide", "decide_all", "turn", "apply"])
def test_a_tab_that_was_never_opened_records_whom_it_shows(screen: Screen, handler: str) -> None:
    payload: dict[str, Any] = {
        "decide": {"reservation_id": screen.house.hold, "value": "keep"},
        "decide_all": {"what": "keep"},
        "turn": {"first": 0},
        "apply": {"form": {}},
    }[handler]
    screen.house.run(*screen.close_the_day(), screen.send(handler, "forgetful", **payload))
    assert screen.house.faults == []
    assert NAME in screen.house.wire.text
    assert screen.entries() == [1]
    assert screen.house.desk.rows(ScheduleChange) == [], "and nothing is applied unseen"


def test_a_preview_that_was_overtaken_says_so_and_records_the_new_name(screen: Screen) -> None:
    house = screen.house
    house.run(
        *screen.close_the_day(), screen.send("open"),
        screen.send("decide", reservation_id=house.hold, value="keep"),
        screen.late(), screen.send("apply", form={}), screen.look(),
        screen.send("apply", form={}), screen.look(),
        screen.send("decide_all", what="keep"), screen.send("apply", form={}), screen.look(),
    )  # fmt: skip
    assert house.faults == []
    assert LATE in house.wire.text
    overtaken, undecided, done = screen.seen
    assert overtaken[:2] == undecided[:2] == (1, ["keep", ""]), "what was decided is still there"
    assert (overtaken[2], overtaken[3], undecided[3], done[3]) == (1, False, False, True)
    assert screen.entries() == [1, 1]


def test_nobody_else_decides_on_the_change(screen: Screen) -> None:
    house = screen.house
    office_b = house.desk.row(StaffRole, staff_member_id=house.other).office_id
    house.desk.do(give_role, house.other, Role.OFFICE_MANAGER, office_b)
    drafts, steps = list[Any](), list[Step]()

    async def note() -> None:
        drafts.append(house.desk.row(ScheduleDraft))

    def become(who: int, office: str) -> Step:
        async def change() -> None:
            screen.cookie, screen.query["office"] = house.enter(who), office

        return (change,)

    for who, office in ((house.other, B), (house.other, A), (house.counsellor, A)):
        tab = f"{who}-{office}"
        steps += [
            become(who, office),
            screen.send("decide", tab, reservation_id=house.hold, value="keep"),
            screen.send("decide_all", tab, what="cancel"),
            screen.send("turn", tab, first=0),
            screen.send("undo", tab),
        ]
    house.run(*screen.close_the_day(), (note,), *steps, (note,))
    assert house.faults == []
    assert NAME not in house.wire.text
    assert drafts[0] == drafts[1]
    assert screen.entries() == []
