"""Tries at a code and claims, all at once; and what happens where their locks are taken off."""

from collections.abc import Callable
from functools import partial

import pytest

from hellowork_portal import runtime
from hellowork_portal.kit.principal import GuestPass, Principal, PrincipalKind
from hellowork_portal.models import GuestAccess, Reservation
from hellowork_portal.services.guests import asking, claiming, opening, rules
from hellowork_portal.services.reservations import handing_over
from tests.concurrency.herd import Town, at_once, codes, confirm_all, hold_all, outcome
from tests.concurrency.test_controls import TABS, meeting_point
from tests.factories import NOW, assert_seats_add_up

MOST = 2
"""Counselling reservations that one person may have ahead."""


def try_all(token: str) -> list[str]:
    """Type nonsense in eight tabs at once."""

    def attempt() -> str:
        typed = {"token": token, "typed": "no code", "now": NOW}
        return runtime.run_now(opening.open_access, principal=Principal(), **typed).outcome

    return at_once([attempt] * TABS, TABS)  # type: ignore[arg-type,return-value]


def asked(town: Town) -> str:
    given = {"typed": "23456-789AB", "token": "", "mark": "", "now": NOW}
    return town.do(asking.ask_for_code, principal=Principal(), **given)


def test_eight_tabs_have_five_tries_between_them(town: Town) -> None:
    ends = try_all(asked(town))
    assert (ends.count("wrong"), ends.count("spent")) == (rules.TRIES - 1, TABS - rules.TRIES + 1)
    assert town.row(GuestAccess).tries == rules.TRIES


def test_without_the_lock_a_code_could_be_tried_for_ever(
    town: Town, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, found = asked(town), opening.found
    with meeting_point(is_met=dialect == "postgresql") as wait:

        def slow(*given: object) -> object:
            wait()
            return found(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(opening, "found", slow)
        monkeypatch.setattr(opening, "LOCKED", opening._ASKED_BY)
        ends = try_all(token)
    if dialect == "sqlite":
        assert ends.count("wrong") == rules.TRIES - 1
        return
    assert ends.count("wrong") == TABS
    assert town.row(GuestAccess).tries == 1


def claim_all(town: Town) -> list[str | int]:
    """Let one person claim eight people's reservations at once."""
    people, slots = town.people(TABS + 1), town.slots(TABS)
    held = hold_all(people[:TABS], slots)
    for who, hold in zip(people, held, strict=False):
        town.fill_in(who, int(hold))
    assert codes(confirm_all(people[:TABS], [int(hold) for hold in held])) == {"done": TABS}
    works: list[Callable[[], str | int]] = []
    for row in town.rows(Reservation, state="confirmed"):
        guest = GuestPass(1, row.id, row.applicant_id)
        who = Principal(PrincipalKind.APPLICANT, people[TABS], guest=guest)
        given = {"principal": who, "number": row.number, "now": NOW}
        works.append(partial(outcome, claiming.claim_reservation, **given))
    return at_once(works, TABS)


def mine(town: Town) -> int:
    owners = [row.applicant_id for row in town.rows(Reservation, state="confirmed")]
    return owners.count(max(owners))


def test_nobody_claims_more_than_the_rules_allow(town: Town) -> None:
    assert codes(claim_all(town)) == {"done": MOST, "too_many_reservations": TABS - MOST}
    assert mine(town) == MOST
    assert_seats_add_up(town)


def test_without_the_persons_lock_one_would_get_them_all(
    town: Town, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = handing_over.check_receiver
    with meeting_point(is_met=dialect == "postgresql") as wait:

        def slow(*given: object) -> object:
            known = check(*given)  # type: ignore[arg-type]
            wait()
            return known

        monkeypatch.setattr(handing_over, "check_receiver", slow)
        monkeypatch.setattr(claiming, "lock_person_row", lambda _session, person_id: person_id)
        claim_all(town)
    assert (mine(town) > MOST) == (dialect == "postgresql")
