"""Who is acting: given to every service, never taken from what a browser says."""

from dataclasses import dataclass
from enum import StrEnum

from hellowork_portal.kit.errors import NotAllowed, SignInNeeded


class PrincipalKind(StrEnum):
    """The audiences of the portal and the portal itself."""

    ANONYMOUS = "anonymous"
    APPLICANT = "applicant"
    STAFF = "staff"
    GUEST = "guest"
    SYSTEM = "system"


class Role(StrEnum):
    """What a member of staff may do (S1); the last two hold at one office."""

    SYSTEM_ADMINISTRATOR = "system_administrator"
    POLICY_DESIGNER = "policy_designer"
    OFFICE_MANAGER = "office_manager"
    COUNSELLOR = "counsellor"


@dataclass(frozen=True)
class Grant:
    """A role and the office at which it holds, None for the whole country."""

    role: Role
    office_id: int | None = None


@dataclass(frozen=True)
class GuestPass:
    """What a code from a mail has opened: one reservation, as long as it is `owner_id`'s."""

    id: int
    reservation_id: int
    owner_id: int


@dataclass(frozen=True)
class Principal:
    """The actor of a command.

    `id` is the applicant's or the staff member's; `grants` are what staff may do,
    read from the rows at each event; `session_id` the signed-in browser's; `browser` is a
    keyed fingerprint of an anonymous visitor (for counting, not for rights);
    `address` the network address, for limits alone. A guest has no `id`, only a `guest`
    pass; a signed-in person may have one beside their own rights, to claim what it opens.
    """

    kind: PrincipalKind = PrincipalKind.ANONYMOUS
    id: int | None = None
    session_id: int | None = None
    language: str = "ja"
    browser: str = ""
    address: str = ""
    grants: frozenset[Grant] = frozenset()
    guest: GuestPass | None = None

    @property
    def applicant_id(self) -> int:
        """The acting applicant; raises SignInNeeded for everybody else."""
        if self.kind is not PrincipalKind.APPLICANT or self.id is None:
            raise SignInNeeded
        return self.id

    @property
    def staff_id(self) -> int:
        """The acting member of staff; raises SignInNeeded for everybody else."""
        if self.kind is not PrincipalKind.STAFF or self.id is None:
            raise SignInNeeded
        return self.id

    def offices_as(self, *roles: Role) -> frozenset[int]:
        """Return the offices at which a member of staff has one of the roles."""
        return frozenset(
            grant.office_id for grant in self.grants if grant.role in roles and grant.office_id is not None
        )

    def check_at(self, office_id: int, *roles: Role) -> int:
        """Return the staff member's id where one of the roles holds at the office.

        Raises SignInNeeded for people who are no staff, NotAllowed for staff of other
        offices and with other roles alike.
        """
        staff_id = self.staff_id
        if office_id not in self.offices_as(*roles):
            raise NotAllowed
        return staff_id

    def check_role(self, role: Role) -> int:
        """Return the staff member's id where the role holds for the whole country; else NotAllowed."""
        staff_id = self.staff_id
        if Grant(role) not in self.grants:
            raise NotAllowed
        return staff_id

    @property
    def owner_id(self) -> int:
        """Whose reservation is acted on: one's own, or a guest's host; raises SignInNeeded for others.

        Only for services that check the very row with `services/reservations/own.whose`.
        """
        if self.kind is PrincipalKind.GUEST and self.guest:
            return self.guest.owner_id
        return self.applicant_id

    @property
    def actor_id(self) -> int | None:
        """What the record names: the applicant, or a guest's pass."""
        return self.guest.id if self.kind is PrincipalKind.GUEST and self.guest else self.id

    @property
    def counted_as(self) -> str:
        """What limits per person count: an applicant, or one guest's pass, never its owner."""
        if self.kind is PrincipalKind.GUEST and self.guest:
            return f"guest:{self.guest.id}"
        return str(self.applicant_id)


SYSTEM = Principal(kind=PrincipalKind.SYSTEM)
