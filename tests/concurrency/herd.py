"""Many people at once: in threads, and in processes of threads."""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier, Event
from typing import Any

import pytest
from sqlalchemy import bindparam, update
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Offering, Slot
from hellowork_portal.services.reservations import confirmation, holds
from tests.factories import (
    NOW,
    Desk,
    at,
    make_applicant,
    make_host,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_template,
)

THREADS = 24
_SLOT = table_of(Slot)
TAKE_ANY_SEAT = update(_SLOT).where(_SLOT.c.id == bindparam("wanted_slot")).values(taken=_SLOT.c.taken + 1)
"""For controls: takes a seat whether or not its time is closed."""
ANSWERS = {"wish": "a talk"}
Result = str | int


def outcome(command: Callable[..., Result], **args: Any) -> Result:
    """Run a command as the portal does; return its value, or the code of its error."""
    try:
        return runtime.run_now(command, **args)
    except PortalError as error:
        return error.code


def at_once(works: Sequence[Callable[[], Result]], threads: int = THREADS) -> list[Result]:
    """Run all, as many at a time as there are threads, the first ones starting together."""
    gate = Barrier(min(threads, len(works)))

    def run(turn: int) -> Result:
        if turn < gate.parties:
            gate.wait(30)
        return works[turn]()

    with ThreadPoolExecutor(gate.parties) as pool:
        return list(pool.map(run, range(len(works))))


def hold_all(people: Sequence[int], slots: Sequence[int]) -> list[Result]:
    """Let person after person hold slot after slot, all at once."""
    return at_once(
        [
            lambda who=who, slot=slot: outcome(
                holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW
            )
            for who, slot in zip(people, slots, strict=True)
        ]
    )


def confirm_all(people: Sequence[int], hold_ids: Sequence[int], now: Any = NOW) -> list[Result]:
    """Let everybody press 「申込み」 at once."""
    return at_once(
        [
            lambda who=who, hold=hold: outcome(
                confirmation.confirm_reservation, principal=signed_in(who), hold_id=hold, now=now
            )
            for who, hold in zip(people, hold_ids, strict=True)
        ]
    )


def in_processes(people: Sequence[int], slots: Sequence[int], processes: int = 2) -> list[Result]:
    """Spread `hold_all` over processes of their own, each with its own engine and locks."""
    shares = [(people[turn::processes], slots[turn::processes]) for turn in range(processes)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        results = pool.starmap(hold_all, shares, chunksize=1)
    return [result for share in results for result in share]


def signed_in(applicant_id: int) -> Principal:
    """The person, signed in."""
    return Principal(PrincipalKind.APPLICANT, applicant_id)


def noting_when_called(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> Event:
    """Return what tells that a function of a module was called, before it does its work."""
    is_called, work = Event(), getattr(module, name)

    def note(*given: Any, **named: Any) -> Any:
        is_called.set()
        return work(*given, **named)

    monkeypatch.setattr(module, name, note)
    return is_called


def codes(results: Sequence[Result]) -> Counter[str]:
    """Count errors by code, and whatever was no error as `done`."""
    return Counter(result if isinstance(result, str) and result.islower() else "done" for result in results)


@dataclass(frozen=True)
class Town(Desk):
    """An offering with a host, and as many people and slots as a test wants."""

    offering: Offering

    def people(self, number: int) -> list[int]:
        """Make people and return their ids."""

        def make(session: Session) -> list[int]:
            mails = [f"person{turn}@example.jp" for turn in range(number)]
            return [ids(make_applicant(session, mail)) for mail in mails]

        return self.do(make)

    def slots(self, number: int, **changes: Any) -> list[int]:
        """Make slots that do not overlap, from tomorrow on, and return their ids."""

        def make(session: Session) -> list[int]:
            times = [at(1 + turn // 14, f"{9 + turn % 14 // 2}:{turn % 2 * 30:02}") for turn in range(number)]
            return [ids(make_slot(session, self.offering, time, **changes)) for time in times]

        return self.do(make)

    def fill_in(self, who: int, hold_id: int) -> None:
        """Agree to the terms and fill the form in."""
        given = {"principal": signed_in(who), "hold_id": hold_id, "now": NOW}
        self.do(holds.agree_terms, **given)
        self.do(holds.keep_draft, typed=ANSWERS, **given)


def ids(row: Any) -> int:
    """Return a row's id, which it has by now."""
    assert row.id is not None
    return row.id


def make_town(url: str) -> Town:
    """Make an office that offers counselling with one host of two lanes."""

    def make(session: Session) -> Offering:
        offering = make_offering(session, make_office(session), make_procedure(session))
        make_template(session, offering)
        make_host(session, offering, lanes=2)
        return offering

    return Town(url, Desk(url).do(make))
