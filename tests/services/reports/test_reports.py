"""What reports count, for whom, and that the database is not asked more often for more."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from bench.replay import recorded
from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.errors import NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import DemandRefused, Offering, ProcedureVersion, Reservation, Slot
from hellowork_portal.services.reports.service import AskedReport, report_of
from hellowork_portal.services.reports.sheets import as_one_table, sheets_of
from hellowork_portal.services.reports.views import ReportLine, ReportView
from tests.factories import (
    NOW,
    Desk,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_staff,
    principal_of,
    staff_principal,
)
from tests.factories.places import kept

A, B = "13010", "HW27-001"
MONDAY, TUESDAY, OUTSIDE = date(2026, 11, 2), date(2026, 11, 3), date(2026, 12, 1)
NOVEMBER = AskedReport("2026-11-01", "2026-11-30")


@dataclass(frozen=True)
class House:
    """Two offices, one of them with a month of interviews."""

    desk: Desk
    administrator: Principal
    manager: Principal

    def report(self, who: Principal, office: str = "", asked: AskedReport = NOVEMBER) -> ReportView:
        """Draw a report."""
        return self.desk.see(report_of, principal=who, asked=asked, office_code=office, now=NOW)


class _Maker:
    """Writes slots and what became of their reservations."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._version = session.connection().scalar(select(func.max(table_of(ProcedureVersion).c.id))) or 0
        self._turn = 0

    def slot(self, offering: Offering, day: date, hour: int, states: str, **changes: Any) -> Slot:
        """A slot of ten seats, with a reservation for each letter: see STATES."""
        starts_at = at_japan(day, hour * 60)
        slot = make_slot(self._session, offering, starts_at, capacity=10, **changes)
        for letter in states.split():
            self._reservation(slot, letter)
        return slot

    def _reservation(self, slot: Slot, letter: str) -> None:
        state, ahead = _STATES[letter[0]], int(letter[1:] or 0)
        self._turn += 1
        person = make_applicant(self._session, f"p{self._turn}@example.jp")
        booked_at = at_japan(slot.on_day - timedelta(days=ahead), 30)
        facts = {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "held_at": booked_at, "state": state}
        if state not in ("held", "expired"):
            facts |= {"confirmed_at": booked_at, "number": f"N{self._turn}"}
        kept(
            self._session,
            Reservation,
            slot_id=slot.id,
            applicant_id=person.id,
            procedure_version_id=self._version,
            **facts,
        )

    def refused(self, offering: Offering, day: date, *, person: str, seen: date, slot: int = 0) -> None:
        """Somebody who opened a full day or time."""
        facts = {"person": person, "wanted_on": day, "slot_id": slot, "seen_on": seen}
        kept(self._session, DemandRefused, offering_id=offering.id, **facts)


_STATES = {
    "a": "completed", "n": "no_show", "x": "cancelled", "c": "confirmed", "w": "checked_in",
    "p": "in_progress", "h": "held", "e": "expired",
}  # fmt: skip


@pytest.fixture
def house(database_url: str) -> House:
    desk = Desk(database_url)
    return desk.do(_house, desk)


def _house(session: Session, desk: Desk) -> House:
    counselling, certification = (
        make_procedure(session),
        make_procedure(session, "certification", "certification"),
    )
    a, b = make_office(session, A), make_office(session, B, name="大阪東")
    make = _Maker(session)
    first, second = make_offering(session, a, counselling), make_offering(session, a, certification)
    there = make_offering(session, b, counselling)
    make.slot(first, MONDAY, 9, "a1 a2 n7 x3 c28 h e")
    full = make.slot(first, TUESDAY, 8, "w0 p0", taken=2)
    make.slot(second, TUESDAY, 9, "a4 x4", state="closed")
    make.slot(second, OUTSIDE, 9, "a4")
    make.slot(there, MONDAY, 10, "a5 n5")
    make.refused(first, TUESDAY, person="one", seen=MONDAY)
    make.refused(first, TUESDAY, person="one", seen=MONDAY, slot=full.id or 0)
    make.refused(first, TUESDAY, person="one", seen=TUESDAY)
    make.refused(there, MONDAY, person="one", seen=MONDAY)
    make.refused(first, OUTSIDE, person="two", seen=MONDAY)
    administrator = make_staff(session, "admin@example.jp", Role.SYSTEM_ADMINISTRATOR)
    manager = make_staff(session, "manager@example.jp", Role.OFFICE_MANAGER, a.id)
    return House(
        desk,
        staff_principal(administrator, Grant(Role.SYSTEM_ADMINISTRATOR)),
        staff_principal(manager, Grant(Role.OFFICE_MANAGER, a.id)),
    )


def figures(line: Any) -> tuple[int, ...]:
    names = ("offered", "booked", "attended", "no_show", "cancelled", "open", "refused")
    return tuple(getattr(line, name) for name in names)


def test_an_office_in_figures(house: House) -> None:
    view = house.report(house.manager, A)
    assert figures(view.total) == (21, 9, 3, 1, 2, 3, 2)
    assert (view.total.fill, view.total.no_show_rate) == ("33.3", "25.0")
    assert (view.total.lead_median, view.total.lead_p90) == ("3", "28")
    assert view.offices == []


def test_holds_and_what_lies_outside_the_days_are_not_counted(house: House) -> None:
    wider = house.report(house.manager, A, AskedReport("2026-11-01", "2026-12-01"))
    assert wider.total.attended == 4
    assert wider.total.booked == 10, "neither the hold nor the expired one"
    assert house.report(house.manager, A, AskedReport("2026-10-01", "2026-10-31")).total.offered == 0


