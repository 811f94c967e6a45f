"""What a person sees of their applications: plain values and words in every language."""

from dataclasses import dataclass, field

from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class OfficeLine(Unchanging):
    """The office in charge; `phone` is empty where it is not known."""

    name: Words = field(default_factory=dict)
    code: str = ""
    phone: str = ""


@dataclass(frozen=True)
class DayLine(Unchanging):
    """A 認定日 with its period and the times of its declaration, in words."""

    day: Words = field(default_factory=dict)
    first: Words = field(default_factory=dict)
    last: Words = field(default_factory=dict)
    drafts: Words = field(default_factory=dict)
    opens: Words = field(default_factory=dict)
    until: Words = field(default_factory=dict)
    until_ms: int = 0
    opens_ms: int = 0


@dataclass(frozen=True)
class OwnLine:
    """One own application in the list; a draft has no number."""

    application_id: int
    number: str
    number_shown: str
    state: str
    procedure: Words
    day: Words


@dataclass(frozen=True)
class OwnView(Unchanging):
    """How a person stands: `standing` is a code of `cases.Standing`, or begun, filed, returned.

    `state` is the application's of the coming 認定日, empty where none was begun. `others` are those of
    other days that still move, the returned ones first; where none moves, the last one that was decided.
    `due`: what is to be filed, finished or corrected now: `this` 認定日's, else an `other` one's, else empty.
    """

    standing: str = ""
    state: str = ""
    due: str = ""
    dates: DayLine = DayLine()
    office: OfficeLine = OfficeLine()
    href_id: int = 0
    number: str = ""
    others: list[OwnLine] = field(default_factory=list)
    lines: list[OwnLine] = field(default_factory=list)


@dataclass(frozen=True)
class DayChoice:
    """A day that a person without a record may state."""

    iso: str
    words: Words


@dataclass(frozen=True)
class StartView(Unchanging):
    """What is known before an application is begun.

    `asks_claim`: the person states 認定日 and period; `asks_number`: and their 支給番号, too.
    """

    procedure: Words = field(default_factory=dict)
    summary: Words = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    standing: str = ""
    dates: DayLine = DayLine()
    office: OfficeLine = OfficeLine()
    asks_claim: bool = False
    asks_number: bool = False
    days: list[DayChoice] = field(default_factory=list)
    previous: str = ""
    application_id: int = 0
    number: str = ""


@dataclass(frozen=True)
class AskedField:
    """A field that a 返却 asks for, with the office's note."""

    label: Words
    note: str


@dataclass(frozen=True)
class AskedView(Unchanging):
    """What a 返却 asks for; empty where nothing is asked."""

    message: str = ""
    fields: list[AskedField] = field(default_factory=list)
    due: Words = field(default_factory=dict)


@dataclass(frozen=True)
class DraftView(Unchanging):
    """An application that is being written; `way` is draft, replacing or correcting.

    `standing` is open, drafting, over (of its window), or open where it is a correction.
    """

    application_id: int = 0
    number: str = ""
    way: str = ""
    standing: str = ""
    procedure: Words = field(default_factory=dict)
    dates: DayLine = DayLine()
    office: OfficeLine = OfficeLine()
    is_unconfirmed_claim: bool = False
    saved: str = ""
    minutes_left: int = 0
    asked: AskedView = AskedView()


@dataclass(frozen=True)
class OfferView:
    """A row that one tap adds to a field; `is_there` where such a row stands in the form already."""

    id: str
    field_id: str
    words: Words
    add: Words
    is_there: bool


@dataclass(frozen=True)
class FormPage(Unchanging):
    """The form with what stays as it is beside it, and the rows that are offered; `revision` is the row's."""

    form: FormView
    fixed: list[ConfirmSection]
    offers: list[OfferView]
    boxes: dict[str, str]
    revision: int


@dataclass(frozen=True)
class Doubt:
    """A warning that a person mends or accepts; `rule` names its tick, `field_id` where it stands."""

    rule: str
    words: Words
    label: str
    field_id: str


@dataclass(frozen=True)
class CheckPage:
    """All that will be filed, in words, with the doubts about it; `confirmed` is the mark of it."""

    sections: list[ConfirmSection]
    doubts: list[Doubt]
    confirmed: str


@dataclass(frozen=True)
class EventLine:
    """A line of the timeline."""

    kind: str
    when: Words
    message: str


@dataclass(frozen=True)
class DecisionView(Unchanging):
    """What was decided, as the person is told; `outcome` is empty where nothing has been.

    `paid_days` are the certified ones but for those that are put off (先送り), `deferred_days`;
    `reduced_days` are paid less for income (内職減額), `reduction` yen in all, empty for nothing.
    `is_negative`: something was taken or put off, so the right of appeal is told.
    """

    outcome: str = ""
    days: int = 0
    paid_days: int = 0
    reduced_days: int = 0
    reduction: str = ""
    deferred_days: int = 0
    yen: str = ""
    reasons: list[Words] = field(default_factory=list)
    reason: str = ""
    message: str = ""
    decided: Words = field(default_factory=dict)
    next_day: Words = field(default_factory=dict)
    next_window: Words = field(default_factory=dict)
    is_negative: bool = False


@dataclass(frozen=True)
class ApplicationView(Unchanging):
    """One's own application after it was submitted."""

    application_id: int = 0
    number: str = ""
    number_shown: str = ""
    state: str = ""
    procedure: Words = field(default_factory=dict)
    dates: DayLine = DayLine()
    office: OfficeLine = OfficeLine()
    is_unconfirmed_claim: bool = False
    submitted: Words = field(default_factory=dict)
    history: list[EventLine] = field(default_factory=list)
    asked: AskedView = AskedView()
    decision: DecisionView = DecisionView()
    answers: list[ConfirmSection] = field(default_factory=list)
    interview: str = ""
    can_correct: bool = False
    can_replace: bool = False
    can_withdraw: bool = False


@dataclass(frozen=True)
class DeclarationLink(Unchanging):
    """The declaration that belongs to an interview's day; `number` is empty until it is submitted."""

    is_due: bool = False
    number: str = ""
    number_shown: str = ""
    state: str = ""
