"""How an office decides, as its manager sees it."""

from dataclasses import dataclass

from hellowork_portal.kit.unchanging import Unchanging


@dataclass(frozen=True)
class ReviewSettings(Unchanging):
    """By one person or two, and how much of a bulk approval is opened first, in percent."""

    needs_two_persons: bool = False
    sample_percent: int = 10


@dataclass(frozen=True)
class FormWindow(Unchanging):
    """From how many days before a 認定日 a declaration is written, and between which times it is filed.

    `today` and `coming` are people whose 認定日 is today, or within four weeks from today.
    """

    days_before: int = 3
    files_from: str = "00:00"
    files_until: str = "17:15"
    today: int = 0
    coming: int = 0
