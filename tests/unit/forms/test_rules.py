"""The rule language: what holds, and what a definition may not hold."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from hellowork_portal.forms.rule_checks import check_rule
from hellowork_portal.forms.rules import Facts, Readable, ValueKind, fields_read, holds
from tests.unit.forms.all_field_types import TODAY

READABLE = {
    "name": Readable(ValueKind.TEXT),
    "age": Readable(ValueKind.NUMBER),
    "days": Readable(ValueKind.NUMBER),
    "began": Readable(ValueKind.DATE),
    "agreed": Readable(ValueKind.FLAG),
    "fruit": Readable(ValueKind.CHOICE, frozenset({"apple", "pear"})),
    "fruits": Readable(ValueKind.LIST, frozenset({"apple", "pear"})),
    "title": Readable(ValueKind.NOTHING),
}
VALUES = {
    "name": "山",
    "age": 20,
    "began": "2026-11-20",
    "agreed": True,
    "fruit": "apple",
    "fruits": ["apple", "pear"],
}
FACTS = Facts(VALUES, TODAY)


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [
        ({"==": [{"var": "fruit"}, "apple"]}, True),
        ({"!=": [{"var": "fruit"}, "apple"]}, False),
        ({"!=": [{"var": "fruit"}, "pear"]}, True),
        ({"<": [{"var": "age"}, 20]}, False),
        ({"<=": [{"var": "age"}, 20]}, True),
        ({">": [{"var": "age"}, 19]}, True),
        ({">=": [21, {"var": "age"}]}, True),
        ({"<": [{"var": "began"}, "2026-11-21"]}, True),
        ({"==": [{"var": "agreed"}, True]}, True),
        ({"in": [{"var": "fruit"}, ["pear", "apple"]]}, True),
        ({"in": [{"var": "fruit"}, ["pear"]]}, False),
        ({"in": ["pear", {"var": "fruits"}]}, True),
        ({"in": [{"var": "fruit"}, {"var": "fruits"}]}, True),
        ({"answered": "name"}, True),
        ({"answered": "days"}, False),
        ({"!": {"answered": "days"}}, True),
        ({"==": [{"count": "fruits"}, 2]}, True),
        ({"==": [{"days_since": "began"}, 3]}, True),
        ({"and": [{"answered": "name"}, {"answered": "days"}]}, False),
        ({"or": [{"answered": "name"}, {"answered": "days"}]}, True),
    ],
)
def test_rules_hold_or_do_not(rule: dict[str, Any], outcome: bool) -> None:
    check_rule(rule, READABLE)
    assert holds(rule, FACTS) is outcome


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
def test_a_comparison_with_an_unanswered_field_is_false(operator: str) -> None:
    assert not holds({operator: [{"var": "days"}, 3]}, FACTS)
    assert not holds({operator: [3, {"var": "days"}]}, FACTS)


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("odd", ["20", True, None, ["20"], {"a": 1}])
def test_a_comparison_between_two_types_is_false(operator: str, odd: object) -> None:
    assert not holds({operator: [{"var": "age"}, 20]}, Facts({"age": odd}, TODAY))


def test_unanswered_counts_nothing_and_days_since_nothing_are_false() -> None:
    nothing = Facts({}, TODAY)
    assert holds({"==": [{"count": "fruits"}, 0]}, nothing)
    assert not holds({"<": [{"days_since": "began"}, 9999]}, nothing)
    assert not holds({"in": ["apple", {"var": "fruits"}]}, nothing)


def test_fields_read_lists_every_field_once() -> None:
    rule = {"and": [{"answered": "name"}, {"!": {"in": ["apple", {"var": "fruits"}]}},
                    {"<": [{"count": "fruits"}, {"days_since": "began"}]}]}  # fmt: skip
    assert fields_read(rule) == {"name", "fruits", "began"}


DEEP: dict[str, Any] = {"answered": "name"}
for _ in range(30):
    DEEP = {"!": DEEP}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"answered": "nobody"}, "rule_field"),
        ({"==": [{"var": "nobody"}, 1]}, "rule_field"),
        ({"answered": ["name"]}, "rule_field"),
        ({"answered": "title"}, "rule_field_has_no_answer"),
        ({"eval": "1"}, "rule_operator"),
        ({"==": [{"len": "name"}, 1]}, "rule_operator"),
        ({"==": [{"var": "age"}]}, "rule_arity"),
        ({"==": [{"var": "age"}, 1, 2]}, "rule_arity"),
        ({"and": []}, "rule_arity"),
        ({"and": {"answered": "name"}}, "rule_arity"),
        ({}, "rule_shape"),
        ({"answered": "name", "!": {"answered": "age"}}, "rule_shape"),
        ("name", "rule_shape"),
        ({"!": [{"answered": "name"}]}, "rule_shape"),
        ({"==": [1, 1]}, "rule_reads_nothing"),
        ({"==": [{"var": "age"}, "20"]}, "rule_literal"),
        ({"==": [{"var": "age"}, True]}, "rule_literal"),
        ({"==": [{"var": "age"}, 1.5]}, "rule_literal"),
        ({"==": [{"var": "fruit"}, "melon"]}, "rule_literal"),
        ({"in": ["melon", {"var": "fruits"}]}, "rule_literal"),
        ({"in": [{"var": "fruit"}, ["melon"]]}, "rule_literal"),
        ({"<": [{"var": "began"}, "soon"]}, "rule_literal"),
        ({"==": [{"var": "fruits"}, "apple"]}, "rule_literal"),
        ({"==": [{"var": "age"}, {"var": "name"}]}, "rule_types"),
        ({"in": ["a", {"var": "name"}]}, "rule_types"),
        ({"<": [{"count": "name"}, 1]}, "rule_types"),
        ({"<": [{"days_since": "age"}, 1]}, "rule_types"),
        (DEEP, "rule_too_deep"),
        ({"or": [{"answered": "name"}] * 100}, "rule_too_large"),
    ],
)
def test_a_rule_that_could_not_be_judged_is_refused(rule: Any, code: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        check_rule(rule, READABLE)
    assert (caught.value.context or {})["code"] == code


RULES = st.recursive(
    st.one_of(
        st.builds(lambda one: {"answered": one}, st.sampled_from(sorted(READABLE))),
        st.builds(
            lambda name, one, literal: {name: [{"var": one}, literal]},
            st.sampled_from(["==", "!=", "<", ">=", "in"]),
            st.sampled_from(sorted(READABLE)),
            st.sampled_from(
                ["apple", "2026-01-01", 3, True, ["apple"], [3], {"var": "age"}, {"count": "fruits"}]
            ),
        ),
    ),
    lambda inner: st.one_of(
        st.builds(lambda one: {"!": one}, inner),
        st.builds(
            lambda name, all_of: {name: all_of}, st.sampled_from(["and", "or"]), st.lists(inner, max_size=3)
        ),
    ),
    max_leaves=6,
)
ANSWERS = st.dictionaries(
    st.sampled_from(sorted(READABLE)),
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=3)
    | st.lists(st.text(max_size=3), max_size=3),
)


@given(rule=RULES, answers=ANSWERS)
def test_a_rule_that_was_taken_can_always_be_judged(rule: Any, answers: dict[str, object]) -> None:
    try:
        check_rule(rule, READABLE)
    except PydanticCustomError:
        return
    assert holds(rule, Facts(answers, TODAY)) in {True, False}
    assert fields_read(rule) <= set(READABLE)
