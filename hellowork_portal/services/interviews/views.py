"""What the day board shows; all plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class BoardRow(Unchanging):
    """One interview of the day.

    `procedure` is a key of the board's `procedures`; `since` is since when the person waits.
    `notice` is what they told last and nobody has answered: cannot_connect or late, with
    `notice_minutes`.
    """

    id: int
    number: str
    starts: str
    ends: str
    name: str
    reading: str
    procedure: str
    mode: str
    stage: str
    counsellor_id: int
    counsellor: str
    since: str
    identity: str
    meeting: str
    notice: str
    notice_minutes: int
    revision: int
    is_our_side: bool
    is_by_staff: bool


@dataclass(frozen=True)
class Counsellor(Unchanging):
    """Somebody who can hold interviews at the office."""

    id: int
    name: str


@dataclass(frozen=True)
class DayView(Unchanging):
    """A day of an office; `before` and `after` are its neighbours, `on_day` in ISO form."""

    office_code: str = ""
    on_day: str = ""
    before: str = ""
    after: str = ""
    day: Words = field(default_factory=dict)
    is_today: bool = False
    rows: list[BoardRow] = field(default_factory=list)
    procedures: dict[str, Words] = field(default_factory=dict)
    counsellors: list[Counsellor] = field(default_factory=list)
    own_id: int = 0
    office_id: int = 0


@dataclass(frozen=True)
class NoteLine(Unchanging):
    """A note with its author and hour."""

    author: str
    when: Words
    text: str


@dataclass(frozen=True)
class Answer(Unchanging):
    """What somebody has answered to one question of the procedure's form."""

    question: str
    answer: str


@dataclass(frozen=True)
class Choice(Unchanging):
    """Something to choose: its id and its words."""

    id: int
    label: str


@dataclass(frozen=True)
class InterviewDetail(Unchanging):
    """Everything that is needed to hold one interview."""

    id: int = 0
    number: str = ""
    name: str = ""
    reading: str = ""
    born: Words = field(default_factory=dict)
    phone: str = ""
    claimant_number: str = ""
    when: Words = field(default_factory=dict)
    procedure: Words = field(default_factory=dict)
    mode: str = ""
    stage: str = ""
    revision: int = 0
    meeting: str = ""
    counsellor_id: int = 0
    identity_method: str = ""
    identity_result: str = ""
    identity_by: str = ""
    since: str = ""
    started: str = ""
    ended: str = ""
    is_our_side: bool = False
    is_unconfirmed_claim: bool = False
    is_certification: bool = False
    application_number: str = ""
    """The declaration of that person for that day, empty where none was filed."""
    applicant_id: int = 0
    offering_id: int = 0
    notice: str = ""
    notice_minutes: int = 0
    notice_when: Words = field(default_factory=dict)
    notice_answer: str = ""
    free_today: list[Choice] = field(default_factory=list)
    swaps: list[Choice] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    notes: list[NoteLine] = field(default_factory=list)
