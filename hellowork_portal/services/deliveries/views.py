"""What staff see of what leaves the house; plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class DeliveryLine:
    """A letter, a reminder or a meeting's work: how far it is, and what is wrong in words.

    `state` is one of rules.STATES; `job_id` is 0 where nothing is left to retry or stop.
    """

    job_id: int
    kind: str
    state: str
    when: Words
    error: Words = field(default_factory=dict)
    recipient: str = ""
    number: str = ""
    number_shown: str = ""
    interview: Words = field(default_factory=dict)
    can_retry: bool = False
    can_stop: bool = False


@dataclass(frozen=True)
class DeliveryPage(Unchanging):
    """A page of what was sent, or of what is still to be sent."""

    lines: list[DeliveryLine] = field(default_factory=list)
    page: int = 1
    has_more: bool = False


@dataclass(frozen=True)
class Stuck(Unchanging):
    """How much of an office's does not get through by itself; `since` is the oldest of it."""

    letters: int = 0
    meetings: int = 0
    since: Words = field(default_factory=dict)
