"""What people see of their waiting; all plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class OfferView(Unchanging):
    """A seat that is kept for the person until `until`.

    `hold_id` leads on to the booking; where the seat would move a reservation, its
    `number`, `revision` and the new slot lead on to the change.
    """

    hold_id: int = 0
    slot_id: int = 0
    on_day: str = ""
    number: str = ""
    revision: int = 0
    when: Words = field(default_factory=dict)
    until: Words = field(default_factory=dict)
    expires_ms: int = 0
    now_ms: int = 0


@dataclass(frozen=True)
class WaitingRow:
    """One wish: `kind` is slot, day or earlier; `wish` the time, the day, or the reservation's present time.

    `number` is that reservation's. `state` is waiting, offered, booked, left or over;
    `offer` is filled where a seat is kept.
    """

    entry_id: int
    kind: str
    state: str
    offering_id: int
    wanted: str
    procedure: Words
    office: Words
    wish: Words
    since: Words
    offer: OfferView
    number: str = ""


@dataclass(frozen=True)
class OwnWaiting:
    """What the person waits for, offers first, and what has ended lately."""

    active: list[WaitingRow]
    ended: list[WaitingRow]
    most: int


@dataclass(frozen=True)
class OfferFacts:
    """What a letter about an offer says; personal parts stay out of logs."""

    applicant_id: int
    name: str = field(repr=False)
    mail_address: str = field(repr=False)
    chosen_language: str
    kind: str
    procedure: Words
    office: Words
    phone: str
    when: Words
    before: Words
    until: Words
