"""What staff see of claimants, files of them, and people with an account; plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.audit.views import AuditLine
from hellowork_portal.services.certifications.absent_views import AbsentRow
from hellowork_portal.services.office_reservations.views import FoundRow, PersonView


@dataclass(frozen=True)
class FaultLine:
    """What is wrong in a line of a file, as a sentence."""

    line: int
    column: Words
    sentence: Words
    text: str


@dataclass(frozen=True)
class ImportView(Unchanging):
    """A file as it would be taken: how many records are new, changed, the same; what is wrong.

    `losing`: of the changed ones, how many could file online on fewer days than now.
    """

    import_id: int = 0
    file_name: str = ""
    lines: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    losing: int = 0
    fault_count: int = 0
    faults: list[FaultLine] = field(default_factory=list)
    warnings: list[FaultLine] = field(default_factory=list)
    unknown_columns: str = ""
    is_taken: bool = False


@dataclass(frozen=True)
class ClaimantRow:
    """A record in the list; the number only masked."""

    claimant_id: int
    name: str
    reading: str
    masked_number: str
    kind: str
    is_linked: bool


@dataclass(frozen=True)
class ClaimantPage(Unchanging):
    """A page of the list."""

    rows: list[ClaimantRow] = field(default_factory=list)
    page: int = 1
    has_more: bool = False


@dataclass(frozen=True)
class Candidate:
    """An account that states the record's number; what of it fits the record."""

    applicant_id: int
    name: str
    reading: str
    born_on: Words
    mail_address: str
    fits_name: bool
    fits_birth: bool


@dataclass(frozen=True)
class EligibilityView:
    """What staff may set about a person, as it stands in the boxes; `revision` changes with any of it."""

    online_kind: str = ""
    online_from: str = ""
    online_until: str = ""
    sought_on: str = ""
    waiting_ends_on: str = ""
    restricted_from: str = ""
    restricted_until: str = ""
    benefit_ends_on: str = ""
    training_from: str = ""
    training_until: str = ""
    day_type: str = ""
    has_difficulty: bool = False
    revision: str = ""


@dataclass(frozen=True)
class ClaimantView(Unchanging):
    """A record with its account or the accounts that may be it.

    `due` are the days over and next with nothing filed, as the office may settle them.
    """

    claimant_id: int = 0
    name: str = ""
    reading: str = ""
    born_on: Words = field(default_factory=dict)
    masked_number: str = ""
    kind: str = "none"
    online_from: Words = field(default_factory=dict)
    online_until: Words = field(default_factory=dict)
    days: list[Words] = field(default_factory=list)
    due: list[AbsentRow] = field(default_factory=list)
    person: PersonView = field(default_factory=PersonView)
    is_linked: bool = False
    candidates: list[Candidate] = field(default_factory=list)
    has_code: bool = False
    history: list[AuditLine] = field(default_factory=list)
    eligibility: EligibilityView = field(default_factory=EligibilityView)


@dataclass(frozen=True)
class PersonRow:
    """Somebody with an account in the list."""

    applicant_id: int
    name: str
    reading: str
    born_on: Words
    masked_number: str
    is_sharing: bool
    is_linked: bool


@dataclass(frozen=True)
class PeoplePage(Unchanging):
    """A page of people."""

    rows: list[PersonRow] = field(default_factory=list)
    page: int = 1
    has_more: bool = False


@dataclass(frozen=True)
class PersonPage(Unchanging):
    """Somebody with an account, as one office may know them."""

    person: PersonView = field(default_factory=PersonView)
    claimant_id: int = 0
    may_claim_id: int = 0
    reservations: list[FoundRow] = field(default_factory=list)
    history: list[AuditLine] = field(default_factory=list)
    has_code: bool = False
