"""What the booking at the counter shows; all plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class PersonLine(Unchanging):
    """Somebody who was found; `key` says who may book for them where, and is of no use to others."""

    key: str = ""
    name: str = ""
    reading: str = ""
    born: Words = field(default_factory=dict)
    phone: str = ""
    claimant_number: str = ""
    has_account: bool = False


@dataclass(frozen=True)
class OfferingChoice(Unchanging):
    """What the office offers; `needs_number`: nobody is booked for it without a 支給番号."""

    id: int = 0
    name: Words = field(default_factory=dict)
    needs_number: bool = False
    mode: str = ""


@dataclass(frozen=True)
class TimeChoice(Unchanging):
    """A time of a day with the seats that staff can still give; `is_on` goes on at this moment."""

    slot_id: int
    starts: str
    ends: str
    left: int
    capacity: int
    is_on: bool


@dataclass(frozen=True)
class TimesView(Unchanging):
    """The times of one offering on one day; neighbours in ISO form, empty where there is none."""

    offering_id: int = 0
    on_day: str = ""
    day: Words = field(default_factory=dict)
    before: str = ""
    after: str = ""
    times: list[TimeChoice] = field(default_factory=list)


@dataclass(frozen=True)
class BookedView(Unchanging):
    """What staff tell whom they have booked for; `has_host`: a meeting can be held at that time.

    `has_mail`: letters reach the person; to who has none all is told or given on paper.
    """

    id: int = 0
    number: str = ""
    number_shown: str = ""
    has_host: bool = True
    name: str = ""
    phone: str = ""
    has_mail: bool = False
    procedure: Words = field(default_factory=dict)
    when: Words = field(default_factory=dict)
    mode: str = ""
