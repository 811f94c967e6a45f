"""支給番号 and 求職番号: what is taken, what is doubted, and how they are shown."""

import pytest

from hellowork_portal.forms.field_types import type_of
from tests.unit.forms.test_field_types import make_field, parse, refusal


@pytest.mark.parametrize("typed", ["1234", "13070-26-123456-12", "1307026123456X", "13070_26_123456_1"])
def test_a_claimant_number_has_fourteen_digits(typed: str) -> None:
    assert refusal("claimant_number", typed) == "field.not_claimant_number"


@pytest.mark.parametrize(
    ("number", "is_doubtful"), [("01", False), ("47", False), ("00", True), ("48", True)]
)
def test_a_claimant_number_without_a_prefecture_is_doubted_not_refused(
    number: str, is_doubtful: bool
) -> None:
    field = make_field("claimant_number")
    value = type_of(field).parse(f"{number}070261234561", field)
    assert (type_of(field).warn(value, field) is not None) == is_doubtful


def test_a_claimant_number_is_shown_masked() -> None:
    field = make_field("claimant_number")
    assert type_of(field).words("13070261234561", field, "ja") == "*****-**-******-1"


@pytest.mark.parametrize("typed", ["13010-", "13010", "1301", "13010-123456789", "13010-12A", "求職"])
def test_a_job_seeker_number_is_five_digits_and_up_to_eight(typed: str) -> None:
    assert refusal("job_seeker_number", typed) == "field.not_job_seeker_number"


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("0１010-1", "010101", "01010-1"),
        ("13010 12345678", "1301012345678", "13010-12345678"),
        ("－", None, ""),
    ],
)
def test_a_job_seeker_number_keeps_its_zeros_and_is_shown_as_it_is_printed(
    typed: str, kept: str | None, shown: str
) -> None:
    field = make_field("job_seeker_number")
    assert parse("job_seeker_number", typed) == kept
    assert (type_of(field).words(kept, field, "ja") if kept else "") == shown
