"""What a person sees of a decision."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class DecisionView(Unchanging):
    """What was decided, as the person is told; `outcome` is empty where nothing has been.

    `paid_days` are the certified ones but for those that are put off (先送り), `deferred_days`;
    `reduced_days` are paid less for income (内職減額), `reduction` yen in all, empty for nothing.
    `is_negative`: something was taken or put off, so the right of appeal is told.
    `is_japanese`: what staff wrote, reason or message, is in Japanese.
    """

    outcome: str = ""
    days: int = 0
    paid_days: int = 0
    reduced_days: int = 0
    reduction: str = ""
    deferred_days: int = 0
    yen: str = ""
    reasons: list[Words] = field(default_factory=list)
    reason: str = ""
    message: str = ""
    decided: Words = field(default_factory=dict)
    next_day: Words = field(default_factory=dict)
    next_window: Words = field(default_factory=dict)
    is_negative: bool = False
    is_japanese: bool = False
