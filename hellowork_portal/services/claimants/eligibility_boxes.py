"""The boxes in which staff set a person's online right, days of the benefit, 型 and marks; pure."""

from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Row

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.text import normalise
from hellowork_portal.kit.words import in_all
from hellowork_portal.models import ClaimantKind
from hellowork_portal.services.certifications.day_types import printed_day_type, read_day_type
from hellowork_portal.services.claimants import errors
from hellowork_portal.services.claimants.amount_cells import DAYS, NOTHING, STRETCHES, day_in
from hellowork_portal.services.claimants.views import EligibilityView

PERSON = ("online_kind", "online_from", "online_until")
BENEFIT = (*DAYS, "day_type", "weekday", "has_difficulty")
_ORDER = (("online_from", "online_until"), *STRETCHES, ("sought_on", "waiting_ends_on"))
"""Days of which the second is not before the first."""
_COLUMNS = {"online_from": "first", "online_until": "last"}
"""Columns that the office's file calls otherwise."""
_LONGEST = 40


def eligibility_view(claimant: Row[Any], benefit: Row[Any] | None) -> EligibilityView:
    """Return what stands in the boxes: days in ISO, the 型 as papers print it."""
    known = known_of(claimant, benefit)
    typed = {name: _as_typed(known[name]) for name in (*PERSON, *DAYS)}
    return EligibilityView(
        **typed,
        day_type=printed_day_type(known["day_type"], known["weekday"]),
        has_difficulty=known["has_difficulty"],
        revision=revision_of(known),
    )


def _as_typed(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def known_of(claimant: Any, benefit: Any) -> dict[str, Any]:
    """Return what is recorded about a person, by column."""
    of_benefit = {name: getattr(benefit, name) if benefit else NOTHING[name] for name in BENEFIT}
    return {name: getattr(claimant, name) for name in PERSON} | of_benefit


def revision_of(known: Mapping[str, Any]) -> str:
    """Return what is another one as soon as anything here is: files and cases write it too."""
    return sha256("\n".join(f"{name}={value}" for name, value in known.items()).encode()).hexdigest()[:16]


def read_eligibility(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the boxes, by column. Raises Invalid with each error at its box."""
    wrong: dict[str, PortalError] = {}
    values: dict[str, Any] = {"online_kind": _kind(form, wrong)}
    for name in ("online_from", "online_until", *DAYS):
        values[name] = _read(form, name, "day", day_in, wrong)
    day_type = _read(form, "day_type", "day_type", read_day_type, wrong)
    values["day_type"], values["weekday"] = day_type or (None, None)
    values["has_difficulty"] = bool(form.get("has_difficulty"))
    for begins, ends in _ORDER:
        first, last = values[begins], values[ends]
        if first and last and last < first:
            wrong[ends] = _wrong(ends, "order")
    if wrong:
        raise Invalid({name: wrong[name] for name in values if name in wrong})
    return values


def _wrong(name: str, code: str) -> PortalError:
    """Return an error that names its box: the summary stands far from it."""
    return errors.BoxWrong(code, box=in_all(f"staff.claimants.column.{_COLUMNS.get(name, name)}"))


def _kind(form: Mapping[str, Any], wrong: dict[str, PortalError]) -> ClaimantKind:
    typed = str(form.get("online_kind", ""))
    if typed not in set(ClaimantKind):
        wrong["online_kind"] = errors.BoxWrong("kind")
        return ClaimantKind.NONE
    return ClaimantKind(typed)


def _read(
    form: Mapping[str, Any],
    name: str,
    code: str,
    reader: Callable[[str], Any],
    wrong: dict[str, PortalError],
) -> Any:
    """Return what a box says, None where it is empty or cannot be read."""
    text = normalise(str(form.get(name, ""))[:_LONGEST])
    value = reader(text) if text else None
    if text and value is None:
        wrong[name] = _wrong(name, code)
    return value
