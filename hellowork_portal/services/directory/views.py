"""What people read about an office: public, the same for everybody."""

from dataclasses import dataclass

from hellowork_portal.kit.words import Words
from hellowork_portal.services.offices.views import OfficeView
from hellowork_portal.services.schedules.views import ClosedDay, HoursLine


@dataclass(frozen=True)
class OfferedHere:
    """A procedure that the office takes reservations for; `next_free_on` is ISO or empty."""

    offering_id: int
    name: Words
    summary: Words
    mode: str
    next_free_on: str
    hours: list[HoursLine]


@dataclass(frozen=True)
class OfficePage:
    """An office's whole page; `closed_today` says why nobody is there today, empty otherwise.

    The office's own words are empty where it has said nothing; `interpreters` are codes.
    """

    office: OfficeView
    offered: list[OfferedHere]
    closed_today: Words
    closures: list[ClosedDay]
    announcement: Words
    access: Words
    opening_hours: Words
    interpreters: list[str]


@dataclass(frozen=True)
class OfficesFound:
    """Offices in the order of showing; `total` counts those left out too."""

    offices: list[OfficeView]
    total: int
