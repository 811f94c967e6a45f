"""Pure rules of reservations: numbers, holds, limits, eligibility (product.md decisions 4–7)."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hellowork_portal.kit.text import digits
from hellowork_portal.kit.words import Words
from hellowork_portal.models import ClaimantKind, ReservationState
from hellowork_portal.services.reservations import errors
from hellowork_portal.services.schedules.rules import last_open_day

HOLD = timedelta(minutes=10)
EXTENSIONS = 2
DRAFT_LIFE = timedelta(hours=24)
CERTIFICATION, COUNSELLING = "certification", "counselling"

TRANSITIONS: dict[ReservationState, frozenset[ReservationState]] = {
    ReservationState.HELD: frozenset({ReservationState.CONFIRMED, ReservationState.EXPIRED}),
    ReservationState.EXPIRED: frozenset({ReservationState.HELD, ReservationState.CONFIRMED}),
    ReservationState.CONFIRMED: frozenset(
        {
            ReservationState.CHECKED_IN,
            ReservationState.IN_PROGRESS,
            ReservationState.NO_SHOW,
            ReservationState.CANCELLED,
        }
    ),
    ReservationState.CHECKED_IN: frozenset({ReservationState.IN_PROGRESS, ReservationState.NO_SHOW}),
    ReservationState.IN_PROGRESS: frozenset({ReservationState.COMPLETED}),
    ReservationState.COMPLETED: frozenset(),
    ReservationState.NO_SHOW: frozenset(),
    ReservationState.CANCELLED: frozenset(),
}

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs without look-alikes (0 O 1 I L); 31 is prime, so one check sign catches any single slip."""
_RANDOM_SIGNS = 9


def new_number() -> str:
    """Return a 予約番号: nine random signs and their check sign."""
    chance, body = secrets.randbelow(len(SIGNS) ** _RANDOM_SIGNS), ""
    for _ in range(_RANDOM_SIGNS):
        chance, sign = divmod(chance, len(SIGNS))
        body += SIGNS[sign]
    return body + _check_sign(body)


def _check_sign(body: str) -> str:
    return SIGNS[sum(place * SIGNS.index(sign) for place, sign in enumerate(body, start=2)) % len(SIGNS)]


def number_typed(text: str) -> str | None:
    """Return the 予約番号 in what somebody typed (any width, case, hyphens), None if it cannot be one."""
    number = digits(text).upper()
    return number if has_shape(text) and _check_sign(number[:-1]) == number[-1] else None


def has_shape(text: str) -> bool:
    """Whether what somebody typed has the length and the signs of a 予約番号; the check sign is not asked.

    This may be told to anybody: it is as true of numbers that nobody has.
    """
    number = digits(text).upper()
    return len(number) == _RANDOM_SIGNS + 1 and all(sign in SIGNS for sign in number)


def number_shown(number: str) -> str:
    """Return the number in two groups."""
    return f"{number[:5]}-{number[5:]}"


@dataclass(frozen=True)
class Wanted:
    """The slot that somebody wants, with the settings of its offering."""

    slot_id: int
    offering_id: int
    office_id: int
    purpose: str
    procedure_version_id: int
    starts_at: datetime
    ends_at: datetime
    on_day: date
    is_open: bool
    opens_days_ahead: int
    closes_minutes_before: int
    mode: str
    opens_at_minute: int = 0
    most_future: int | None = None
    version_digest: str = ""


@dataclass(frozen=True)
class Standing:
    """One live reservation of the person, holds included."""

    reservation_id: int
    slot_id: int
    state: str
    purpose: str
    starts_at: datetime
    ends_at: datetime
    certification_on: date | None


@dataclass(frozen=True)
class Record:
    """What the office's record of the person allows (product.md decision 4)."""

    kind: ClaimantKind
    office_id: int
    office_name: Words
    online_from: date | None
    online_until: date | None
    days: Sequence[date]
    moved: Mapping[date, date | None] = field(default_factory=dict)
    """The days that the office approved on request, each with the 認定日 it stands for if known."""


def check_window(wanted: Wanted, *, now: datetime) -> None:
    """Raise SlotNotOffered unless the slot is open, not too far ahead and not too close."""
    too_far = wanted.on_day > last_open_day(now, wanted.opens_days_ahead, wanted.opens_at_minute)
    too_late = wanted.starts_at < now + timedelta(minutes=wanted.closes_minutes_before)
    if not wanted.is_open or too_far or too_late:
        raise errors.SlotNotOffered


def check_standing(wanted: Wanted, others: Sequence[Standing], *, now: datetime) -> None:
    """Raise where other live reservations of the person forbid this one.

    No two overlap whatever the office; one 失業認定 a 認定日; as many future ones of
    the purpose as its procedure allows (two for counselling), holds counted.
    """
    if any(other.starts_at < wanted.ends_at and wanted.starts_at < other.ends_at for other in others):
        raise errors.Overlaps
    if wanted.purpose == CERTIFICATION and any(other.certification_on == wanted.on_day for other in others):
        raise errors.AlreadyReserved
    future = [other for other in others if other.purpose == wanted.purpose and other.starts_at > now]
    if wanted.most_future is not None and len(future) >= wanted.most_future:
        raise errors.TooManyReservations(most=wanted.most_future)


def check_eligible(wanted: Wanted, record: Record | None) -> None:
    """Raise NotEligible where the person's record forbids a 失業認定 interview here and then.

    Without a record everybody may, marked 「未確認」; counselling is for all.
    """
    if wanted.purpose != CERTIFICATION or record is None:
        return
    if record.kind is ClaimantKind.FORM_ONLY:
        raise errors.NotEligible("form_only")
    if record.kind is ClaimantKind.NONE or not _is_within(wanted.on_day, record):
        raise errors.NotEligible("not_online")
    if record.office_id != wanted.office_id:
        raise errors.NotEligible("other_office", office=record.office_name)
    if wanted.on_day not in record.days:
        raise errors.NotEligible("not_your_day")


def _is_within(day: date, record: Record) -> bool:
    begun = record.online_from is None or record.online_from <= day
    return begun and (record.online_until is None or day <= record.online_until)
