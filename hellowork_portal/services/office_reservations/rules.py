"""What staff look for among reservations, and why they move or cancel one; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hellowork_portal.forms.field_types.insurance import CLAIMANT_DIGITS
from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.kit.text import digits, normalise
from hellowork_portal.kit.words import Words, in_all, staff_written
from hellowork_portal.models import ReservationState
from hellowork_portal.services.office_reservations import errors
from hellowork_portal.services.reservations.rules import number_typed

LONGEST_WORDS, LONGEST_REASON, MOST_PAGES = 60, 200, 2000
_HASH_SIGNS = 64
SHOWN = tuple(
    state for state in ReservationState if state not in (ReservationState.HELD, ReservationState.EXPIRED)
)
"""States that staff search by: a hold is nobody's appointment yet."""


class Why(StrEnum):
    """Why staff move or cancel a reservation."""

    ASKED = "asked"
    STAFF_AWAY = "staff_away"
    CLOSED = "closed"
    WEATHER = "weather"
    FAULT = "fault"
    OTHER = "other"


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty fields do not narrow.

    `words` is a 予約番号, a name or a reading. `claimant` is the keyed fingerprint of a
    支給番号: the number itself never stands in an address.
    """

    words: str = ""
    claimant: str = ""
    first: date | None = None
    last: date | None = None
    state: str = ""
    offering_id: int = 0
    newest_first: bool = False
    page: int = 1

    @property
    def number(self) -> str:
        """The 予約番号 that was typed, empty where it is none."""
        return number_typed(self.words) or ""


def wanted_of(asked: Mapping[str, str], today: date) -> Wanted:
    """Return what an address asks for; what makes no sense in it does not narrow.

    Without any question: what lies ahead, from today on.
    """
    words = normalise(asked.get("q", ""))[:LONGEST_WORDS]
    claimant = asked.get("claimant", "")
    claimant = claimant if len(claimant) == _HASH_SIGNS and claimant.isalnum() else ""
    first, last = day_of(asked.get("from", "")), day_of(asked.get("to", ""))
    if not (words or claimant or first or last):
        first = today
    order = asked.get("order", "")
    newest_first = order == "newest" if order else not (first and first >= today)
    state = asked.get("state", "")
    return Wanted(
        words=words,
        claimant=claimant,
        first=first,
        last=last,
        state=state if state in SHOWN else "",
        offering_id=_whole(asked.get("offering", "")),
        newest_first=newest_first,
        page=min(_whole(asked.get("page", "")) or 1, MOST_PAGES),
    )


def claimant_hash(typed: str) -> str:
    """Return the fingerprint to search by where a 支給番号 was typed, else nothing."""
    number = digits(typed)
    return fingerprint(number) if len(number) == CLAIMANT_DIGITS and number.isdecimal() else ""


def day_of(text: str) -> date | None:
    """Return a day written as ISO, None for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-12-01") else None
    except ValueError:
        return None


def _whole(text: str) -> int:
    is_one = text.isascii() and text.isdigit() and len(text) < len("1234567890")
    return int(text) if is_one else 0


def reason_words(why: str, text: str) -> Words:
    """Return what the letter says of a reason; empty where the person has asked for it.

    Raises ReasonMissing for none, and where the office's own words are missing or too long.
    """
    if why not in tuple(Why):
        raise errors.ReasonMissing(most=LONGEST_REASON)
    if why == Why.ASKED:
        return {}
    if why != Why.OTHER:
        return in_all(f"office_reason.{why}")
    written = normalise(text)
    if not written or len(written) > LONGEST_REASON:
        raise errors.ReasonMissing(most=LONGEST_REASON)
    return staff_written({"ja": written})
