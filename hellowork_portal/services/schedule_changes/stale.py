"""A preview that things have overtaken: nothing is done, and the manager is told what differs."""

from dataclasses import dataclass
from datetime import datetime

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.services.schedule_changes.plan import ChangePlan


@dataclass(frozen=True)
class MadeMeanwhile:
    """A change that somebody else made since the preview: who (their id), when, what kind."""

    change_id: int
    made_by: int
    made_at: datetime
    kind: str


@dataclass(frozen=True)
class Difference:
    """How things differ from a preview: changes made, reservations come and gone, seats otherwise."""

    made: tuple[MadeMeanwhile, ...]
    arrived: tuple[int, ...]
    gone: tuple[int, ...]
    slots_differ: bool


class PreviewStale(PortalError):
    """Something has changed since the preview; `difference` says what, `plan` is how it would be now."""

    code = "preview_stale"

    def __init__(self, difference: Difference, plan: ChangePlan) -> None:
        super().__init__(changes=len(difference.made), arrived=len(difference.arrived))
        self.difference = difference
        self.plan = plan
