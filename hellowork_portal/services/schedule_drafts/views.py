"""What managers see while they prepare a change; days and times in Japan's time."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class OfferingLine:
    """An offering of the office, as one chooses among them."""

    offering_id: int
    name: Words
    mode: str
    is_open: bool


@dataclass(frozen=True)
class Block:
    """A stretch of the week as it is drawn: `key` names it, `top` and `height` are CSS lengths."""

    key: str
    weekday: int
    starts: str
    ends: str
    slot_minutes: int
    buffer_minutes: int
    seats: int
    held_back: int
    places: int
    top: str
    height: str
    label: Words = field(default_factory=dict)


@dataclass(frozen=True)
class DayColumn:
    """A weekday with its stretches."""

    weekday: int
    code: str
    blocks: list[Block]


@dataclass(frozen=True)
class HourLine:
    """An hour of the drawing."""

    label: str
    minute: int


@dataclass(frozen=True)
class TurnView:
    """A day from which the week is another one."""

    iso: str
    day: Words
    is_shown: bool


@dataclass(frozen=True)
class WeekEdit(Unchanging):
    """An offering's week as it is being drawn; `is_changed`: there is something to be shown and applied."""

    offering_id: int = 0
    offering: Words = field(default_factory=dict)
    is_stopped: bool = False
    """The office takes no new reservations for it; what is drawn holds once it does again."""
    offerings: list[OfferingLine] = field(default_factory=list)
    columns: list[DayColumn] = field(default_factory=list)
    hours: list[HourLine] = field(default_factory=list)
    day: str = ""
    turns: list[TurnView] = field(default_factory=list)
    valid_from: str = ""
    valid_to: str = ""
    is_changed: bool = False
    is_empty: bool = True
    usual: list[Words] = field(default_factory=list)
    """The week that the procedure usually has, in lines; only where there are no hours yet."""
    lengths: dict[str, str] = field(default_factory=dict)
    """Box → number with which a new stretch begins: most weeks have the same all over."""
    can_change: bool = False
    has_weekend: bool = False
    weekly_places: int = 0
    weekly_seats: int = 0
    lanes: int = -1
    """Meetings that the lent hosts can hold at once; -1 where none are needed."""


@dataclass(frozen=True)
class TimeChoice:
    """A time that somebody can be moved to."""

    value: str
    when: Words


@dataclass(frozen=True)
class StrandedLine:
    """A reservation without a seat after the change, and what was decided on it ("" for nothing yet)."""

    reservation_id: int
    number: str
    name: str
    when: Words
    offering: Words
    can_move: bool
    decision: str
    moved_to: str
    times: list[TimeChoice]
    has_more: bool


@dataclass(frozen=True)
class DayLine:
    """A day of an offering that changes."""

    day: Words
    offering: Words
    added: Words
    removed: Words
    resized: Words
    left_out: Words


@dataclass(frozen=True)
class PlanView(Unchanging):
    """What a change would do; numbers of all, lines of a part."""

    draft_id: int = 0
    kind: str = ""
    sentence: Words = field(default_factory=dict)
    added: int = 0
    removed: int = 0
    resized: int = 0
    left_out: int = 0
    rejoined: int = 0
    """Times among those added in which somebody was kept when they were closed."""
    holds: int = 0
    days: list[DayLine] = field(default_factory=list)
    more_days: int = 0
    stranded: list[StrandedLine] = field(default_factory=list)
    stranded_count: int = 0
    undecided: int = 0
    first_shown: int = 0
    page_size: int = 50
    warnings: list[Words] = field(default_factory=list)
    more_warnings: int = 0
    needs_reason: bool = False
    reason_ja: str = ""
    reason_en: str = ""
    has_slots: bool = False
    offering_id: int = 0
    """The one offering whose week or receipt it changes; 0 where it is more or the whole office's."""


@dataclass(frozen=True)
class HistoryLine:
    """A change that was made, in words."""

    change_id: int
    when: Words
    who: str
    sentence: Words
    is_undone: bool
    can_undo: bool
