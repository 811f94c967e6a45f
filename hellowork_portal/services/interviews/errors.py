"""Why a step of an interview's day cannot be taken; told to staff on the board."""

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.words import Words, in_all
from hellowork_portal.services.interviews.rules import Stage


class InterviewMoved(PortalError):
    """Somebody else was quicker: the interview stands elsewhere by now, and the board shows where."""

    code = "staff_interview_moved"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage=_stage(stage))


class StepImpossible(PortalError):
    """This cannot be done with an interview that has come so far."""

    code = "staff_step_impossible"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage=_stage(stage))


class NotTheDay(PortalError):
    """Interviews are lived through on their own day."""

    code = "staff_not_the_day"


class TooEarly(PortalError):
    """Nobody is absent before the interview's beginning."""

    code = "staff_too_early_for_no_show"


class OurSide(PortalError):
    """A cause on our side is never a no-show (product.md decision 12)."""

    code = "staff_our_side"


class IdentityMissing(PortalError):
    """A 失業認定 cannot be done with somebody whom nobody has recognised."""

    code = "staff_identity_missing"


class SeatGone(PortalError):
    """The seat that the end had freed was given to somebody else, so the step cannot be taken back."""

    code = "staff_seat_gone"


class NoteEmpty(PortalError):
    """A note says something."""

    code = "staff_note_empty"


class NoteTooLong(PortalError):
    """A note has `most` signs at most."""

    code = "staff_note_too_long"


class NoticeAnswered(PortalError):
    """There is no notice any more that waits for an answer."""

    code = "staff_notice_answered"


class MeetingNotReady(PortalError):
    """There is no room yet that could be opened."""

    code = "staff_meeting_not_ready"


def _stage(stage: Stage) -> Words:
    return in_all(f"staff.day.stage.{stage.value}")
