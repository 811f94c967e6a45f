"""The office of the schedule's tests, and its manager at the screens."""

from dataclasses import dataclass
from typing import Any

import pytest

from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.services.schedule_drafts import applying, weeks
from hellowork_portal.services.schedule_drafts.applying import Shown
from hellowork_portal.services.schedule_drafts.views import PlanView, WeekEdit
from tests.factories import NOW, Desk, make_staff
from tests.services.schedule_changes.conftest import Bureau, _furnish, staff

MORNING = {
    "from_minute": "9:00",
    "to_minute": "12:00",
    "slot_minutes": "30",
    "buffer_minutes": "5",
    "seats": "2",
    "held_back": "0",
}


@dataclass(frozen=True)
class Screens(Bureau):
    """What a manager does at the screens of a schedule."""

    def ask(self, query: Any, who: Principal | None = None, **named: Any) -> Any:
        return self.see(query, principal=who or self.manager, office_id=self.office_id, **named)

    def act(self, command: Any, who: Principal | None = None, **named: Any) -> Any:
        return self.do(command, principal=who or self.manager, office_id=self.office_id, **named)

    def week_shown(self, day: str = "", who: Principal | None = None, offering: int = 0) -> WeekEdit:
        chosen = offering or self.offering_id
        return self.ask(weeks.week_to_edit, who, offering_id=chosen, day=day, now=NOW)

    def put(self, replaced: str = "", weekdays: Any = (0,), offering: int = 0, **typed: str) -> int:
        ticks = {f"weekday-{day}": True for day in weekdays}
        place = {"offering_id": offering or self.offering_id, "day": "", "replaced": replaced}
        return self.act(weeks.put_stretch, **place, form={**MORNING, **ticks, **typed}, now=NOW)

    def finish(self, first: str = "2026-12-07", last: str = "", offering: int = 0) -> int:
        form = {"valid_from": first, "valid_to": last}
        place = {"offering_id": offering or self.offering_id, "day": ""}
        return self.act(weeks.finish_week, **place, form=form, now=NOW)

    def shown(self, draft_id: int, **named: Any) -> Shown:
        return self.ask(applying.show_change, draft_id=draft_id, now=NOW, **named)

    def carry_out(self, draft_id: int, seen: Shown | None = None, reason: str = "設備点検") -> PlanView:
        shown = seen or self.shown(draft_id)
        form = {"reason_ja": reason}
        return self.act(applying.apply_draft, draft_id=draft_id, seen=shown.seen, form=form, now=NOW)

    def decide(self, draft_id: int, reservation_id: int, what: str, to: str = "") -> None:
        named = {"draft_id": draft_id, "reservation_id": reservation_id, "what": what, "to": to}
        self.act(applying.decide, **named)


def colleague(office_id: int) -> Principal:
    """Another manager of the same office."""
    return staff(office_id, number=8)


def counsellor(office_id: int) -> Principal:
    return staff(office_id, Role.COUNSELLOR, 9)


@pytest.fixture
def screens(database_url: str) -> Screens:
    """Two offerings with released times; member 7 is the manager, 8 another one."""
    desk = Desk(database_url)
    made = Screens(database_url, *desk.do(_furnish))
    made.release()
    for number in (7, 8):
        who = {"id": number, "name": f"職員{number}"}
        desk.do(make_staff, f"staff-{number}@example.jp", Role.OFFICE_MANAGER, made.office_id, **who)
    return made
