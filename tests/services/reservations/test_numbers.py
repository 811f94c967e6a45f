"""予約番号: short, no look-alikes, not guessable, and a slip is a wrong number, never another's."""

import re
from collections.abc import Iterator

import pytest

from hellowork_portal.services.reservations.rules import SIGNS, new_number, number_shown, number_typed

SAMPLE = [new_number() for _ in range(50)]
NUMBER = "7K3MXQ2PDJ"


def test_a_number_is_ten_signs_without_look_alikes() -> None:
    assert all(re.fullmatch(f"[{SIGNS}]{{10}}", number) for number in SAMPLE)
    assert not set("01OIL") & set(SIGNS)
    assert len(set(SIGNS)) == len(SIGNS) == 31


def test_numbers_do_not_repeat_and_use_every_sign_everywhere() -> None:
    many = [new_number() for _ in range(3000)]
    assert len(set(many)) == len(many)
    assert all({number[place] for number in many} == set(SIGNS) for place in range(10))


def test_every_single_slip_is_caught() -> None:
    for number in SAMPLE:
        slips = {
            number[:place] + sign + number[place + 1 :]
            for place in range(10)
            for sign in SIGNS
            if sign != number[place]
        }
        assert len(slips) == 300
        assert [slip for slip in slips if number_typed(slip)] == []


def swaps(number: str) -> Iterator[str]:
    for place in range(9):
        if number[place] != number[place + 1]:
            yield number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def test_every_swap_of_neighbours_is_caught() -> None:
    caught = [swap for number in SAMPLE for swap in swaps(number)]
    assert len(caught) > 400
    assert [swap for swap in caught if number_typed(swap)] == []


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER.lower(),
        f"{NUMBER[:5]}-{NUMBER[5:]}",
        f"{NUMBER[:5]} {NUMBER[5:]}",
        f"　{NUMBER[:5]}　{NUMBER[5:]}\n",
        f"{NUMBER[:5]}ー{NUMBER[5:]}",
        f"{NUMBER[:5]}‐{NUMBER[5:]}",
        f"{NUMBER[:5]}－{NUMBER[5:]}",
        f"{NUMBER[:5]}–{NUMBER[5:]}",
        f"{NUMBER[:5]}−{NUMBER[5:]}",
        f"{NUMBER[:5]}ｰ{NUMBER[5:]}",
        f"\u200b{NUMBER[:5]}\u200b{NUMBER[5:]}\ufeff",
        "".join(chr(ord(sign) + 0xFEE0) for sign in NUMBER),
        "".join(chr(ord(sign) + 0xFEE0) for sign in NUMBER.lower()),
        number_shown(NUMBER),
        "-".join(NUMBER),
    ],
)
def test_any_width_case_hyphen_and_space_is_understood(typed: str) -> None:
    assert number_typed(typed) == NUMBER


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "-", NUMBER[:-1], NUMBER + "2", "O" * 10, "0123456789", "予約番号", "ß" * 5, NUMBER * 1000],
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert number_typed(typed) is None


def test_a_number_is_shown_in_two_groups() -> None:
    assert number_shown("23456789AB") == "23456-789AB"
