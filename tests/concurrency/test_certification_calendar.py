"""Managers who change one calendar at once: one change holds, the others are told to look again."""

from functools import partial
from threading import Barrier
from typing import Any

import pytest

from hellowork_portal.kit.sql import is_sqlite
from hellowork_portal.models import AuditEntry, CertificationDate, Claimant
from hellowork_portal.services.certifications import calendar
from hellowork_portal.services.certifications.calendar_rules import Generate, MoveDay
from tests.concurrency.herd import at_once, outcome
from tests.factories import NOW
from tests.services.certifications.conftest import OFFICE, TUESDAY_1, Bureau, bureau, weeks

__all__ = ["bureau"]
LATER = weeks(8)


def changed_at_once(bureau: Bureau, managers: int) -> list[Any]:
    """Let managers move the same day, all of them having seen it as it was."""
    given = {"principal": bureau.manager, "office_code": OFFICE, "now": NOW}
    made = bureau.do(calendar.preview, change=Generate(2026), **given)
    said = {"fingerprint": made.fingerprint, "decisions": {}}
    bureau.do(calendar.apply, change=Generate(2026), **said, **given)
    bureau.claimant("hanako@example.jp", LATER, **TUESDAY_1)
    works = []
    for turn in range(managers):
        change = MoveDay(LATER, weeks(8).replace(day=LATER.day + 1 + turn % 2))
        seen = bureau.do(calendar.preview, change=change, **given)
        said = {"change": change, "fingerprint": seen.fingerprint, "decisions": {}}
        works.append(partial(outcome, calendar.apply, **said, **given))
    return at_once(works)


def test_of_managers_who_move_a_day_at_once_one_does_and_the_others_are_told(bureau: Bureau) -> None:
    told = changed_at_once(bureau, 8)
    assert [one for one in told if isinstance(one, str)] == ["staff_calendar_preview_stale"] * 7
    assert len(bureau.rows(AuditEntry, action="certification.calendar_changed")) == 2
    moved = bureau.row(CertificationDate, cycle_on=LATER).on_day
    (claimant,) = bureau.rows(Claimant)
    assert moved in bureau.days(claimant.id)
    assert LATER not in bureau.days(claimant.id)


def test_without_the_offices_lock_two_managers_change_over_each_other(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, write = Barrier(2), calendar._write
    alone = bureau.see(is_sqlite)

    def late(session: Any, *args: Any) -> None:
        if not alone and len(bureau.rows(CertificationDate)) > 0:
            gate.wait(30)
        write(session, *args)

    monkeypatch.setattr(calendar, "lock_office", lambda *_: None)
    monkeypatch.setattr(calendar, "_write", late)
    monkeypatch.setattr(calendar, "lock_people", lambda *_: None)
    told = changed_at_once(bureau, 2)
    done = [one for one in told if not isinstance(one, str)]
    assert len(done) == (1 if alone else 2)
