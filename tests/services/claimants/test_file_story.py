"""What a file, the office or its calendar has changed about a person is told on their record alone."""

from typing import Any

import pytest

from hellowork_portal.models import AuditEntry
from hellowork_portal.services.claimants.records import claimant_view
from tests.factories import NOW
from tests.services.claimants.conftest import HANAKO, TARO, Counter


def story(counter: Counter, claimant_id: int) -> list[Any]:
    given = {"principal": counter.counsellor, "claimant_id": claimant_id}
    return counter.do(claimant_view, now=NOW, **given).history


def said(line: Any) -> dict[str, tuple[str, str]]:
    return {one.label["ja"]: (one.was.get("ja", ""), one.value["ja"]) for one in line.told}


@pytest.fixture
def hanako(counter: Counter) -> int:
    counter.bring(HANAKO, TARO)
    return counter.claimants()[0].id


def test_each_record_of_a_file_has_an_entry_that_names_nobody(counter: Counter, hanako: int) -> None:
    entries = counter.rows(AuditEntry, action="claimant.made_by_file")
    assert [entry.subject_id for entry in entries] == [one.id for one in counter.claimants()]
    assert "花子" not in str([entry.details for entry in entries])
    (line,) = story(counter, hanako)
    assert said(line)["氏名"] == ("", "職安 花子")
    assert line.details == []


def test_what_a_file_changes_is_told_with_before_and_after(counter: Counter, hanako: int) -> None:
    counter.bring(
        HANAKO.replace("ショクアン ハナコ", "ショクアン カコ").replace("2027-01-05", "2027-01-06"), TARO
    )
    (entry,) = counter.rows(AuditEntry, action="claimant.changed_by_file")
    assert entry.subject_id == hanako
    told = said(story(counter, hanako)[0])
    assert told == {
        "フリガナ": ("ショクアン ハナコ", "ショクアン カコ"),
        "これからの認定日": ("2026-12-08, 2027-01-05", "2026-12-08, 2027-01-06"),
    }
