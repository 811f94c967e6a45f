"""How an office decides, as its manager sees it."""

from dataclasses import dataclass

from hellowork_portal.kit.unchanging import Unchanging


@dataclass(frozen=True)
class ReviewSettings(Unchanging):
    """By one person or two, and how much of a bulk approval is opened first, in percent."""

    needs_two_persons: bool = False
    sample_percent: int = 10
