"""An office's settings as its manager sees and changes them."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class HostLine:
    """A host of online meetings that is lent to an offering."""

    host_id: int
    name: str
    lanes: int


@dataclass(frozen=True)
class ProcedureLine:
    """A procedure that the office may offer; `offering_id` 0: it never did."""

    procedure_id: int
    offering_id: int
    name: Words
    summary: Words
    mode: str
    usual_mode: str
    is_open: bool
    has_hours: bool
    hosts: list[HostLine]
    lanes: int
    needs_hosts: bool


@dataclass(frozen=True)
class Step:
    """Something to be done before an office can be booked: `code`, whether it is done, where it leads."""

    code: str
    is_done: bool
    is_next: bool
    offering_id: int = 0
    anchor: str = ""


@dataclass(frozen=True)
class BannerRow:
    """A banner on the office's pages; `state` is planned, shown, over or taken_down."""

    id: int
    kind: str
    state: str
    when: Words
    text: Words
    can_end: bool


@dataclass(frozen=True)
class SettingsView(Unchanging):
    """Everything of the screen; texts by box, such as `access_ja`."""

    code: str = ""
    name: Words = field(default_factory=dict)
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    interpreters: list[str] = field(default_factory=list)
    procedures: list[ProcedureLine] = field(default_factory=list)
    host_example: str = ""
    """A host who could be lent, in a demonstration."""
    steps: list[Step] = field(default_factory=list)
    is_set_up: bool = True
    bookable_id: int = 0
    banners: list[BannerRow] = field(default_factory=list)
    can_change: bool = False
