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


class DayChangeNoRecord(PortalError):
    """No office has a record of the person, so nobody could decide."""

    code = "day_change_no_record"


class DayChangeNotYours(PortalError):
    """The day is none of the person's coming 認定日."""

    code = "day_change_not_yours"


class DayChangeTooLate(PortalError):
    """A change is asked for by the day before; on the day itself the office is telephoned."""

    code = "day_change_too_late"


class DayChangeReasonMissing(PortalError):
    """None of the reasons was chosen."""

    code = "day_change_reason_missing"


class DayChangeNoteMissing(PortalError):
    """Another reason is to be told in words."""

    code = "day_change_note_missing"


class DayChangeNoteLong(PortalError):
    """A text has more than `most` signs."""

    code = "day_change_note_long"


class DayChangeDayWrong(PortalError):
    """A day that cannot be read, that is over, or beyond the next 認定日."""

    code = "day_change_day_wrong"


class DayChangeAsked(PortalError):
    """A change of this day is asked for already and not answered yet."""

    code = "day_change_asked"


class DayChangeUnknown(PortalError):
    """There is no such request for whoever asks; others' are answered alike."""

    code = "day_change_unknown"


class DayChangeAnswered(PortalError):
    """The request was answered or withdrawn meanwhile."""

    code = "day_change_answered"


class DayChangeGone(PortalError):
    """The day is none of the person's 認定日 any more, so that none can stand in its place."""

    code = "staff_day_change_gone"


class DayChangeFiled(PortalError):
    """The declaration for the day has been filed; its day stays."""

    code = "staff_day_change_filed"


class DayChangeUnlinked(PortalError):
    """The record is no longer linked to the account that asked."""

    code = "staff_day_change_unlinked"


class DayChangeAnswerMissing(PortalError):
    """Whom something is refused is told why."""

    code = "staff_day_change_answer_missing"


class DayChangeClosed(PortalError):
    """The office is closed on the new day."""

    code = "staff_day_change_closed"


class DayChangeNewDayWrong(PortalError):
    """The new day is missing, over, the same, or beyond the next 認定日."""

    code = "staff_day_change_new_day"
