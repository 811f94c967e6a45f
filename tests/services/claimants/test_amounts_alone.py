"""A file with some columns alone: what it lacks stays as it is, and who loses the online right is counted."""

from datetime import date

import pytest

from hellowork_portal.models import CertificationDay, ClaimantBenefit
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
