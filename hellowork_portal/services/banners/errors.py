"""Why a banner is not put up or taken down."""

from hellowork_portal.kit.errors import PortalError


class BannerTextMissing(PortalError):
    """A banner needs its Japanese text; other languages fall back to it."""

    code = "banner_text_missing"


class BannerTextTooLong(PortalError):
    """A text has more than `most` signs: nobody reads more above a page."""

    code = "banner_text_too_long"


class BannerTextBroken(PortalError):
    """A text has braces that are no reading mark."""

    code = "banner_text_broken"


class BannerTimesWrong(PortalError):
    """The end lies before the beginning, or is over already."""

    code = "banner_times_wrong"


class BannerEndMissing(PortalError):
    """Maintenance is announced with its end: people plan by it."""

    code = "banner_end_missing"


class BannerOfficeUnknown(PortalError):
    """No office has the code `office`."""

    code = "banner_office_unknown"


class BannerGone(PortalError):
    """There is no banner `banner`, or it was taken down before."""

    code = "banner_gone"
