"""On which days a record lets its person file online (product.md decision 4); pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hellowork_portal.models import ClaimantKind


@dataclass(frozen=True)
class OnlineRight:
    """Whether, from when and until when somebody files online; a bound that is None is open."""

    is_given: bool
    first: date | None
    last: date | None


def right_of(row: Any, changes: Mapping[str, Any]) -> OnlineRight:
    """Return the right by a record's row, as it would be with changes to its columns."""
    kind, first, last = (
        changes.get(name, getattr(row, name)) for name in ("online_kind", "online_from", "online_until")
    )
    return OnlineRight(ClaimantKind(kind) is not ClaimantKind.NONE, first, last)


def loses_days(before: OnlineRight, after: OnlineRight, today: date) -> bool:
    """Whether a day from today on on which somebody may file online now would be none any more."""
    held, left = _stretch(before, today), _stretch(after, today)
    return held is not None and (left is None or left[0] > held[0] or left[1] < held[1])


def _stretch(right: OnlineRight, today: date) -> tuple[date, date] | None:
    """Return the first and last day from today on, None where there is none."""
    first, last = max(right.first or today, today), right.last or date.max
    return (first, last) if right.is_given and first <= last else None
