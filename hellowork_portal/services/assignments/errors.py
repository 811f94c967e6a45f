"""Why an interview cannot be somebody's."""

from hellowork_portal.kit.errors import PortalError


class CounsellorBusy(PortalError):
    """The counsellor has another interview at that time."""

    code = "staff_counsellor_busy"


class NoCounsellor(PortalError):
    """Nobody of this office is meant."""

    code = "staff_no_counsellor"


class InterviewsLeft(PortalError):
    """Somebody who leaves still has `count` interviews ahead: they are passed on first."""

    code = "staff_interviews_left"
