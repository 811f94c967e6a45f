"""What a letter or a calendar file says about a reservation."""

from dataclasses import dataclass, field
from datetime import datetime

from hellowork_portal.kit.words import Words
from hellowork_portal.models import Mode


@dataclass(frozen=True)
class ReservationFacts:
    """A confirmed reservation in words; personal parts stay out of logs.

    `revision` rises with every change and with the cancelling. `language` is that of the
    last thing done to the reservation, `person_language` that of the last sign-in. `phone`
    is the office's, or with `is_operator_phone` the portal's own, because the office's is
    unknown.
    """

    reservation_id: int
    applicant_id: int
    number: str
    shown_number: str
    revision: int
    is_live: bool
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    confirmed_at: datetime
    language: str
    name: str = field(repr=False)
    mail_address: str = field(repr=False)
    procedure: Words
    office: Words
    office_address: str
    phone: str
    is_operator_phone: bool
    notes: Words
    cancel_until: datetime
    change_until: datetime
    cancelled_at: datetime | None
    wants_reminders: bool
    person_language: str
    is_certification: bool
    chosen_language: str = ""
    """The language that the person has chosen for mails; empty while it follows the pages."""

    @property
    def is_online(self) -> bool:
        """Whether there is a meeting to wait for."""
        return self.mode is Mode.ONLINE

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self.cancelled_at is not None
