"""Why the office cannot be told something today."""

from hellowork_portal.kit.errors import PortalError


class NotTheDay(PortalError):
    """Notices are for the half hour before an interview and until its end."""

    code = "day_notice_not_now"
