"""What the list of offices shows. No Reflex here."""

from dataclasses import dataclass, field

from hellowork_portal.kit import routes
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words
from hellowork_portal.services.offices.views import OfficeView


@dataclass(frozen=True)
class OfficeLine(Unchanging):
    """An office in a list; `phone_kind` is office, portal or none."""

    href: str = ""
    name: Words = field(default_factory=dict)
    address: str = ""
    phone: str = ""
    phone_kind: str = "none"


def line_of(office: OfficeView) -> OfficeLine:
    """Return the line of an office; a number that is not its own would be the same on every line."""
    is_own = office.phone_kind == "office"
    return OfficeLine(
        href=routes.office(office.code),
        name=office.words,
        address=office.address,
        phone=office.phone if is_own else "",
        phone_kind=office.phone_kind.value,
    )
