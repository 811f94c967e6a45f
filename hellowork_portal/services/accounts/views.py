"""What a person sees around their own account; plain values, dates in every language."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class AddressView(Unchanging):
    """One's 利用者ID, a change that waits for its mail, and one that may still be taken back."""

    present: str
    pending: str = ""
    pending_until: Words = field(default_factory=dict)
    open_until: Words = field(default_factory=dict)
    is_open: bool = False


@dataclass(frozen=True)
class LinkedChangeView(Unchanging):
    """What the link of a mail would do to 利用者ID: `old` and `new` as this reader may see them."""

    old: str
    new: str
    until: Words = field(default_factory=dict)


@dataclass(frozen=True)
class SignInLine:
    """One try to sign in, or a run of failed ones."""

    sign_in_id: int
    when: Words
    outcome: str
    count: int
    browser: str
    is_here: bool
    is_disowned: bool
    can_disown: bool


@dataclass(frozen=True)
class ClosingView(Unchanging):
    """What stands in the way of closing an account, and how long the law keeps what stays (years)."""

    reservations: list[Words]
    has_begun: bool
    open_until: Words
    reservation_years: int = 0
    log_years: int = 0
    declaration_years: int = 0
