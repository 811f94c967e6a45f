"""What can go wrong around one's own account."""

from hellowork_portal.kit.errors import PortalError


class AddressChangeOpen(PortalError):
    """The former address may still object until `until`: nothing else is changed meanwhile."""

    code = "address_change_open"


class AddressTaken(PortalError):
    """Another account got this address meanwhile."""

    code = "address_taken"


class AccountNotFound(PortalError):
    """No open account has this reservation number or address."""

    code = "account_not_found"


class ReservationsAhead(PortalError):
    """Closing the account would leave `count` reservations without a person."""

    code = "reservations_ahead"


class InterviewUnderWay(PortalError):
    """An interview of the person has begun: the account stays until it is over."""

    code = "interview_under_way"
