"""Taking a file of claimants: whole or not at all, the same file twice changes nothing."""

import time
from datetime import date, timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import AuditEntry, CertificationDay, ClaimantImport
from hellowork_portal.services.certification_days.replacing import replace_day
from hellowork_portal.services.claimants import errors
from hellowork_portal.services.claimants.importing import forget_files
from tests.factories import NOW
from tests.services.claimants.conftest import HANAKO, HEAD, NUMBER, OTHER, TARO, Counter


def counts(view: Any) -> tuple[int, int, int]:
    return view.new, view.changed, view.same


def test_a_file_is_shown_then_taken_and_nothing_of_it_is_kept(counter: Counter) -> None:
    kept = counter.keep(f"{HEAD}\n{HANAKO}\n{TARO}")
    assert counts(counter.preview(kept)) == (2, 0, 0)
    assert counter.claimants() == []
    assert counts(counter.take(kept)) == (2, 0, 0)
    hanako, taro = counter.claimants()
    assert unseal(hanako.number_sealed) == "13010260000017"
    assert (hanako.name, hanako.online_kind, hanako.online_from) == ("職安 花子", "a", date(2026, 11, 1))
    assert (taro.name, taro.born_on, taro.online_kind) == ("髙橋 太郎", date(1990, 4, 1), "none")
    days = [row.on_day for row in counter.rows(CertificationDay, claimant_id=hanako.id)]
    assert days == [date(2026, 12, 8), date(2027, 1, 5)]
    row = counter.row(ClaimantImport)
    assert (row.content_sealed, row.taken_at) == ("", NOW)
    assert counter.row(AuditEntry, action="claimant.imported").details["new"] == 2
    assert "13010260000017" not in counter.everything()


def test_the_same_file_again_changes_nothing(counter: Counter) -> None:
    counter.bring(HANAKO, TARO)
    before = counter.claimants()
    assert counts(counter.bring(HANAKO, TARO)) == (0, 0, 2)
    assert counter.claimants() == before


def test_what_differs_is_brought_up_to_date_and_gone_days_go(counter: Counter) -> None:
    counter.bring(HANAKO, TARO)
    moved = HANAKO.replace("2026-12-08;2027-01-05", "2026-12-09").replace(",a,", ",b,")
    assert counts(counter.bring(moved, TARO)) == (0, 1, 1)
    assert [row.online_kind for row in counter.claimants()] == ["b", "none"]
    assert [row.on_day for row in counter.rows(CertificationDay)] == [date(2026, 12, 9)]


def test_a_file_does_not_bring_back_the_day_that_was_changed(counter: Counter) -> None:
    counter.bring(HANAKO)
    claimant_id = counter.claimants()[0].id
    old, new = date(2026, 12, 8), date(2026, 12, 18)
    counter.do(replace_day, claimant_id, old, new, is_approved=True)
    assert counts(counter.bring(HANAKO)) == (0, 0, 1)
    counter.bring(HANAKO.replace(",a,", ",b,"))
    days = sorted(row.on_day for row in counter.rows(CertificationDay))
    assert days == [new, date(2027, 1, 5)]
    assert counts(counter.bring(HANAKO.replace(",a,", ",b,").replace("2026-12-08", "2026-12-18"))) == (
        0,
        0,
        1,
    )


def test_one_faulty_line_takes_nobody(counter: Counter) -> None:
    kept = counter.keep(f"{HEAD}\n{HANAKO}\n1,,,,,,,")
    seen = counter.preview(kept)
    assert (seen.fault_count, [(one.line, one.column["ja"]) for one in seen.faults]) == (
        2, [(3, "支給番号"), (3, "氏名")],
    )  # fmt: skip
    with pytest.raises(errors.FileFaulty) as refused:
        counter.take(kept)
    assert refused.value.values == {"count": 2}
    assert counter.claimants() == []


def test_a_number_of_another_office_is_a_fault_and_stays_there(counter: Counter) -> None:
    counter.take(
        counter.keep(f"{HEAD}\n{HANAKO}", counter.of_other, OTHER),
        principal=counter.of_other,
        office_code=OTHER,
    )
    kept = counter.keep(f"{HEAD}\n{HANAKO}")
    assert [one.sentence["ja"][:7] for one in counter.preview(kept).faults] == ["この支給番号は"]
    with pytest.raises(errors.FileFaulty):
        counter.take(kept)
    assert [row.office_id for row in counter.claimants()] == [counter.other_id]


def test_a_second_click_takes_nothing_twice(counter: Counter) -> None:
    kept = counter.keep(f"{HEAD}\n{HANAKO}")
    counter.take(kept)
    again = counter.take(kept)
    assert (again.is_taken, counts(again)) == (True, (0, 0, 0))
    assert counter.preview(kept).is_taken
    assert len(counter.rows(AuditEntry, action="claimant.imported")) == 1


def test_files_are_forgotten_after_a_day(counter: Counter) -> None:
    kept, later = counter.keep(f"{HEAD}\n{HANAKO}"), NOW + timedelta(hours=25)
    for command in (counter.preview, counter.take):
        with pytest.raises(errors.FileGone):
            command(kept, now=later)
    assert counter.do(forget_files, now=later) == 1
    assert counter.row(ClaimantImport).content_sealed == ""


def test_only_the_offices_own_manager_may(counter: Counter) -> None:
    kept = counter.keep(f"{HEAD}\n{HANAKO}")
    for who in (counter.counsellor, counter.of_other):
        with pytest.raises(NotAllowed):
            counter.keep(f"{HEAD}\n{HANAKO}", who)
        for command in (counter.preview, counter.take):
            with pytest.raises(NotAllowed):
                command(kept, principal=who)
    with pytest.raises(errors.FileGone):
        counter.take(kept, principal=counter.of_other, office_code=OTHER)
    assert counter.claimants() == []


def test_thousands_of_lines_take_seconds(counter: Counter) -> None:
    rows = [f"1301026{turn:06}0,利用者 {turn},リヨウシャ,1990-04-01,a,,,2026-12-08" for turn in range(2_000)]
    begun = time.monotonic()
    taken = counter.bring(*rows)
    assert taken.new == 2_000
    assert time.monotonic() - begun < 20, "on a machine that others use too"


def test_amounts_come_into_the_record_and_empty_cells_change_nothing(counter: Counter) -> None:
    from hellowork_portal.models import ClaimantBenefit

    head = "支給番号,氏名,賃金日額,基本手当日額,残日数,待期満了日,認定日の型"
    first = f"{head}\n{NUMBER},職安 花子,7000,4946,90,2026-11-10,1型－月"
    assert counts(counter.take(counter.keep(first))) == (1, 0, 0)
    row = counter.row(ClaimantBenefit)
    assert (row.daily_wage, row.remaining_days, row.day_type, row.weekday, row.revision) == (
        7000,
        90,
        1,
        0,
        1,
    )
    assert counts(counter.preview(counter.keep(first))) == (0, 0, 1)
    second = f"{head}\n{NUMBER},職安 花子,,,62,,"
    assert counts(counter.take(counter.keep(second))) == (0, 1, 0)
    row = counter.row(ClaimantBenefit)
    assert (row.daily_wage, row.remaining_days, row.weekday, row.revision) == (7000, 62, 0, 2)
