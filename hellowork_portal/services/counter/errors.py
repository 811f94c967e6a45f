"""Why somebody cannot be booked at the counter or by telephone."""

from hellowork_portal.kit.errors import PortalError


class ConsentMissing(PortalError):
    """Nobody is booked without having agreed, and how they did is noted."""

    code = "staff_consent_missing"


class ReasonMissing(PortalError):
    """A seat beyond the plan needs a reason."""

    code = "staff_overbooking_reason"


class PersonGone(PortalError):
    """The person was found too long ago, by somebody else or for another office: search again."""

    code = "staff_person_gone"
