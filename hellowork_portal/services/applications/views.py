"""What a person sees of their applications: plain values and words in every language."""

from dataclasses import dataclass, field

from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.applications.decision_views import DecisionView
from hellowork_portal.services.applications.interview_views import InterviewLink


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
    """One own application in the list; a draft has no number, and only a returned one may be due by a day."""

    application_id: int
    number: str
    number_shown: str
    state: str
    procedure: Words
    day: Words
    due_on: Words = field(default_factory=dict)


@dataclass(frozen=True)
class OwnView(Unchanging):
    """How a person stands: `standing` is a code of `cases.Standing`, or begun, filed, returned.

    `state` is the application's of the coming 認定日, empty where none was begun. `others` are those of
    other days that still move, the returned ones first; where none moves, the last one that was decided.
    `due`: what is to be filed, finished or corrected now: `this` 認定日's, else an `other` one's, else empty;
    `correct_by`: the day by which a returned one is to be filed again, where the office set one.
    """

    standing: str = ""
    state: str = ""
    due: str = ""
    correct_by: Words = field(default_factory=dict)
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
    """What a 返却 asks for; empty where nothing is asked. `is_japanese`: the office wrote it in Japanese."""

    message: str = ""
    fields: list[AskedField] = field(default_factory=list)
    due: Words = field(default_factory=dict)
    is_japanese: bool = False


@dataclass(frozen=True)
class DraftView(Unchanging):
    """An application that is being written; `way` is draft, replacing or correcting.

    `standing` is open, drafting, over (of its window), or open where it is a correction.
    """

    application_id: int = 0
    number: str = ""
    number_shown: str = ""
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
    field_id: str


@dataclass(frozen=True)
class CheckPage:
    """All that will be filed, in words, with the doubts about it; `confirmed` is the mark of it."""

    sections: list[ConfirmSection]
    doubts: list[Doubt]
    confirmed: str


@dataclass(frozen=True)
class EventLine:
    """A line of the timeline; `is_office_japanese`: the message is the office's and in Japanese."""

    kind: str
    when: Words
    message: str
    is_office_japanese: bool = False


@dataclass(frozen=True)
class ApplicationView(Unchanging):
    """One's own application after it was submitted.

    `submitted` is when it was filed first, `stated` when last, its truth stated with it; `filed_as` is
    how that was: submitted, replaced or corrected.
    """

    application_id: int = 0
    number: str = ""
    number_shown: str = ""
    state: str = ""
    procedure: Words = field(default_factory=dict)
    dates: DayLine = DayLine()
    office: OfficeLine = OfficeLine()
    is_unconfirmed_claim: bool = False
    submitted: Words = field(default_factory=dict)
    stated: Words = field(default_factory=dict)
    filed_as: str = ""
    history: list[EventLine] = field(default_factory=list)
    asked: AskedView = AskedView()
    decision: DecisionView = field(default_factory=DecisionView)
    answers: list[ConfirmSection] = field(default_factory=list)
    interview: InterviewLink = field(default_factory=InterviewLink)
    can_correct: bool = False
    can_replace: bool = False
    can_withdraw: bool = False


@dataclass(frozen=True)
class DeclarationLink(Unchanging):
    """The declaration that belongs to an interview's day; `number` is empty until it is submitted.

    `own` is how it stands, and what can be done about it now; empty where no case is known.
    """

    is_due: bool = False
    number: str = ""
    number_shown: str = ""
    state: str = ""
    own: OwnView = OwnView()
