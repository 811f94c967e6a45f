"""The person's own particulars (product.md decision 11), checked by the form engine's field types."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hellowork_portal.forms.particulars import parse_particulars
from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.kit.text import search_key


@dataclass(frozen=True)
class Person:
    """Checked particulars; `claimant_number` is 14 digits or empty."""

    name: str
    reading: str
    born_on: date
    phone: str
    postal_code: str
    address: str
    claimant_number: str

    def columns(self) -> dict[str, Any]:
        """Return the columns of `applicant`, the 支給番号 sealed."""
        number = self.claimant_number
        return {
            "name": self.name,
            "reading": self.reading,
            "name_key": search_key(self.name),
            "reading_key": search_key(self.reading),
            "born_on": self.born_on,
            "phone": self.phone,
            "postal_code": self.postal_code,
            "address": self.address,
            "claimant_number_sealed": seal(number) if number else "",
            "claimant_number_fingerprint": fingerprint(number) if number else "",
        }


def checked_person(typed: Mapping[str, Any], *, now: datetime) -> Person:
    """Return the particulars normalised; raises Invalid with an error per field."""
    values, errors = parse_particulars(typed, today=clock.day_in_japan(now))
    if errors:
        raise Invalid(errors)
    return Person(**{**values, "born_on": date.fromisoformat(values["born_on"])})


def masked(number: str) -> str:
    """Return a 支給番号 as screens show it: *****-**-******-1 (domain.md §3)."""
    return f"*****-**-******-{number[-1]}" if number else ""
