"""What screens are told of staff."""

from dataclasses import dataclass, field
from datetime import datetime

from hellowork_portal.kit.principal import Grant
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.assignments.views import OpenInterview


@dataclass(frozen=True)
class StaffSessionView:
    """A recognised session with what its owner may do at this moment."""

    session_id: int
    staff_id: int
    name: str
    grants: frozenset[Grant]
    idle_ends_at: datetime
    ends_at: datetime
    needs_touch: bool

    @property
    def can_be_extended(self) -> bool:
        """Whether staying active moves the end; the absolute end moves for nobody."""
        return self.idle_ends_at < self.ends_at


@dataclass(frozen=True)
class StaffOffice:
    """An office at which somebody works, with their roles there."""

    id: int
    code: str
    words: Words
    roles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class JoiningView(Unchanging):
    """How far somebody has come behind an invitation: `stage` is name, authenticator or codes."""

    stage: str
    mail_address: str
    name: str = ""
    qr_path: str = ""
    qr_width: int = 0
    shown_secret: str = ""
    address: str = ""
    codes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RoleLine:
    """A live role of a member; `office` is empty for the office of the list and for the whole country."""

    role_id: int
    role: str
    office: Words
    can_end: bool


@dataclass(frozen=True)
class MemberLine:
    """A member of staff as those see them who look after the same office."""

    staff_id: int
    name: str
    mail_address: str
    is_active: bool
    is_self: bool
    can_reset: bool
    can_close: bool
    roles: list[RoleLine] = field(default_factory=list)


@dataclass(frozen=True)
class PeopleView(Unchanging):
    """The people of one office, or of the whole country where `office` is empty."""

    office_code: str
    office: Words
    members: list[MemberLine] = field(default_factory=list)
    grantable: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Receiver:
    """Somebody who could take interviews over."""

    staff_id: int
    name: str


@dataclass(frozen=True)
class HandoverLine:
    """Somebody with interviews ahead at an office, and to whom they can be passed on."""

    staff_id: int
    name: str
    interviews: list[OpenInterview]
    receivers: list[Receiver]


@dataclass(frozen=True)
class StaffSignInLine:
    """One try to sign in to one's own account."""

    when: Words
    outcome: str
    browser: str
    is_here: bool


@dataclass(frozen=True)
class StaffBrowser:
    """A browser in which one is signed in."""

    browser: str
    since: Words
    is_here: bool


@dataclass(frozen=True)
class OwnSecurity(Unchanging):
    """What somebody sees of their own account's safety."""

    mail_address: str
    codes_left: int
    browsers: list[StaffBrowser] = field(default_factory=list)
    sign_ins: list[StaffSignInLine] = field(default_factory=list)


@dataclass(frozen=True)
class NewAuthenticator(Unchanging):
    """What an authenticator is set up with: QR code (a path of squares), secret to type, address."""

    qr_path: str
    qr_width: int
    shown_secret: str
    address: str
