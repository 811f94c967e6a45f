"""The day of an interview as a table of steps; pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.models import IdentityResult
from hellowork_portal.models import ReservationState as State


class Deed(StrEnum):
    """What a counsellor does on the day board, one key each."""

    CHECK_IN = "check_in"
    IDENTIFY = "identify"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"


class Stage(StrEnum):
    """How far an interview has come, as the board says it."""

    EXPECTED = "expected"
    OVERDUE = "overdue"
    WAITING = "waiting"
    IDENTIFIED = "identified"
    IN_PROGRESS = "in_progress"
    OVERRUN = "overrun"
    DONE = "done"
    NO_SHOW = "no_show"


STEPS: dict[tuple[State, Deed], State] = {
    (State.CONFIRMED, Deed.CHECK_IN): State.CHECKED_IN,
    (State.CONFIRMED, Deed.IDENTIFY): State.CHECKED_IN,
    (State.CONFIRMED, Deed.START): State.IN_PROGRESS,
    (State.CONFIRMED, Deed.NO_SHOW): State.NO_SHOW,
    (State.CHECKED_IN, Deed.IDENTIFY): State.CHECKED_IN,
    (State.CHECKED_IN, Deed.START): State.IN_PROGRESS,
    (State.CHECKED_IN, Deed.NO_SHOW): State.NO_SHOW,
    (State.IN_PROGRESS, Deed.IDENTIFY): State.IN_PROGRESS,
    (State.IN_PROGRESS, Deed.FINISH): State.COMPLETED,
}
"""State and deed → the state after it; whoever is recognised is there. What is missing cannot be done."""
SHOWN = (State.CONFIRMED, State.CHECKED_IN, State.IN_PROGRESS, State.COMPLETED, State.NO_SHOW)
ENDED = (State.COMPLETED, State.NO_SHOW)
"""States on the board, and those of them that hold no seat any more."""
LIVE = (State.CONFIRMED, State.CHECKED_IN, State.IN_PROGRESS)
LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Progress:
    """What decides about a step: the state, and what was noted on the way to it."""

    state: State
    waiting_since: datetime | None
    identity_result: str

    @property
    def is_identified(self) -> bool:
        """Whether somebody has recognised the person."""
        return self.identity_result == IdentityResult.CONFIRMED


def stage_of(progress: Progress, ends_at: datetime, now: datetime) -> Stage:
    """Return the stage of an interview; one that goes on after its end has overrun.

    One whose end has passed without anything done is overdue: somebody has to say what became of it.
    """
    if progress.state == State.IN_PROGRESS:
        return Stage.OVERRUN if now >= ends_at else Stage.IN_PROGRESS
    if progress.state == State.CHECKED_IN:
        return Stage.IDENTIFIED if progress.is_identified else Stage.WAITING
    if progress.state == State.CONFIRMED and now >= ends_at:
        return Stage.OVERDUE
    return {State.COMPLETED: Stage.DONE, State.NO_SHOW: Stage.NO_SHOW}.get(progress.state, Stage.EXPECTED)


def state_before(progress: Progress) -> State | None:
    """Return where one step back leads for a mistaken key, None where nothing can be taken back."""
    came_from = State.CONFIRMED if progress.waiting_since is None else State.CHECKED_IN
    if progress.state == State.CHECKED_IN:
        return State.CHECKED_IN if progress.identity_result else State.CONFIRMED
    if progress.state in (State.IN_PROGRESS, State.NO_SHOW):
        return came_from
    return State.IN_PROGRESS if progress.state == State.COMPLETED else None


def is_the_day(starts_at: datetime, now: datetime) -> bool:
    """Whether it is the day of the interview in Japan: only then it is lived through."""
    return day_in_japan(starts_at) == day_in_japan(now)
