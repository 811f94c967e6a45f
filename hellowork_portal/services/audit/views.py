"""What readers of the audit are shown."""

from dataclasses import dataclass, field
from datetime import datetime

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class Place(Unchanging):
    """Where a page of the audit ends: the next one begins behind it."""

    at: datetime
    id: int


@dataclass(frozen=True)
class Told(Unchanging):
    """One detail in words; `was` is what it had been, empty where the entry knows no other value."""

    label: Words
    was: Words
    value: Words


@dataclass(frozen=True)
class AuditLine(Unchanging):
    """One entry as a sentence; `details` are its codes and ids as they were written, `told` says them.

    `actor` and `subject` are what they are looked for by: an id, or a reservation's number.
    """

    id: int
    at: Words
    sentence: Words
    action: str
    subject_kind: str
    subject_id: int | None
    details: list[tuple[str, str]]
    is_sealed: bool
    told: list[Told] = field(default_factory=list)
    actor_kind: str = ""
    actor: str = ""
    subject: str = ""


@dataclass(frozen=True)
class AuditPage(Unchanging):
    """Entries, newest first; `next` is where the following page begins, None at the end."""

    lines: list[AuditLine] = field(default_factory=list)
    next: Place | None = None


@dataclass(frozen=True)
class ChainView(Unchanging):
    """How the audit's chain stands: its head, and what waits for the next seal.

    `waiting` is counted up to a thousand; `is_late`: something has waited longer than sealing takes.
    """

    number: int = 0
    hash: str = ""
    sealed_at: Words = field(default_factory=dict)
    waiting: int = 0
    is_late: bool = False
