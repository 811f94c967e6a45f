"""The quarantine: a scanner that is fine, that says no, that is away; and what the tidying takes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hellowork_portal.adapters.disk_files import DiskFiles
from hellowork_portal.jobs import files
from hellowork_portal.jobs.kinds import GiveUp, RetryAt, Tools
from hellowork_portal.jobs.registry import FAMILIES
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.models import (
    ApplicationState,
    Attachment,
    AttachmentState,
    Job,
    JobState,
)
from hellowork_portal.ports.file_scanner import ScannerAway
from hellowork_portal.ports.file_store import FileMissing
from hellowork_portal.services.attachments import service
from tests.factories import NOW
from tests.integration.jobs.families import Nowhere, Watch
from tests.services.attachments.conftest import Case, case  # noqa: F401

FILE = next(family for family in FAMILIES if family.name == "file")


class Scanner:
    """Says what it is told to say, and remembers what it was shown."""

    def __init__(self, answer: bool | Exception = True) -> None:
        self.answer, self.seen = answer, list[bytes]()

    def is_clean(self, content: bytes) -> bool:
        self.seen.append(content)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def store(tmp_path: Path) -> DiskFiles:
    return DiskFiles(tmp_path / "kept")


def tools(case: Case, store: DiskFiles, scanner: Any, watch: Watch | None = None) -> Tools:  # noqa: F811
    nowhere: Any = Nowhere()
    return Tools(case.url, watch or Watch(NOW), nowhere, nowhere, store, scanner)


def added(case: Case, store: DiskFiles, content: bytes = b"paper") -> str:  # noqa: F811
    key = store.put(content)
    assert case.attach(content.hex(), key=key)
    return key


def state(case: Case) -> str:  # noqa: F811
    return case.row(Attachment).state


@pytest.mark.parametrize(("answer", "after", "is_kept"), [(True, "clean", True), (False, "refused", False)])
def test_the_scanners_word_decides_and_what_it_refuses_is_deleted(
    case: Case,  # noqa: F811
    store: DiskFiles,
    answer: bool,
    after: str,
    is_kept: bool,
) -> None:
    key, scanner = added(case, store), Scanner(answer)
    runner = Runner(FILE, tools(case, store, scanner))
    assert state(case) == AttachmentState.QUARANTINED
    while runner.run_once():
        pass
    assert (state(case), scanner.seen) == (after, [b"paper"])
    if is_kept:
        assert store.get(key) == b"paper"
    else:
        with pytest.raises(FileMissing):
            store.get(key)


def test_while_the_scanner_is_away_a_file_waits_hidden_and_loses_nothing(
    case: Case,  # noqa: F811
    store: DiskFiles,
) -> None:
    added(case, store)
    watch, scanner = Watch(NOW), Scanner(ScannerAway("refused"))
    runner = Runner(FILE, tools(case, store, scanner, watch))
    for _ in range(30):
        runner.run_once()
        watch.pass_by(minutes=11)
    waiting = case.row(Job, kind="file.scan")
    assert (waiting.state, waiting.error) == (JobState.READY, "scanner_away refused")
    assert state(case) == AttachmentState.QUARANTINED
    scanner.answer = True
    runner.run_once()
    assert state(case) == AttachmentState.CLEAN


def claim(case: Case) -> Any:  # noqa: F811
    return case.row(Job, kind="file.scan")


def test_a_file_that_was_taken_back_is_not_shown_to_the_scanner(case: Case, store: DiskFiles) -> None:  # noqa: F811
    added(case, store)
    its, scanner = case.row(Attachment).id, Scanner()
    case.do(service.remove, principal=case.owner, attachment_id=its, now=NOW)
    files.scan(claim(case), tools(case, store, scanner))
    assert scanner.seen == []


def test_a_file_that_is_missing_is_told_to_staff(case: Case, store: DiskFiles) -> None:  # noqa: F811
    store.delete(added(case, store))
    with pytest.raises(GiveUp, match="file_missing"):
        files.scan(claim(case), tools(case, store, Scanner()))
    assert state(case) == AttachmentState.QUARANTINED


def test_an_away_scanner_is_asked_again_later(case: Case, store: DiskFiles) -> None:  # noqa: F811
    added(case, store)
    with pytest.raises(RetryAt) as again:
        files.scan(claim(case), tools(case, store, Scanner(ScannerAway("timeout"))))
    assert again.value.when > NOW


def test_the_tidying_takes_what_no_case_has_and_leaves_the_rest(case: Case, store: DiskFiles) -> None:  # noqa: F811
    ours, stray = added(case, store), store.put(b"of a crash")
    soon = Watch(NOW.replace(year=2100))
    case.change(saved_at=soon())
    files.tidy(claim(case), tools(case, store, Scanner(), soon))
    assert store.get(ours) == b"paper"
    with pytest.raises(FileMissing):
        store.get(stray)


@pytest.mark.parametrize(
    ("changes", "years", "goes"),
    [
        ({"state": ApplicationState.CERTIFIED, "decided_at": NOW}, 4.9, False),
        ({"state": ApplicationState.CERTIFIED, "decided_at": NOW}, 5.1, True),
        ({"state": ApplicationState.WITHDRAWN, "saved_at": NOW}, 5.1, True),
        ({"state": ApplicationState.IN_REVIEW, "saved_at": NOW}, 4.9, False),
        ({"state": ApplicationState.IN_REVIEW, "saved_at": NOW}, 5.1, True),
        ({"saved_at": NOW}, 0.2, False),
        ({"saved_at": NOW}, 0.3, True),
    ],
)
def test_files_go_when_their_time_is_over(
    case: Case,  # noqa: F811
    store: DiskFiles,
    changes: dict[str, Any],
    years: float,
    goes: bool,
) -> None:
    added(case, store)
    case.change(**changes)
    later = Watch(NOW + timedelta(days=366 * years))
    files.tidy(claim(case), tools(case, store, Scanner(), later))
    assert bool(case.jobs("file.forget")) is goes
    later.pass_by(days=31)
    files.tidy(claim(case), tools(case, store, Scanner(), later))
    assert len(case.rows(Attachment)) == (0 if goes else 1)
