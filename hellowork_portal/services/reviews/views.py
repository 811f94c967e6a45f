"""What staff see of cases; plain values, dates and amounts in every language."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.audit.views import AuditLine
from hellowork_portal.services.certifications.absent_views import AbsentRow
from hellowork_portal.services.office_reservations.views import PersonView


@dataclass(frozen=True)
class CaseRow:
    """One case of the list. `is_due`: its 認定日 has come."""

    number: str
    number_shown: str
    name: str
    reading: str
    certification: Words
    submitted: Words
    state: str
    assigned: str
    is_due: bool
    is_unconfirmed: bool
    awaits_approval: bool
    flags: int
    warnings: int


@dataclass(frozen=True)
class Colleague:
    """Somebody of the office to whom cases can be given."""

    staff_id: int
    name: str


@dataclass(frozen=True)
class CasePage(Unchanging):
    """A page of the list, with how many there are of what is to be done.

    `settled` are absences that the office has settled without the portal.
    """

    rows: list[CaseRow] = field(default_factory=list)
    page: int = 1
    has_more: bool = False
    received: int = 0
    in_review: int = 0
    returned: int = 0
    approval: int = 0
    absent: int = 0
    absences: list[AbsentRow] = field(default_factory=list)
    settled: list[AbsentRow] = field(default_factory=list)
    mine: int = 0
    nobodys: int = 0
    colleagues: list[Colleague] = field(default_factory=list)


@dataclass(frozen=True)
class Doubt:
    """What a rule has found at a field, as a sentence; `level` is warning or flag."""

    field_id: str
    label: str
    rule: str
    level: str
    sentence: Words


@dataclass(frozen=True)
class AnswerLine:
    """One answer of the declaration beside the same one of the earlier declaration.

    `label` and words that have marks carry readings; `doubts` stand at the answer.
    """

    field_id: str
    label: str
    words: str
    has_marks: bool
    earlier: str = ""
    earlier_has_marks: bool = False
    is_same: bool = False
    is_asked: bool = False
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True)
class AnswerSection:
    """Answers under their heading."""

    id: str
    title: str
    lines: list[AnswerLine]


@dataclass(frozen=True)
class EarlierCase:
    """An earlier declaration of the person at this office."""

    number: str
    number_shown: str
    certification: Words
    state: str


@dataclass(frozen=True)
class TalkLine:
    """An interview of the person: held counselling with its notes, or the one of this 認定日."""

    number: str
    when: Words
    procedure: Words
    state: str
    on_day: str
    notes: list[str] = field(default_factory=list)
    is_of_day: bool = False


@dataclass(frozen=True)
class Stretch:
    """Days in a row that are not certified, for the form: ISO days and the reason's code."""

    turn: int
    first: str
    last: str
    why: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True)
class ProposalView(Unchanging):
    """What the portal proposes, with its working; amounts empty where they are not known."""

    outcome: str = ""
    certified_days: int = 0
    reduced_days: int = 0
    reduction_yen: int = 0
    deferred_days: int = 0
    payable_yen: str = ""
    payable_shown: str = ""
    remaining_days: str = ""
    next_on: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    working: list[Words] = field(default_factory=list)
    is_complete: bool = False


@dataclass(frozen=True)
class InputsView(Unchanging):
    """What the record says: yen and days as they stand in boxes, empty where unknown."""

    daily_wage: str = ""
    daily_allowance: str = ""
    total_days: str = ""
    remaining_days: str = ""
    deduction: str = ""
    revision: int = 0
    has_record: bool = False


@dataclass(frozen=True)
class DecisionView:
    """A decision of the case as staff read it."""

    turn: int
    outcome: str
    who: str
    when: Words
    certified_days: int
    payable: str
    next_on: Words
    reason: str
    override_reason: str
    message: str
    stretches: list[Stretch]
    is_bulk: bool
    standing: str
    """in_force, replaced, waiting or sent_back"""
    approver: str = ""
    approval_reason: str = ""


@dataclass(frozen=True)
class CaseView(Unchanging):
    """Everything for one decision in one place."""

    application_id: int = 0
    number: str = ""
    number_shown: str = ""
    state: str = ""
    revision: int = 0
    procedure: Words = field(default_factory=dict)
    certification: Words = field(default_factory=dict)
    certification_on: str = ""
    period: Words = field(default_factory=dict)
    period_days: int = 0
    submitted: Words = field(default_factory=dict)
    assigned: str = ""
    is_unconfirmed: bool = False
    claimant_id: int = 0
    may_claim_id: int = 0
    person: PersonView = field(default_factory=PersonView)
    sections: list[AnswerSection] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    earlier: list[EarlierCase] = field(default_factory=list)
    compared: Words = field(default_factory=dict)
    talks: list[TalkLine] = field(default_factory=list)
    proposal: ProposalView = field(default_factory=ProposalView)
    inputs: InputsView = field(default_factory=InputsView)
    decisions: list[DecisionView] = field(default_factory=list)
    waiting_turn: int = 0
    may_open: bool = False
    may_return: bool = False
    may_decide: bool = False
    may_approve: bool = False
    is_correction: bool = False
    needs_two: bool = False
    history: list[AuditLine] = field(default_factory=list)


@dataclass(frozen=True)
class BulkLine:
    """A case that may be approved together with others; `is_sample`: to be opened first."""

    number: str
    number_shown: str
    name: str
    certification: Words
    certified_days: int
    payable: str
    next_on: Words
    is_sample: bool
    is_seen: bool


@dataclass(frozen=True)
class BulkView(Unchanging):
    """Cases without a doubt, what would be decided of each, and the sample to be looked at first."""

    lines: list[BulkLine] = field(default_factory=list)
    count: int = 0
    sample: int = 0
    unseen: int = 0
    left: int = 0
    fingerprint: str = ""
    needs_two: bool = False
