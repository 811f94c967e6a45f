"""Who is acting: given to every service, never taken from what a browser says."""

from dataclasses import dataclass
from enum import StrEnum

from hellowork_portal.kit.errors import SignInNeeded


class PrincipalKind(StrEnum):
    """The audiences of the portal and the portal itself."""

    ANONYMOUS = "anonymous"
    APPLICANT = "applicant"
    SYSTEM = "system"


@dataclass(frozen=True)
class Principal:
    """The actor of a command.

    `id` is the applicant's; `session_id` the signed-in browser's; `browser` is a
    keyed fingerprint of an anonymous visitor (for counting, not for rights);
    `address` the network address, for limits alone.
    """

    kind: PrincipalKind = PrincipalKind.ANONYMOUS
    id: int | None = None
    session_id: int | None = None
    language: str = "ja"
    browser: str = ""
    address: str = ""

    @property
    def applicant_id(self) -> int:
        """The acting applicant; raises SignInNeeded for everybody else."""
        if self.kind is not PrincipalKind.APPLICANT or self.id is None:
            raise SignInNeeded
        return self.id


SYSTEM = Principal(kind=PrincipalKind.SYSTEM)
