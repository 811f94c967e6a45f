"""Hours of a procedure and the slots that follow from them."""

from typing import Any

import pytest
from pydantic import ValidationError

from hellowork_portal.forms.catalogue_files import faults_of
from hellowork_portal.forms.slots import SlotRules


def make_rules(*hours: tuple[str, str], **changes: Any) -> SlotRules:
    stretches = [{"weekdays": ["mon"], "from": begins, "to": ends} for begins, ends in hours]
    return SlotRules.model_validate({"slot_minutes": 30, "buffer_minutes": 10, "hours": stretches, **changes})


def test_slots_follow_one_another_with_their_buffer() -> None:
    assert make_rules(("09:00", "11:00")).start_minutes(0) == (540, 580, 620)


def test_the_last_buffer_may_run_past_closing() -> None:
    assert make_rules(("09:00", "09:30")).start_minutes(0) == (540,)


def test_stretches_are_taken_in_the_order_of_the_day() -> None:
    assert make_rules(("13:00", "13:40"), ("09:00", "09:40")).start_minutes(0) == (540, 780)


def test_other_weekdays_have_none() -> None:
    assert make_rules(("09:00", "11:00")).start_minutes(1) == ()


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ([("09:00", "11:00"), ("10:59", "12:00")], "hours_overlap"),
        ([("09:00", "09:29")], "hours_too_short"),
        ([("11:00", "09:00")], "hours_too_short"),
        ([("09:00", "24:00")], "string_pattern_mismatch"),
        ([("9:00", "11:00")], "string_pattern_mismatch"),
        ([], "too_short"),
    ],
)
def test_hours_that_cannot_be_are_refused(hours: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make_rules(*hours)
    assert code in [fault.code for fault in faults_of(caught.value)]
