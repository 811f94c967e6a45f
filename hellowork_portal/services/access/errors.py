"""What can go wrong at the door."""

from hellowork_portal.kit.errors import PortalError


class LinkProblem(PortalError):
    """A mail link that does not lead on; the reason is part of the code."""

    def __init__(self, reason: str) -> None:
        self.code = f"link_{reason}"
        super().__init__()
        self.reason = reason


class WrongCredentials(PortalError):
    """No account with this address and password; says neither which."""

    code = "wrong_credentials"


class WrongPassword(PortalError):
    """The signed-in person's own password was not this."""

    code = "wrong_password"
