"""Why somebody cannot wait for a seat, or cannot take what was offered."""

from hellowork_portal.kit.errors import PortalError


class SeatsFree(PortalError):
    """What somebody would wait for is free at this moment: it can be booked."""

    code = "waitlist_seats_free"


class TooManyWishes(PortalError):
    """The person waits for `most` things already."""

    code = "waitlist_too_many"


class WishGone(PortalError):
    """There is no such wish of this person, or it has ended; the answer is the same for other people's."""

    code = "waitlist_gone"


class NothingEarlier(PortalError):
    """The reservation has no earlier time that it might move to."""

    code = "waitlist_nothing_earlier"
