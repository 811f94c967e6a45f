"""Why a seat is not given, a hold not kept, a reservation not found."""

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.words import Words


class SlotFull(PortalError):
    """Somebody else took the last seat."""

    code = "slot_full"


class SlotNotOffered(PortalError):
    """The slot does not exist, is closed, or lies outside the offering's window."""

    code = "slot_not_offered"


class SeatLost(PortalError):
    """A late confirmation found its seat taken; what was typed is kept."""

    code = "seat_lost"


class OfferKept(PortalError):
    """A seat is kept for the person, won by waiting: another one is had only by giving that up by name."""

    code = "offer_kept"

    def __init__(self, hold_id: int, when: Words, until: Words) -> None:
        super().__init__(when=when, until=until)
        self.hold_id = hold_id


class Overlaps(PortalError):
    """The person has another live interview at that time."""

    code = "overlaps"


class TooManyReservations(PortalError):
    """The person holds `most` future reservations of this purpose already."""

    code = "too_many_reservations"


class AlreadyReserved(PortalError):
    """The person has a live 失業認定 interview on that 認定日."""

    code = "already_reserved"


class NotEligible(PortalError):
    """A claimant's record does not allow this interview; `reason` is part of the code."""

    def __init__(self, reason: str, **values: object) -> None:
        self.code = f"not_eligible_{reason}"
        super().__init__(**values)


class ClaimantNumberNeeded(PortalError):
    """失業認定 needs a 支給番号; it can be added on the way."""

    code = "claimant_number_needed"


class TermsNotAgreed(PortalError):
    """The procedure's terms were not agreed to."""

    code = "terms_not_agreed"


class HoldGone(PortalError):
    """There is no such hold of this person; the answer is the same for other people's."""

    code = "hold_gone"


class NoMoreExtensions(PortalError):
    """A hold is extended twice at most."""

    code = "no_more_extensions"


class TooLateToChange(PortalError):
    """The cut-off for another time has passed; `until` says when it was."""

    code = "too_late_to_change"


class TooLateToCancel(PortalError):
    """The cut-off for cancelling has passed; `until` says when it was."""

    code = "too_late_to_cancel"


class DayMayNotChange(PortalError):
    """A 失業認定 stays on its 認定日: only its time may move."""

    code = "day_may_not_change"


class GuestTimeRefused(PortalError):
    """Something of the owner's that a guest may not learn of forbids this time."""

    code = "guest_time_refused"


class ReservationMoved(PortalError):
    """The reservation was changed elsewhere since this page was opened."""

    code = "reservation_moved"


class ReservationCancelled(PortalError):
    """The reservation was cancelled."""

    code = "reservation_cancelled"


class ReservationUnderWay(PortalError):
    """The interview has begun or is over: nothing is left to change."""

    code = "reservation_under_way"


class ReservationNotFound(PortalError):
    """No own reservation has this number; other people's are answered alike."""

    code = "reservation_not_found"


class OfferMoves(PortalError):
    """The hold offers an earlier time for a reservation: it is taken by changing that one."""

    code = "offer_moves"
