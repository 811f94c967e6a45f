"""Staff's pages as they are met: whose list is shown, for whom one invites, what there is to do."""

from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.words import in_all
from hellowork_portal.models import StaffRole
from hellowork_portal.ui.staff.home.state import StaffHomeState
from hellowork_portal.ui.staff.people.state import PeopleState
from tests.factories import give_role, make_staff
from tests.ui.staff_house import A, B, StaffHouse

PEOPLE, NEW = PeopleState.get_full_name(), "new@example.jp"
Query = dict[str, str]


def as_administrator(house: StaffHouse, *steps: tuple[str, dict[str, Any], Query]) -> Any:
    """Send events of the page (handler, payload, query); return what its state then holds."""
    by = house.desk.do(make_staff, "admin@example.jp", Role.SYSTEM_ADMINISTRATOR, None, name="管理 花子")
    cookie, held = house.enter(by.id or 0), list[Any]()

    async def look() -> None:
        held.append(await (await house.staff_state_of("tab")).get_state(PeopleState))

    def send(handler: str, payload: dict[str, Any], query: Query) -> tuple[Any, ...]:
        name = f"{PEOPLE}.{handler}"
        return ((lambda: house.deliver("tab", name, payload, cookie, routes.STAFF_PEOPLE, query)),)

    house.run(*[send(*step) for step in steps], (look,))
    assert house.faults == []
    return held[0]


def inviting(role: Role, mail: str = NEW) -> dict[str, Any]:
    return {"form": {"mail_address": mail, "role": role.value}}


@pytest.mark.parametrize("code", ["HW99-999", "あ" * 300, "' OR 1=1"])
def test_an_office_that_is_not_there_shows_nobody_and_says_so(house: StaffHouse, code: str) -> None:
    page = as_administrator(house, ("open", {}, {"office": A}), ("open", {}, {"office": code}))
    assert (page.is_unknown, page.is_loaded, page.view.members, page.view.grantable) == (True, False, [], [])
    assert page.error == in_all("staff.people.unknown")
    assert [office.code for office in page.offices] == [A, B], "and those to choose from"


def test_a_system_administrator_chooses_an_office_before_anybodys_list_is_shown(house: StaffHouse) -> None:
    page = as_administrator(house, ("open", {}, {}))
    assert (page.is_choosing, page.is_loaded, page.view.members) == (True, True, [])
    assert [office.code for office in page.offices] == [A, B]


def test_roles_for_the_whole_country_are_shown_where_they_are_asked_for(house: StaffHouse) -> None:
    page = as_administrator(house, ("open", {}, {}), ("open", {}, {"scope": "national"}))
    assert (page.is_choosing, [one.mail_address for one in page.view.members]) == (
        False,
        ["admin@example.jp"],
    )


@pytest.mark.parametrize("role", list(Role))
def test_nobody_is_invited_to_an_office_that_is_not_there(house: StaffHouse, role: Role) -> None:
    before = house.desk.rows(StaffRole)
    page = as_administrator(house, ("invite", inviting(role), {"office": "HW99-999"}))
    assert len(house.desk.rows(StaffRole)) == len(before) + 1, "the administrator's own"
    assert page.is_unknown
    assert page.done == {}


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.SYSTEM_ADMINISTRATOR, {"office": A}),
        (Role.POLICY_DESIGNER, {"office": A}),
        (Role.COUNSELLOR, {"scope": "national"}),
    ],
)
def test_a_role_that_the_place_does_not_have_is_given_to_nobody(
    house: StaffHouse, role: Role, place: Query
) -> None:
    page = as_administrator(house, ("open", {}, place), ("invite", inviting(role), place))
    assert house.desk.jobs("mail") == []
    assert set(page.field_errors) == {"office"}


@pytest.mark.parametrize("place", [{"office": A}, {"office": "HW99-999"}, {"scope": "national"}, {}])
def test_a_search_keeps_whose_list_is_shown(house: StaffHouse, place: Query) -> None:
    as_administrator(house, ("open", {}, place), ("find", {"form": {"q": "大阪"}}, place))
    assert house.wire.redirects() == [routes.with_query(routes.STAFF_PEOPLE, **place, q="大阪")]


def test_offices_found_stand_beside_the_list_that_was_shown(house: StaffHouse) -> None:
    page = as_administrator(house, ("open", {}, {"office": A, "q": "大阪"}))
    assert [office.code for office in page.offices] == [B]
    assert (page.view.office_code, page.asked_office, page.asked_scope) == (A, A, "")
    assert page.view.grantable == ["counsellor", "office_manager"]


@pytest.mark.parametrize(
    ("mail", "place", "role", "told"),
    [
        (
            NEW,
            {"office": B},
            Role.COUNSELLOR,
            ("new@example.jp に、「大阪東（", "の相談員」への招待", "72時間"),
        ),
        (NEW, {"scope": "national"}, Role.POLICY_DESIGNER, ("「全国の制度担当」への招待", "72時間")),
        (
            "counsellor@example.jp",
            {"office": B},
            Role.OFFICE_MANAGER,
            ("相談 太郎（counsellor@example.jp） に、「大阪東（", "の所長・統括」の権限を加え", "今から"),
        ),
    ],
)
def test_the_message_says_who_has_what_where_and_what_has_happened(
    house: StaffHouse, mail: str, place: Query, role: Role, told: tuple[str, ...]
) -> None:
    page = as_administrator(house, ("open", {}, place), ("invite", inviting(role, mail), place))
    assert [part for part in told if part not in page.done["ja"]] == []
    assert ("72時間" in page.done["ja"]) != ("今から" in page.done["ja"]), "one case, not both"
    assert ("72 hours" in page.done["en"]) == ("72時間" in page.done["ja"])


@pytest.mark.parametrize(
    ("roles", "is_told"),
    [
        ([(Role.COUNSELLOR, True)], False),
        ([(Role.POLICY_DESIGNER, False)], True),
        ([(Role.COUNSELLOR, True), (Role.OFFICE_MANAGER, True)], False),
        ([(Role.SYSTEM_ADMINISTRATOR, False)], False),
    ],
)
def test_whose_roles_open_no_screen_is_told_so_at_home(
    house: StaffHouse, roles: list[tuple[Role, bool]], is_told: bool
) -> None:
    office = house.desk.rows(StaffRole)[0].office_id
    (first, here), *more = roles
    who = house.desk.do(make_staff, "who@example.jp", first, office if here else None).id or 0
    for role, is_here in more:
        house.desk.do(give_role, who, role, office if is_here else None)
    cookie, told = house.enter(who), list[bool]()

    async def come() -> None:
        await house.deliver("tab", f"{StaffHomeState.get_full_name()}.open", {}, cookie, routes.STAFF, {})
        told.append((await (await house.staff_state_of("tab")).get_state(StaffHomeState)).has_own_alone)

    house.run((come,))
    assert told == [is_told]
