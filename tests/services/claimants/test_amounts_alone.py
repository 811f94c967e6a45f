"""A file with some columns alone: what it lacks stays as it is, and who loses the online right is counted."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from hellowork_portal.models import CertificationDay, ClaimantBenefit
from hellowork_portal.services.certifications.declaration_rules import findings
from hellowork_portal.services.certifications.service import context_of
from tests.factories import NOW, TODAY
from tests.services.claimants.conftest import HANAKO, HEAD, NUMBER, TARO, Counter

AMOUNTS = f"支給番号,氏名,基本手当日額,残日数\n{NUMBER},職安 花子,4946,62"


def test_an_amounts_only_file_leaves_the_online_right_birth_reading_and_days(counter: Counter) -> None:
    counter.bring(HANAKO, TARO)
    before = counter.claimants()
    kept = counter.keep(AMOUNTS)
    assert (counter.preview(kept).changed, counter.preview(kept).losing) == (1, 0)
    counter.take(kept)
    assert counter.claimants() == before
    assert counter.row(ClaimantBenefit).remaining_days == 62
    assert len(counter.rows(CertificationDay)) == 2
    assert counter.preview(counter.keep(AMOUNTS)).same == 1


def test_a_person_whom_nobody_knows_is_written_with_what_the_file_lacks_empty(counter: Counter) -> None:
    counter.take(counter.keep(AMOUNTS))
    row = counter.claimants()[0]
    assert (row.online_kind, row.born_on, row.reading, row.reading_key) == ("none", None, "", "")


@pytest.mark.parametrize(
    ("head", "cells", "losing"),
    [
        ("オンライン区分", "", 1),
        ("オンライン区分", "b", 0),
        ("オンライン終了日", "2026-12-31", 1),
        ("オンライン終了日", "2026-11-30", 1),
        ("オンライン開始日", "2026-12-05", 1),
        ("オンライン開始日", "", 0),
        ("フリガナ", "ショクアン カコ", 0),
    ],
)
def test_the_preview_counts_who_would_file_online_on_fewer_days(
    counter: Counter, head: str, cells: str, losing: int
) -> None:
    counter.bring(HANAKO, TARO)
    kept = counter.keep(f"支給番号,氏名,{head}\n{NUMBER},職安 花子,{cells}")
    assert (counter.preview(kept).changed, counter.preview(kept).losing) == (1, losing)
    counter.take(kept)
    row = counter.claimants()[0]
    assert row.born_on == date(1990, 4, 1), "of that the file says nothing"


def test_who_had_no_right_loses_none(counter: Counter) -> None:
    counter.bring(HANAKO, TARO)
    ended = HANAKO.replace("2026-11-01,,", "2026-11-01,2026-11-30,")
    assert counter.preview(counter.keep(f"{HEAD}\n{ended}")).losing == 1
    counter.bring(ended)
    assert counter.preview(counter.keep(f"{HEAD}\n{HANAKO.replace(',a,', ',,')}")).losing == 0


@pytest.mark.parametrize(
    ("head", "cells", "needed", "reason"),
    [
        ("就職困難者", "1", 1, "difficulty"),
        ("就職困難者", "0", 2, "usual"),
        ("公共職業訓練開始日", "2026-11-09", 0, "training"),
        ("公共職業訓練終了日", "2026-10-31", 2, "usual"),
    ],
)
def test_what_a_file_says_of_a_person_is_how_many_activities_they_need(
    counter: Counter, head: str, cells: str, needed: int, reason: str
) -> None:
    counter.take(counter.keep(f"支給番号,氏名,{head}\n{NUMBER},職安 花子,{cells}"))
    filed = SimpleNamespace(
        period_first=TODAY - timedelta(days=28), period_last=TODAY - timedelta(days=1),
        certification_on=TODAY, claimant_id=counter.claimants()[0].id, applicant_id=0,
        office_id=counter.office_id,
    )  # fmt: skip
    context = counter.see(context_of, filed, now=NOW)
    assert (context.required_activities, context.required_reason) == (needed, reason)
    said = {"searched": "no", "no_search_reason": "職業訓練を受けています", "ready": "yes"}
    assert [one.rule for one in findings(said, context) if one.rule == "V13"] == (
        ["V13"] * 2 if needed else []
    )


def test_a_tick_is_1_or_0_and_an_empty_cell_keeps_it(counter: Counter) -> None:
    head = "支給番号,氏名,就職困難者,公共職業訓練開始日,公共職業訓練終了日"
    wrong = counter.preview(counter.keep(f"{head}\n{NUMBER},職安 花子,はい,2026-11-09,2026-11-08"))
    assert [one.column["ja"] for one in wrong.faults] == ["就職困難者", "公共職業訓練終了日"]
    counter.take(counter.keep(f"{head}\n{NUMBER},職安 花子,1,,"))
    assert counter.take(counter.keep(f"{head}\n{NUMBER},職安 花子,,2026-11-09,")).changed == 1
    row = counter.row(ClaimantBenefit)
    assert (row.has_difficulty, row.training_from, row.training_until) == (True, date(2026, 11, 9), None)
