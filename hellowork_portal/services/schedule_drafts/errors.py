"""What is wrong with what a manager typed or opened."""

from hellowork_portal.kit.errors import PortalError


class DraftGone(PortalError):
    """The change was applied or dropped since, or is somebody else's."""

    code = "staff_draft_gone"


class NumberWrong(PortalError):
    """A number was wanted."""

    code = "staff_number_wrong"


class TimeWrong(PortalError):
    """A time of the day was wanted."""

    code = "staff_time_wrong"


class DateWrong(PortalError):
    """A day was wanted."""

    code = "staff_date_wrong"


class WeekdayMissing(PortalError):
    """No day of the week is ticked."""

    code = "staff_weekday_missing"


class StretchGone(PortalError):
    """The stretch that was to be changed is not in the week any more."""

    code = "staff_stretch_gone"


class WeekEmpty(PortalError):
    """A week without hours: whoever wants that closes the offering or its days."""

    code = "staff_week_empty"


class OfferingMissing(PortalError):
    """What is to be changed belongs to one procedure, and none is chosen."""

    code = "staff_offering_missing"
