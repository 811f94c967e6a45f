"""When a field is shown or required: a closed language, written as JSON.

Conditions: `{"and": [c, …]}`, `{"or": [c, …]}`, `{"!": c}`, `{"answered": "field"}`,
`{"==": [o, o]}` (and `!=` `<` `<=` `>` `>=`), `{"in": [o, [literal, …]]}` and
`{"in": [literal, {"var": "choices"}]}`.
Operands: a literal (text, whole number, true, false), `{"var": "field"}`,
`{"count": "field"}` (chosen options or rows; 0 when unanswered) and
`{"days_since": "field"}` (whole days from that date until today).

A comparison with an unanswered field, or between two types, is false, `!=` too.
Nothing here is evaluated as code, and every rule ends: depth and size are limited.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

Rule = dict[str, Any]

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
JOINTS: Mapping[str, Callable[[Iterator[bool]], bool]] = {"and": all, "or": any}


class ValueKind(StrEnum):
    """What a rule can do with a field's answer."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"
    LIST = "list"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Readable:
    """A field as rules see it; `codes` are the options it offers."""

    kind: ValueKind
    codes: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Facts:
    """What a rule is judged by: normalised answers and the day in Japan."""

    values: Mapping[str, Any]
    today: date


def holds(rule: Rule, facts: Facts) -> bool:
    """Return whether a checked rule is true."""
    [(name, argument)] = rule.items()
    if name in JOINTS:
        return JOINTS[name](holds(part, facts) for part in argument)
    if name == "!":
        return not holds(argument, facts)
    if name == "answered":
        return facts.values.get(argument) is not None
    left, right = (_operand(part, facts) for part in argument)
    return _is_in(left, right) if name == "in" else _compares(name, left, right)


def _operand(part: Any, facts: Facts) -> Any:
    if not isinstance(part, dict):
        return part
    [(name, field_id)] = part.items()
    value = facts.values.get(field_id)
    if name == "var":
        return value
    return _count(value) if name == "count" else days_since(value, facts.today)


def _count(value: Any) -> int:
    return len(value) if isinstance(value, list | dict) else 0


def days_since(value: Any, today: date) -> int | None:
    """Return the whole days from an ISO date until today; None where it is no date."""
    try:
        return (today - date.fromisoformat(value)).days
    except (TypeError, ValueError):
        return None


def _compares(name: str, left: Any, right: Any) -> bool:
    if left is None or type(left) is not type(right):
        return False
    if isinstance(left, list | dict | bool) and name not in {"==", "!="}:
        return False
    return COMPARISONS[name](left, right)


def _is_in(needle: Any, haystack: Any) -> bool:
    if needle is None or not isinstance(haystack, list):
        return False
    return any(type(straw) is type(needle) and straw == needle for straw in haystack)


def fields_read(rule: Rule) -> frozenset[str]:
    """Return the ids of the fields that a rule looks at."""
    return frozenset(_ids(rule))


def _ids(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for inner in part:
            yield from _ids(inner)
    elif isinstance(part, dict):
        for name, argument in part.items():
            if name in {"var", "count", "days_since", "answered"}:
                yield argument
            else:
                yield from _ids(argument)
