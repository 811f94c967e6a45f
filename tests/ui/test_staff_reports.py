"""Reports and audit as their pages meet them: the address, forged events, other offices, errors kept."""

import secrets
from dataclasses import dataclass, field
from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import SYSTEM, Role
from hellowork_portal.kit.words import in_all
from hellowork_portal.models import AuditEntry
from hellowork_portal.services.audit import search
from hellowork_portal.services.audit.service import record
from hellowork_portal.ui.staff.audit.state import AuditState
from hellowork_portal.ui.staff.reports.state import ReportsState
from tests.factories import NOW, make_staff
from tests.ui.staff_house import A, B, StaffHouse

PAGES = {AuditState: routes.STAFF_AUDIT, ReportsState: routes.STAFF_REPORTS}
Query = dict[str, str]


@dataclass
class Visit:
    """Somebody (0: the manager) opens a page at a query, then sends events."""

    state: Any
    query: Query = field(default_factory=dict)
    who: int = 0
    events: tuple[tuple[str, Any], ...] = ()


def see(house: StaffHouse, *visits: Visit) -> list[Any]:
    """Make visits one after the other; return what the state of each held at its end."""
    held: list[Any] = []
    house.run(*[step for visit in visits for step in _steps(house, visit, held)])
    assert house.faults == []
    return held


def _steps(house: StaffHouse, visit: Visit, held: list[Any]) -> list[tuple[Any, ...]]:
    cookie, tab = house.enter(visit.who or house.manager), f"tab-{secrets.token_hex(4)}"

    async def look() -> None:
        held.append(await (await house.staff_state_of(tab)).get_state(visit.state))

    def send(handler: str, payload: dict[str, Any]) -> tuple[Any, ...]:
        name = f"{visit.state.get_full_name()}.{handler}"
        return ((lambda: house.deliver(tab, name, payload, cookie, PAGES[visit.state], visit.query)),)

    return [send("open", {}), *[send(*event) for event in visit.events], (look,)]


def administrator(house: StaffHouse) -> int:
    return house.desk.do(make_staff, "admin@example.jp", Role.SYSTEM_ADMINISTRATOR, None).id or 0


@pytest.mark.parametrize("state", PAGES)
def test_a_counsellor_and_a_manager_of_elsewhere_see_nothing(house: StaffHouse, state: Any) -> None:
    tries: list[tuple[int, Query]] = [
        (house.counsellor, {}),
        (house.counsellor, {"office": A}),
        (house.other, {"office": B}),
        (house.manager, {"office": B}),
    ]
    pages = see(house, *[Visit(state, query, who) for who, query in tries])
    assert [page.is_loaded for page in pages] == [False] * 4
    assert house.desk.rows(AuditEntry, action="audit.searched") == []


@pytest.mark.parametrize("state", PAGES)
def test_an_administrator_is_told_of_an_office_that_is_not_there(house: StaffHouse, state: Any) -> None:
    (page,) = see(house, Visit(state, {"office": "あ" * 300}, administrator(house)))
    assert not page.is_loaded
    assert page.error == in_all("staff.audit.unknown_office")


def test_looking_is_recorded_each_time_and_shown_to_the_next(house: StaffHouse) -> None:
    look = Visit(AuditState, {"office": A, "action": "audit"})
    first, second = see(house, look, look)
    assert len(second.found.lines) > len(first.found.lines)
    assert {line.action for line in second.found.lines} == {"audit.searched"}
    assert second.is_narrowed


def test_pages_of_the_audit_have_addresses_that_keep_what_was_asked(
    house: StaffHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PAGE", 2)
    for turn in range(3):
        house.desk.do(record, SYSTEM, "job.died", ("job", turn), now=NOW.replace(microsecond=123_457 + turn))
    who = administrator(house)
    at = (NOW.replace(microsecond=123_458)).timestamp()
    query = {"action": "job", "after": f"{at:.6f}_{house.desk.rows(AuditEntry, action='job.died')[1].id}"}
    first, second = see(house, Visit(AuditState, {"action": "job"}, who), Visit(AuditState, query, who))
    assert [line.subject_id for line in first.found.lines] == [2, 1]
    assert first.next_href == routes.with_query(routes.STAFF_AUDIT, **query)
    assert [line.subject_id for line in second.found.lines] == [0]
    assert (second.next_href, second.is_later_page) == ("", True)
    assert second.first_href == f"{routes.STAFF_AUDIT}?action=job"


@pytest.mark.parametrize("after", ["x", "nan_1", "inf_1", "1e300_1", "1_-1", "1_99999999999", "_", "1_1_1"])
def test_a_forged_place_is_the_first_page(house: StaffHouse, after: str) -> None:
    (page,) = see(house, Visit(AuditState, {"office": A, "after": after}))
    assert page.is_loaded
    assert not page.is_later_page


def test_wrong_days_keep_what_was_typed_and_say_it_at_the_box(house: StaffHouse) -> None:
    query = {"office": A, "since": "昨日", "actor": "=1+1", "actor_kind": "staff"}
    turned = {"office": A, "since": "2026-12-01", "until": "2026-11-01"}
    page, report = see(house, Visit(AuditState, query), Visit(ReportsState, turned))
    assert page.is_loaded
    assert set(page.field_errors) == {"since"}
    assert page.asked["actor"] == "=1+1"
    assert set(report.field_errors) == {"until"}
    assert (report.asked["since"], report.view.since) == ("2026-12-01", "")


@pytest.mark.parametrize(("state", "handler"), [(AuditState, "search"), (ReportsState, "show")])
def test_what_a_form_sends_goes_into_the_address_and_nothing_else(
    house: StaffHouse, state: Any, handler: str
) -> None:
    form = {"since": "2026-11-01", "until": 7, "office": B, "evil": "x", "sort": "s" * 10_000}
    see(house, Visit(state, {"office": A}, events=((handler, {"form": form}),)))
    (target,) = house.wire.redirects()
    assert target.startswith(f"{PAGES[state]}?office={A}&since=2026-11-01&until=7")
    assert "evil" not in target
    assert len(target) < 200


def test_a_report_shows_this_month_and_says_where_there_is_nothing(house: StaffHouse) -> None:
    before = {"since": "2020-01-01", "until": "2020-01-31"}
    page, empty, everywhere = see(
        house,
        Visit(ReportsState),
        Visit(ReportsState, before),
        Visit(ReportsState, {"sort": "<script>"}, administrator(house)),
    )
    assert (page.is_loaded, page.is_empty, page.is_everywhere) == (True, False, False)
    assert (page.asked["since"], page.asked["until"]) == ("2026-12-01", "2026-12-31")
    assert [one.code for one in page.view.choices if one.is_chosen] == ["this_month"]
    assert (empty.is_loaded, empty.is_empty) == (True, True)
    assert (everywhere.is_everywhere, everywhere.asked["sort"]) == (True, "booked")
    assert [line.code for line in everywhere.view.offices] == [A]
