"""A file that is taken while staff set a person's online right: neither undoes what the other wrote."""

from functools import partial
from typing import Any

import pytest

from hellowork_portal.kit.sql import is_sqlite
from hellowork_portal.models import Claimant, ClaimantBenefit
from hellowork_portal.services.claimants import importing
from hellowork_portal.services.claimants.eligibility import save_eligibility
from hellowork_portal.services.claimants.importing import take_file
from hellowork_portal.services.claimants.records import claimant_view
from tests.concurrency.herd import at_once, outcome
from tests.factories import NOW
from tests.services.claimants.conftest import HANAKO, NUMBER, OFFICE, Counter, counter

__all__ = ["counter"]
_AMOUNTS = f"支給番号,氏名,残日数\n{NUMBER},職安 花子,62"


def prepared(counter: Counter) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what takes a file of amounts, and what takes the person's online right away."""
    counter.bring(HANAKO)
    kept, its = counter.keep(_AMOUNTS), counter.claimants()[0].id
    seen = counter.do(claimant_view, principal=counter.counsellor, claimant_id=its, now=NOW).eligibility
    form = {**seen.__dict__, "online_kind": "none"}
    by_hand = {"principal": counter.counsellor, "claimant_id": its, "seen": seen.revision, "form": form}
    by_file = {"principal": counter.manager, "office_code": OFFICE, "import_id": kept}
    return by_file | {"now": NOW}, by_hand | {"now": NOW}


def test_both_are_written(counter: Counter) -> None:
    by_file, by_hand = prepared(counter)
    works = [partial(outcome, take_file, **by_file), partial(outcome, save_eligibility, **by_hand)]
    assert [one for one in at_once(works) if isinstance(one, str)] == []
    assert (counter.row(Claimant).online_kind, counter.row(ClaimantBenefit).remaining_days) == ("none", 62)


def test_without_the_offices_row_the_file_writes_back_what_it_has_seen(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_file, by_hand = prepared(counter)
    write, alone = importing.write, counter.see(is_sqlite)

    def late(*args: Any) -> dict[str, int]:
        """Write once the counsellor has; SQLite lets one writer in at a time anyway."""
        if not alone:
            counter.do(save_eligibility, **by_hand)
        return write(*args)

    monkeypatch.setattr(importing, "hold_office", lambda *_: None)
    monkeypatch.setattr(importing, "write", late)
    counter.do(take_file, **by_file)
    assert counter.row(Claimant).online_kind == "a"
    assert (counter.do(save_eligibility, **by_hand) if alone else True) is True
