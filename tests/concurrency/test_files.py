"""The last file of a case, sent from many tabs at once: one comes in; without the case's lock all do."""

from functools import partial
from typing import Any

import pytest
from sqlmodel import Session, select

from hellowork_portal.kit.settings import settings
from hellowork_portal.models import Attachment
from hellowork_portal.services.attachments import service
from hellowork_portal.services.attachments.rules import OwnerKind
from hellowork_portal.services.attachments.service import StoredFile
from tests.concurrency.herd import at_once, outcome
from tests.concurrency.test_controls import TABS, meeting_point
from tests.factories import NOW
from tests.services.attachments.conftest import Case, case

__all__ = ["case"]


def send_all(case: Case) -> list[Any]:
    """Fill the case up to the last file, then send TABS others; return what each tab was told."""
    most = settings().files.most_per_case
    for turn in range(most - 1):
        assert case.attach(f"before{turn}")
    named = {"principal": case.owner, "kind": OwnerKind.APPLICATION, "case_id": case.id, "now": NOW}
    files = [
        StoredFile(f"{turn}".ljust(40, "f"), "x.pdf", "application/pdf", 1, 1, f"tab{turn}")
        for turn in range(TABS)
    ]
    return at_once([partial(outcome, service.attach, file=file, **named) for file in files])


def test_the_last_file_comes_in_once(case: Case) -> None:
    told = send_all(case)
    assert sorted(told, key=str) == [True, *["attachment_too_many"] * (TABS - 1)]
    assert len(case.rows(Attachment)) == settings().files.most_per_case


def test_without_the_cases_lock_all_come_in_on_postgresql(
    case: Case,
    dialect: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: behind SQLite's one writer the same unguarded code is safe."""
    found, counted = service.own_case, service._check_room
    with meeting_point(is_met=dialect == "postgresql") as wait:

        def unlocked(session: Session, *args: Any, lock: bool = False) -> Any:
            return found(session, *args)

        def check_room(session: Session, *args: Any) -> None:
            counted(session, *args)
            if len(session.exec(select(Attachment.id)).all()) >= settings().files.most_per_case - 1:
                wait()

        monkeypatch.setattr(service, "own_case", unlocked)
        monkeypatch.setattr(service, "_check_room", check_room)
        told = send_all(case)
    assert told.count(True) == (1 if dialect == "sqlite" else TABS)