def test_split_by_procedure_weekday_and_hour_in_japan(house: House) -> None:
    view = house.report(house.manager, A)
    assert [figures(line)[:4] for line in view.procedures] == [(20, 7, 2, 1), (1, 2, 1, 0)]
    assert [line.name["en"] for line in view.weekdays] == ["Monday", "Tuesday"]
    assert [figures(line) for line in view.weekdays] == [(10, 5, 2, 1, 1, 1, 0), (11, 4, 1, 0, 1, 2, 2)]
    assert [line.name["ja"] for line in view.hours] == ["8時台", "9時台"]
    assert [line.refused for line in view.hours] == [1, 0]


def test_days_ahead_are_days_of_the_calendar_in_japan(house: House) -> None:
    counts = [line.count for line in house.report(house.manager, A).leads]
    assert counts == [2, 3, 3, 0, 0, 1, 0]


def test_days_ahead_are_given_by_procedure_weekday_hour_and_office(house: House) -> None:
    def leads(lines: list[ReportLine]) -> list[tuple[str, str]]:
        return [(line.lead_median, line.lead_p90) for line in lines]

    view = house.report(house.manager, A)
    assert leads(view.procedures) == [("2", "28"), ("4", "4")]
    assert leads(view.weekdays) == [("3", "28"), ("0", "4")], "Monday 1 2 3 7 28, Tuesday 0 0 4 4"
    assert leads(view.hours) == [("0", "0"), ("4", "28")], "8 o'clock 0 0, 9 o'clock 1 2 3 4 4 7 28"
    assert leads(house.report(house.administrator).offices) == [("3", "28"), ("5", "5")]
    assert leads(house.report(house.administrator).hours)[-1] == ("5", "5"), "10 o'clock, of the other office"


def test_where_nobody_booked_there_are_no_days_ahead(house: House) -> None:
    view = house.report(house.manager, A, AskedReport("2026-12-02", "2026-12-31"))
    assert (view.total.lead_median, view.weekdays, view.hours) == ("–", [], [])


def test_a_report_of_one_procedure(house: House) -> None:
    (choice, *_) = house.report(house.manager, A).procedure_choices
    asked = AskedReport("2026-11-01", "2026-11-30", choice.id)
    assert figures(house.report(house.manager, A, asked).total)[:2] == (20, 7)
    for unknown in (f"{int(choice.id)}000000", "x", "-1", "9" * 30):
        nothing = house.report(house.manager, A, AskedReport("2026-11-01", "2026-11-30", unknown))
        assert figures(nothing.total) == (0,) * 7


def test_administrators_compare_offices_in_any_order(house: House) -> None:
    view = house.report(house.administrator)
    assert [(line.code, line.booked) for line in view.offices] == [(A, 9), (B, 2)]
    assert figures(view.total) == (31, 11, 4, 2, 2, 3, 3)
    by_no_show = AskedReport("2026-11-01", "2026-11-30", sort="no_show")
    assert [line.code for line in house.report(house.administrator, asked=by_no_show).offices] == [B, A]
    far = AskedReport("2026-11-01", "2026-11-30", sort="'; DROP", page="99")
    assert house.report(house.administrator, asked=far).page == 1


def test_managers_see_their_own_office_alone_and_others_nothing(house: House) -> None:
    (office,) = house.manager.offices_as(Role.OFFICE_MANAGER)
    counsellor = Principal(PrincipalKind.STAFF, 9, grants=frozenset({Grant(Role.COUNSELLOR, office)}))
    designer = Principal(PrincipalKind.STAFF, 9, grants=frozenset({Grant(Role.POLICY_DESIGNER)}))
    refused = [(house.manager, B), (house.manager, ""), (house.manager, "nowhere")]
    refused += [(who, code) for who in (counsellor, designer) for code in ("", A)]
    for who, code in refused:
        with pytest.raises(NotAllowed):
            house.report(who, code)
    for stranger in (Principal(), principal_of(house.desk.do(make_applicant, "z@example.jp"))):
        with pytest.raises(SignInNeeded):
            house.report(stranger, A)
    assert house.report(house.administrator, B).total.booked == 2


def test_files_have_every_office_and_every_day_with_real_numbers(house: House) -> None:
    sheets = house.desk.see(sheets_of, principal=house.administrator, asked=NOVEMBER, now=NOW)
    tables = {sheet.title: sheet for sheet in sheets}
    assert len(tables["ハローワーク別"].rows) == 2
    day, *values = tables["日別"].rows[0]
    assert day == MONDAY
    assert values[:3] == [20, 7, 30.0]
    for title, (median, most) in {"日別": (5, 28), "曜日別": (5, 28), "時間帯別": (0, 0)}.items():
        assert tables[title].rows[0][-2:] == [median, most]
    table = as_one_table(sheets, "ja")
    assert {len(row) for row in table} == {13}
    assert table[0][:3] == ["分け方", "名前", "席"]
    assert [row[0] for row in table[1:4]] == ["全体", "ハローワーク別", "ハローワーク別"]
    with pytest.raises(NotAllowed):
        house.desk.see(sheets_of, principal=house.manager, asked=NOVEMBER, now=NOW)


def test_however_much_there_is_the_database_is_asked_as_often(house: House) -> None:
    asked = []
    for who, office in ((house.manager, A), (house.administrator, "")):
        with recorded(house.desk.url) as statements:
            house.report(who, office)
        asked.append([one.head.partition(" ")[0] for one in statements])
    assert {len(one) for one in asked} == {5}
    assert {head for one in asked for head in one} <= {"SELECT", "WITH"}
