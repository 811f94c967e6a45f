"""What people and staff see of 認定日 and of requests to move one; plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class OwnDay:
    """One of one's coming days; a change can be asked for until the day before."""

    iso: str
    day: Words
    is_approved: bool
    can_ask: bool


@dataclass(frozen=True)
class ChangeRow:
    """A request; `note` is what the person wrote, `answer` what the office did."""

    request_id: int
    from_day: Words
    reason: str
    state: str
    asked_at: Words
    wished: Words = field(default_factory=dict)
    new_day: Words = field(default_factory=dict)
    note: str = ""
    answer: str = ""
    can_withdraw: bool = False


@dataclass(frozen=True)
class OwnDays(Unchanging):
    """One's coming 認定日 and requests; without a record at an office there are none."""

    has_record: bool = False
    office: Words = field(default_factory=dict)
    phone: str = ""
    days: list[OwnDay] = field(default_factory=list)
    requests: list[ChangeRow] = field(default_factory=list)


@dataclass(frozen=True)
class OfficeChangeRow:
    """A request in the office's list."""

    request_id: int
    name: str
    from_day: Words
    reason: str
    state: str
    asked_at: Words


@dataclass(frozen=True)
class OfficeChanges(Unchanging):
    """An office's requests: those that wait, by their day, and the last answered ones."""

    waiting: list[OfficeChangeRow] = field(default_factory=list)
    answered: list[OfficeChangeRow] = field(default_factory=list)


@dataclass(frozen=True)
class OfficeChange(Unchanging):
    """One request as the office decides on it. `booked` is the interview that stands on the old day."""

    request_id: int = 0
    claimant_id: int = 0
    name: str = ""
    from_day: Words = field(default_factory=dict)
    wished: Words = field(default_factory=dict)
    wished_iso: str = ""
    next_day: Words = field(default_factory=dict)
    reason: str = ""
    note: str = ""
    state: str = ""
    asked_at: Words = field(default_factory=dict)
    new_day: Words = field(default_factory=dict)
    answer: str = ""
    booked: Words = field(default_factory=dict)
    can_decide: bool = False
