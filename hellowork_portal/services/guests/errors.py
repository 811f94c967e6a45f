"""What can go wrong in a lookup without sign-in."""

from hellowork_portal.kit.errors import PortalError


class GuestOver(PortalError):
    """No code is waited for in this browser, or its pass has ended."""

    code = "guest_over"
