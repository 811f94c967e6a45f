"""What managers see of months, days, duty and windows; days and times in Japan's time."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.schedule_drafts.views import OfferingLine


@dataclass(frozen=True)
class DutyLine:
    """People on duty in a stretch of a weekday."""

    key: str
    weekday: str
    starts: str
    ends: str
    people: int


@dataclass(frozen=True)
class ReleaseLine:
    """When an offering's days open, and until when they can be booked."""

    offering_id: int
    name: Words
    days_ahead: int
    opens_at: str
    closes_hours: int
    closes_minutes: int


@dataclass(frozen=True)
class StaffingView(Unchanging):
    """Duty and windows of an office."""

    duty: list[DutyLine] = field(default_factory=list)
    is_changed: bool = False
    valid_from: str = ""
    can_change: bool = False
    releases: list[ReleaseLine] = field(default_factory=list)
    warnings: list[Words] = field(default_factory=list)
    more_warnings: int = 0


@dataclass(frozen=True)
class MonthDay:
    """A day of the month: its fill as word, number and shape."""

    iso: str
    day: int
    in_month: bool
    is_past: bool
    mark: str
    fill: Words
    note: Words
    label: Words
    percent: int
    is_exceptional: bool


@dataclass(frozen=True)
class MonthFill(Unchanging):
    """A month of one offering or of all."""

    title: Words = field(default_factory=dict)
    month: str = ""
    previous: str = ""
    next: str = ""
    offering_id: int = 0
    offerings: list[OfferingLine] = field(default_factory=list)
    days: list[MonthDay] = field(default_factory=list)
    seats: int = 0
    taken: int = 0


@dataclass(frozen=True)
class TimeLine:
    """A time of a day with its seats."""

    span: str
    seats: int
    taken: int
    held_back: int
    is_closed: bool


@dataclass(frozen=True)
class OfferingDay:
    """An offering's times of a day; `is_stopped`: the office takes no new reservations for it."""

    offering_id: int
    name: Words
    times: list[TimeLine]
    is_stopped: bool


@dataclass(frozen=True)
class ComingLine:
    """Something that is other than usual on a day to come; `index` names it when it is taken back."""

    index: int
    day: Words
    sentence: Words
    iso: str


@dataclass(frozen=True)
class DaysView(Unchanging):
    """A day looked at closely, and what is to come that is not as usual."""

    iso: str = ""
    day: Words = field(default_factory=dict)
    closure: Words = field(default_factory=dict)
    is_closed_by_law: bool = False
    is_opened: bool = False
    is_closed_by_office: bool = False
    is_past: bool = False
    offerings: list[OfferingDay] = field(default_factory=list)
    choices: list[OfferingLine] = field(default_factory=list)
    coming: list[ComingLine] = field(default_factory=list)
    can_change: bool = False
