"""Why a schedule is not changed; each is a sentence for the manager."""

from hellowork_portal.kit.errors import NotAllowed as NotAllowed
from hellowork_portal.kit.errors import PortalError


class ScheduleInPast(PortalError):
    """A day that is over cannot be changed."""

    code = "schedule_in_past"


class ScheduleTooFar(PortalError):
    """A day lies more than `years` years ahead, or a stretch of days is longer than `days`."""

    code = "schedule_too_far"


class ScheduleDatesWrong(PortalError):
    """The last day comes before the first."""

    code = "schedule_dates_wrong"


class ScheduleHoursWrong(PortalError):
    """A stretch that ends before it begins, leaves the day, or does not keep to five minutes."""

    code = "schedule_hours_wrong"


class ScheduleLengthWrong(PortalError):
    """A time is 5 to 240 minutes, its rest 0 to 60, both in steps of five; a time must fit its stretch."""

    code = "schedule_length_wrong"


class ScheduleOverlaps(PortalError):
    """Two stretches of the same weekday, or two exceptions of a day, overlap."""

    code = "schedule_overlaps"


class ScheduleNoSeats(PortalError):
    """A stretch without a seat: leave it out, or close it."""

    code = "schedule_no_seats"


class ScheduleSeatsAbsurd(PortalError):
    """Fewer than none or more than `most` seats or people."""

    code = "schedule_seats_absurd"


class ScheduleHeldBackWrong(PortalError):
    """More seats held back than there are."""

    code = "schedule_held_back_wrong"


class ScheduleReasonMissing(PortalError):
    """A closure has no Japanese reason, or one of more than `most` signs."""

    code = "schedule_reason_missing"


class ScheduleReleaseWrong(PortalError):
    """Days ahead, the minute of opening or the cut-off lie outside what makes sense."""

    code = "schedule_release_wrong"


class ScheduleSameAlready(PortalError):
    """The schedule says so already: nothing would change."""

    code = "schedule_same_already"


class ScheduleNothingToCopy(PortalError):
    """The week to be copied is empty."""

    code = "schedule_nothing_to_copy"


class UndoNotLast(PortalError):
    """Something was changed since, or there is nothing left to undo."""

    code = "undo_not_last"


class UndoBooked(PortalError):
    """`count` people have booked into what the change added."""

    code = "undo_booked"


class StrandedUndecided(PortalError):
    """`count` reservations that the change would strand have no decision yet."""

    code = "stranded_undecided"


class StrandedMoveFailed(PortalError):
    """The reservation `number` cannot be moved to the time chosen; nothing was changed."""

    code = "stranded_move_failed"


class StrandedOnlyKept(PortalError):
    """The interview of reservation `number` has begun: it can only be kept."""

    code = "stranded_only_kept"
