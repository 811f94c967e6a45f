"""What the browser may know of a hold or a reservation; all plain values."""

from dataclasses import dataclass, field

from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class PlaceView:
    """What is reserved, where and when, in every language."""

    procedure: Words
    office: Words
    when: Words
    mode: str
    phone: str
    address: str
    office_code: str = ""


@dataclass(frozen=True)
class LeewayView:
    """What can still be changed online once it is confirmed; `code` as `windows.Leeway.code` says it."""

    code: str = ""
    change_until: Words = field(default_factory=dict)
    cancel_until: Words = field(default_factory=dict)


@dataclass(frozen=True)
class HoldView(Unchanging):
    """A hold as its owner sees it; `is_live` is False once it has ended.

    `kept_until` is filled where it stands longer than extending could give (an offer);
    at `look_ms` extending begins to be of use.
    """

    hold_id: int
    slot_id: int
    offering_id: int
    place: PlaceView
    expires_ms: int
    now_ms: int
    extensions_left: int
    is_live: bool
    is_confirmed: bool
    number: str
    has_agreed: bool
    needs_number: bool
    is_unconfirmed_claim: bool
    kept_until: Words = field(default_factory=dict)
    look_ms: int = 0
    leeway: LeewayView = field(default_factory=LeewayView)


@dataclass(frozen=True)
class FreeTime:
    """A free slot near the one that was lost."""

    slot_id: int
    when: Words


@dataclass(frozen=True)
class ReservationRow:
    """One line of the lookup's list; `number` is empty for nothing but a hold."""

    number: str
    number_shown: str
    procedure: Words
    office: Words
    when: Words
    state: str
    is_future: bool


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened to a reservation, newest last; `note` says more about it."""

    event: str
    when: Words
    note: Words = field(default_factory=dict)


@dataclass(frozen=True)
class ChangeView(Unchanging):
    """One's own reservation with the times it may move to.

    `days` are the ISO days on which its new time may lie, empty for any day of the
    offering's window; `closes_minutes` is how long before its start a time of `on_day`
    must be chosen, None where the offering's own limit holds. `state` and `can_change` say
    whether anything can be changed at all.
    """

    number: str
    number_shown: str
    place: PlaceView
    state: str
    revision: int
    slot_id: int
    offering_id: int
    on_day: str
    days: list[str]
    closes_minutes: int | None
    is_certification: bool
    can_change: bool
    change_until: Words


@dataclass(frozen=True)
class ReservationDetail(Unchanging):
    """The whole of one's own reservation; the meeting's address only when it is ready."""

    number: str
    number_shown: str
    place: PlaceView
    state: str
    is_future: bool
    is_unconfirmed_claim: bool
    meeting_state: str
    join_url: str = field(repr=False)
    passcode: str = field(repr=False)
    bring: Words
    notes: Words
    purpose: str
    slot_id: int
    offering_id: int
    revision: int
    change_until: Words
    cancel_until: Words
    can_change: bool
    can_cancel: bool
    is_same_day_only: bool
    history: list[HistoryLine]
