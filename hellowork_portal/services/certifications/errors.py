"""What can stand in the way of a 認定日, its calendar, and requests to change it."""

from hellowork_portal.kit.errors import PortalError


class SettingUnknown(PortalError):
    """There is no dated setting of this `code`; `known` names those there are."""

    code = "staff_setting_unknown"


class SettingWrong(PortalError):
    """A dated setting's value lacks something or has something that cannot be; `names` says what."""

    code = "staff_setting_wrong"


class CalendarDayUnknown(PortalError):
    """The office's calendar has no such day."""

    code = "staff_calendar_day_unknown"


class CalendarDayOver(PortalError):
    """A 認定日 that is over or today's cannot be moved, nor one be moved to such a day."""

    code = "staff_calendar_day_over"


class CalendarDayFar(PortalError):
    """A 認定日 moves by at most `days` days."""

    code = "staff_calendar_day_far"


class CalendarDayClosed(PortalError):
    """The office is closed on the day that was chosen."""

    code = "staff_calendar_day_closed"


class CalendarDayMissing(PortalError):
    """No day was chosen."""

    code = "staff_calendar_day_missing"


class CalendarYearWrong(PortalError):
    """Only the present and the next fiscal year can be made."""

    code = "staff_calendar_year_wrong"


class CalendarPreviewStale(PortalError):
    """Something that the preview has shown is otherwise now; nothing was changed."""

    code = "staff_calendar_preview_stale"


class CalendarUndecided(PortalError):
    """`count` people have a booking or an approved day, and nobody has said what becomes of them."""

    code = "staff_calendar_undecided"


class CalendarSame(PortalError):
    """The change changes nothing."""

    code = "staff_calendar_same"
