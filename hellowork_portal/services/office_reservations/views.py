"""What staff see of reservations; plain values, dates in every language."""

from dataclasses import dataclass, field

from hellowork_portal.forms.views import ConfirmSection
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.audit.views import AuditLine
from hellowork_portal.services.deliveries.views import DeliveryLine


@dataclass(frozen=True)
class FoundRow:
    """One reservation in the list; `trouble` says that its meeting or a letter is stuck."""

    number: str
    number_shown: str
    when: Words
    name: str
    reading: str
    procedure: Words
    mode: str
    state: str
    meeting: str
    is_unconfirmed_claim: bool
    is_by_staff: bool


@dataclass(frozen=True)
class FoundPage(Unchanging):
    """A page of the list."""

    rows: list[FoundRow] = field(default_factory=list)
    page: int = 1
    has_more: bool = False


@dataclass(frozen=True)
class OfferingChoice:
    """An offering of the office, to narrow by."""

    offering_id: int
    words: Words


@dataclass(frozen=True)
class PersonView(Unchanging):
    """Who has booked, as the office needs to know them; the 支給番号 only masked.

    `sharing` counts other accounts that state the same number (product.md decision 3);
    `claimant` says what the office's record is: none, mine, elsewhere.
    """

    applicant_id: int = 0
    name: str = ""
    reading: str = ""
    born_on: Words = field(default_factory=dict)
    phone: str = ""
    mail_address: str = ""
    is_closed: bool = False
    masked_number: str = ""
    sharing: int = 0
    claimant: str = "none"


@dataclass(frozen=True)
class FreeTimeChoice:
    """A time to which a reservation can be moved; `day` as ISO, seats left for staff."""

    slot_id: int
    when: Words
    day: str
    left: int


@dataclass(frozen=True)
class OfficeReservation(Unchanging):
    """The whole of a reservation as its office sees it."""

    number: str = ""
    number_shown: str = ""
    procedure: Words = field(default_factory=dict)
    when: Words = field(default_factory=dict)
    on_day: str = ""
    mode: str = ""
    state: str = ""
    revision: int = 0
    offering_id: int = 0
    office_code: str = ""
    is_by_staff: bool = False
    is_unconfirmed_claim: bool = False
    is_ahead: bool = False
    cancel_reason: str = ""
    cancelled_by: str = ""
    can_change: bool = False
    can_resend: bool = False
    can_retry_meeting: bool = False
    meeting: str = "none"
    join_url: str = field(default="", repr=False)
    passcode: str = field(default="", repr=False)
    person: PersonView = field(default_factory=PersonView)
    answers: list[ConfirmSection] = field(default_factory=list)
    deliveries: list[DeliveryLine] = field(default_factory=list)
    history: list[AuditLine] = field(default_factory=list)
    nearest: list[FreeTimeChoice] = field(default_factory=list)


@dataclass(frozen=True)
class DayLine:
    """A reservation of the day that would be cancelled, or that cannot be any more."""

    number: str
    number_shown: str
    when: Words
    name: str
    procedure: Words
    state: str
    can_cancel: bool


@dataclass(frozen=True)
class DayList(Unchanging):
    """Who is booked on a day: what is cancelled under this fingerprint, and nobody else."""

    day: str = ""
    day_words: Words = field(default_factory=dict)
    lines: list[DayLine] = field(default_factory=list)
    count: int = 0
    left: int = 0
    holds: int = 0
    fingerprint: str = ""
