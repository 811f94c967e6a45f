"""Which seats a transaction changes: noted on its session, told to open calendars after the commit.

Whoever writes `slot` notes it here; what is not noted shows half a minute later (ui/shell/live.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

Day = tuple[int, date]
"""A day of an offering: its id and the day in Japan."""
Changed = frozenset[Day] | None
"""Days whose seats may have changed; None says that any may have."""
OnChange = Callable[[Changed], None]
_NAME = "seat_notes"


@dataclass
class SeatNotes:
    """Slots by id, where only that is known, and days of offerings."""

    slots: set[int] = field(default_factory=set)
    days: set[Day] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Whether anything is noted."""
        return bool(self.slots or self.days)

    def add(self, others: "SeatNotes") -> None:
        """Take over what another transaction noted."""
        self.slots |= others.slots
        self.days |= others.days


def note_slots(session: Session, slot_ids: Iterable[int]) -> None:
    """Note slots whose seats this transaction takes or gives back."""
    _notes(session).slots.update(slot_ids)


def note_days(session: Session, days: Iterable[Day]) -> None:
    """Note days of offerings whose slots this transaction writes, resizes or closes."""
    _notes(session).days.update(days)


def notes_of(session: Session) -> SeatNotes | None:
    """Return what was noted, None where nothing was."""
    return session.info.get(_NAME)


def _notes(session: Session) -> SeatNotes:
    return session.info.setdefault(_NAME, SeatNotes())
