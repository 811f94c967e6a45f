"""What the portal needs from whoever runs its online meetings."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from hellowork_portal.kit.errors import PortalError


@dataclass(frozen=True)
class MeetingPlan:
    """One meeting as the portal wants it.

    `host` is the provider's user id. `topic` is seen by the provider, so it
    carries no personal data; `reference` finds the meeting again after a lost
    answer, so it never changes during a reservation's life.
    """

    host: str
    topic: str
    starts_at: datetime
    minutes: int
    reference: str

    def __post_init__(self) -> None:
        """Refuse a start without a time zone and keep it in UTC."""
        if self.starts_at.tzinfo is None:
            raise ValueError("a meeting's start needs a time zone")
        object.__setattr__(self, "starts_at", self.starts_at.astimezone(UTC))


@dataclass(frozen=True)
class MeetingRoom:
    """One meeting as the provider made it; address and passcode stay out of logs."""

    provider_id: str
    host: str
    join_url: str = field(repr=False)
    passcode: str = field(repr=False)


class MeetingsUnavailable(PortalError):
    """The provider is away, slow or has had enough of us; the same call may work later.

    `retry_at` is the instant before which a new try is useless, where known.
    `outcome_unknown`: the call may have taken effect, so a create must be
    repeated with `may_exist`.
    """

    code = "meetings_unavailable"

    def __init__(self, retry_at: datetime | None = None, *, outcome_unknown: bool = False) -> None:
        super().__init__()
        self.retry_at = retry_at
        self.outcome_unknown = outcome_unknown


class MeetingsRefused(PortalError):
    """The provider will go on refusing until somebody changes something.

    `reason` is `credentials` (account, secret, scopes), `host` (no such user)
    or `request` (it does not take what we ask).
    """

    code = "meetings_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class MeetingMissing(PortalError):
    """The provider knows no such meeting (any more)."""

    code = "meeting_missing"


class Meetings(Protocol):
    """Makes, moves and ends online meetings.

    Every method raises MeetingsUnavailable or MeetingsRefused; none may be
    called inside a database transaction, because each one waits for a network.
    """

    def create(self, plan: MeetingPlan, *, may_exist: bool = False) -> MeetingRoom:
        """Make a meeting.

        With `may_exist` (an earlier create has an unknown outcome, or may have
        died before its answer was stored) a meeting that already carries the
        plan's reference is adopted and brought to the plan's time.
        """
        ...

    def move(self, provider_id: str, plan: MeetingPlan) -> None:
        """Change time, length and topic; the host stays. MeetingMissing where it is gone."""
        ...

    def delete(self, provider_id: str) -> None:
        """Remove a meeting; one that is already gone counts as removed."""
        ...

    def start_url(self, provider_id: str) -> str:
        """Return the host's own address, made now: it is a key, expires, and is never stored."""
        ...

    def host_ids(self) -> list[str]:
        """Return the provider ids of every active user who can hold meetings."""
        ...
