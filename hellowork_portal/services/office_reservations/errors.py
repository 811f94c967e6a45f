"""Why staff are not given a reservation, or cannot do something to it."""

from hellowork_portal.kit.errors import PortalError


class ReservationUnknown(PortalError):
    """No reservation of the reader's offices has this number; other offices' are answered alike."""

    code = "staff_reservation_unknown"


class ReservationChanged(PortalError):
    """Somebody else has changed or cancelled it since the page was opened."""

    code = "staff_reservation_changed"


class NotConfirmed(PortalError):
    """It was cancelled, or its interview has begun or is over: nothing is left to change."""

    code = "staff_reservation_over"


class NothingToSend(PortalError):
    """There is no letter about it that is still true."""

    code = "staff_nothing_to_send"


class MeetingStands(PortalError):
    """The meeting is there, or none is wanted any more: there is nothing to try again."""

    code = "staff_meeting_stands"


class DayListStale(PortalError):
    """Reservations have come or gone since the list was shown; nothing was cancelled."""

    code = "staff_day_list_stale"

    def __init__(self, arrived: int, gone: int) -> None:
        super().__init__(arrived=arrived, gone=gone)


class DayListEmpty(PortalError):
    """On that day nothing is left to cancel."""

    code = "staff_day_list_empty"


class DayWrong(PortalError):
    """The day is none, is over, or lies beyond what can be booked."""

    code = "staff_day_wrong"


class ReasonMissing(PortalError):
    """Whoever is cancelled or moved is told why, in at most `most` signs."""

    code = "staff_reason_missing"


class TimeGone(PortalError):
    """The time chosen is full by now, closed or over."""

    code = "staff_time_gone"


class PersonBusy(PortalError):
    """The person has another interview at that time, or on that 認定日."""

    code = "staff_person_busy"
