"""Why an office's settings are not changed."""

from hellowork_portal.kit.errors import PortalError


class ProcedureUnknown(PortalError):
    """No published procedure has this id, or it takes no appointments."""

    code = "staff_procedure_unknown"


class ModeUnknown(PortalError):
    """Interviews are held online, in person or by telephone."""

    code = "staff_mode_unknown"


class AddressNeeded(PortalError):
    """Nobody can come to an office whose address is not known (product.md decision 6)."""

    code = "staff_address_needed"


class ModeBooked(PortalError):
    """`count` people have booked interviews of the present kind."""

    code = "staff_mode_booked"


class HostMissing(PortalError):
    """A host has no address at the provider of meetings."""

    code = "staff_host_missing"


class HostTaken(PortalError):
    """The host is lent to another offering."""

    code = "staff_host_taken"


class HostBooked(PortalError):
    """`count` coming interviews stand with the host."""

    code = "staff_host_booked"


class HostNeeded(PortalError):
    """`count` people are booking seats that could not be held without the host."""

    code = "staff_host_needed"


class PhoneWrong(PortalError):
    """A telephone number has digits and hyphens, and begins with 0."""

    code = "staff_phone_wrong"


class PostalCodeWrong(PortalError):
    """A postal code has seven digits."""

    code = "staff_postal_code_wrong"


class TextTooLong(PortalError):
    """A text has more than `most` signs."""

    code = "staff_text_too_long"


class JapaneseMissing(PortalError):
    """A text in another language needs its Japanese."""

    code = "staff_japanese_missing"


class TextBroken(PortalError):
    """A text has braces that are no reading mark."""

    code = "staff_text_broken"
