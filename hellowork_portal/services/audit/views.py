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
class AuditLine(Unchanging):
    """One entry as a sentence; `details` are its codes and ids as they were written."""

    id: int
    at: Words
    sentence: Words
    action: str
    subject_kind: str
    subject_id: int | None
    details: list[tuple[str, str]]
    is_sealed: bool


@dataclass(frozen=True)
class AuditPage(Unchanging):
    """Entries, newest first; `next` is where the following page begins, None at the end."""

    lines: list[AuditLine] = field(default_factory=list)
    next: Place | None = None
