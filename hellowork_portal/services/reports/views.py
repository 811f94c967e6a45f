"""What readers of reports are shown."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class ReportLine(Unchanging):
    """A line of a table: whole numbers, and shares in per cent and days as text, a dash where there are none.

    `code` is an office's, with which its own report is found; empty for other lines.
    """

    name: Words = field(default_factory=dict)
    code: str = ""
    offered: int = 0
    booked: int = 0
    attended: int = 0
    no_show: int = 0
    cancelled: int = 0
    open: int = 0
    refused: int = 0
    fill: str = ""
    no_show_rate: str = ""
    lead_median: str = ""
    lead_p90: str = ""


@dataclass(frozen=True)
class LeadLine(Unchanging):
    """How many booked so many days ahead, and which share of all that is."""

    name: Words
    count: int
    share: str


@dataclass(frozen=True)
class RangeChoice(Unchanging):
    """A range of days that one click chooses; `is_chosen`: it is the one shown."""

    code: str
    since: str
    until: str
    is_chosen: bool


@dataclass(frozen=True)
class ProcedureChoice(Unchanging):
    """A procedure to which a report can be narrowed."""

    id: str
    name: Words


@dataclass(frozen=True)
class ReportView(Unchanging):
    """A report; `offices` are one page of those compared, empty where one office was asked for."""

    since: str = ""
    until: str = ""
    days: Words = field(default_factory=dict)
    office: Words = field(default_factory=dict)
    total: ReportLine = ReportLine()
    procedures: list[ReportLine] = field(default_factory=list)
    weekdays: list[ReportLine] = field(default_factory=list)
    hours: list[ReportLine] = field(default_factory=list)
    leads: list[LeadLine] = field(default_factory=list)
    offices: list[ReportLine] = field(default_factory=list)
    office_count: int = 0
    page: int = 1
    pages: int = 1
    choices: list[RangeChoice] = field(default_factory=list)
    procedure_choices: list[ProcedureChoice] = field(default_factory=list)
