"""What a person sees of their own account."""

from dataclasses import dataclass

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class ProfileView(Unchanging):
    """Particulars as raw answers of the particulars form, the number masked."""

    mail_address: str
    name: str
    typed: dict[str, str]
    masked_number: str


@dataclass(frozen=True)
class BrowserView:
    """One browser in which the person is signed in."""

    browser: str
    since: Words
    is_here: bool
