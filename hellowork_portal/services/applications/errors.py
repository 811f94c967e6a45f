"""What can stand in the way of an application."""

from hellowork_portal.kit.errors import PortalError


class ApplicationUnknown(PortalError):
    """There is no such application for whoever asks; somebody else's is answered alike."""

    code = "application_unknown"


class ApplicationChanged(PortalError):
    """Somebody has acted on it meanwhile; `state` is what it is now."""

    code = "application_changed"


class ApplicationOpened(PortalError):
    """Staff have opened it: its person can no longer change it (V20)."""

    code = "application_opened"


class MovedMeanwhile(PortalError):
    """The page was drawn before the application was filed or moved on; `revision` is where it is now."""

    code = "application_moved_meanwhile"


class FieldFixed(PortalError):
    """A 返却 asks for other fields than this one."""

    code = "application_field_fixed"


class DraftTooLarge(PortalError):
    """More was typed than any form takes; nothing of it was kept."""

    code = "application_draft_too_large"


class AnswersChanged(PortalError):
    """What would be filed is not what the check page has shown: it was changed in another tab or device."""

    code = "application_answers_changed"


class TermsMissing(PortalError):
    """The procedure's terms were not agreed to."""

    code = "application_terms_not_agreed"


class DraftsNotYet(PortalError):
    """A declaration is begun from the day `drafts` on (decision 10)."""

    code = "drafts_not_yet"


class FilesNotYet(PortalError):
    """It is filed between `opens` and `until` of its 認定日 (V02)."""

    code = "files_not_yet"


class FilesOver(PortalError):
    """The time for filing ended at `until`; what was written is kept (V02)."""

    code = "files_over"


class FilesInPerson(PortalError):
    """The office's record does not let the person file online (decision 4)."""

    code = "files_in_person"


class FirstInPerson(PortalError):
    """The first 認定日 is in person (decision 4)."""

    code = "first_in_person"


class NoCertificationDay(PortalError):
    """The office's record knows no coming 認定日."""

    code = "no_certification_day"


class PeriodDecided(PortalError):
    """Some of the period was decided about under another 認定日 (V01)."""

    code = "period_decided"


class PeriodFiled(PortalError):
    """Some of the period was declared under another 認定日, and that declaration stands (V01)."""

    code = "period_filed"


class DayMoved(PortalError):
    """The office's record no longer knows the 認定日 for which the application was begun."""

    code = "certification_day_moved"


class WarningsNotAccepted(PortalError):
    """Doubts of the rules that the person has neither mended nor accepted; `rules` names them in a log."""

    code = "warnings_not_accepted"
