"""Which rules a definition may hold: checked when it is loaded or published, not when it is judged."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hellowork_portal.forms.errors import unsound
from hellowork_portal.forms.rules import COMPARISONS, JOINTS, Readable, ValueKind, days_since

DEEPEST = 6
LARGEST = 60


def check_rule(rule: Any, readable: Mapping[str, Readable]) -> None:
    """Refuse a rule that could not be judged: raises the fault that definitions report."""
    _check_measure(rule)
    _check_condition(rule, readable)


def _check_measure(rule: Any) -> None:
    """Refuse a rule that is too deep or too large, before anything walks through it."""
    level, size = [rule], 0
    for _ in range(2 * DEEPEST):
        level = [inner for part in level for inner in _inner(part)]
        size += len(level)
        if size > LARGEST:
            raise unsound("rule_too_large", str(LARGEST))
    if level:
        raise unsound("rule_too_deep", str(DEEPEST))


def _inner(part: Any) -> list[Any]:
    if isinstance(part, dict):
        return list(part.values())
    return part if isinstance(part, list) else []


def _check_condition(rule: Any, readable: Mapping[str, Readable]) -> None:
    name, argument = _only_entry(rule)
    if name in JOINTS:
        for part in _arguments(name, argument, at_least=1):
            _check_condition(part, readable)
    elif name == "!":
        _check_condition(argument, readable)
    elif name == "answered":
        _kind_of(argument, readable)
    elif name == "in" or name in COMPARISONS:
        parts = _arguments(name, argument, at_least=2, at_most=2)
        _check_pair(name, parts[0], parts[1], readable)
    else:
        raise unsound("rule_operator", repr(name))


def _only_entry(part: Any) -> tuple[str, Any]:
    if not isinstance(part, dict) or len(part) != 1:
        raise unsound("rule_shape", "one operator and its arguments expected")
    [(name, argument)] = part.items()
    return name, argument


def _arguments(name: str, argument: Any, at_least: int, at_most: int = LARGEST) -> list[Any]:
    if not isinstance(argument, list) or not at_least <= len(argument) <= at_most:
        raise unsound("rule_arity", name)
    return argument


def _kind_of(field_id: Any, readable: Mapping[str, Readable]) -> Readable:
    if not isinstance(field_id, str) or field_id not in readable:
        raise unsound("rule_field", repr(field_id))
    if readable[field_id].kind is ValueKind.NOTHING:
        raise unsound("rule_field_has_no_answer", field_id)
    return readable[field_id]


def _check_pair(name: str, left: Any, right: Any, readable: Mapping[str, Readable]) -> None:
    """Refuse two operands that could never be compared, and a rule that reads no field."""
    if not (isinstance(left, dict) or isinstance(right, dict)):
        raise unsound("rule_reads_nothing", name)
    if name == "in":
        _check_membership(left, right, readable)
        return
    kinds = [_operand_kind(part, readable) for part in (left, right)]
    _check_literal(left, kinds[1])
    _check_literal(right, kinds[0])
    if len({read.kind for read in kinds if read}) > 1:
        raise unsound("rule_types", name)


def _check_membership(needle: Any, haystack: Any, readable: Mapping[str, Readable]) -> None:
    if isinstance(haystack, list):
        for literal in haystack:
            _check_literal(literal, _operand_kind(needle, readable))
        return
    held = _operand_kind(haystack, readable)
    if held is None or held.kind is not ValueKind.LIST:
        raise unsound("rule_types", "in")
    if isinstance(needle, dict):
        _operand_kind(needle, readable)
    else:
        _check_literal(needle, Readable(ValueKind.CHOICE, held.codes))


def _operand_kind(part: Any, readable: Mapping[str, Readable]) -> Readable | None:
    """Return what an operand yields; None for a literal, which fits or not by itself."""
    if not isinstance(part, dict):
        return None
    name, field_id = _only_entry(part)
    if name not in {"var", "count", "days_since"}:
        raise unsound("rule_operator", repr(name))
    read = _kind_of(field_id, readable)
    wanted = {"count": ValueKind.LIST, "days_since": ValueKind.DATE}.get(name)
    if wanted and read.kind is not wanted:
        raise unsound("rule_types", f"{name} {field_id}")
    return Readable(ValueKind.NUMBER) if wanted else read


def _check_literal(literal: Any, against: Readable | None) -> None:
    if isinstance(literal, dict) or against is None:
        return
    kind = against.kind
    fits = {
        ValueKind.TEXT: isinstance(literal, str),
        ValueKind.DATE: isinstance(literal, str) and days_since(literal, date.min) is not None,
        ValueKind.NUMBER: type(literal) is int,
        ValueKind.FLAG: isinstance(literal, bool),
        ValueKind.CHOICE: isinstance(literal, str) and literal in against.codes,
    }
    if not fits.get(kind, False):
        raise unsound("rule_literal", f"{literal!r} is no {kind}")
