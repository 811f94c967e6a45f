"""What the page of an office shows. No Reflex here."""

from dataclasses import dataclass, field
from datetime import date

from hellowork_portal.kit import routes
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words, of_day
from hellowork_portal.services.directory.views import OfferedHere, OfficePage
from hellowork_portal.services.schedules.views import ClosedDay, HoursLine


@dataclass(frozen=True)
class OfferedCard:
    """A procedure of the office; `next_free` is a day in words, empty where none is free."""

    href: str
    name: Words
    summary: Words
    mode: str
    next_free: Words
    hours: list[HoursLine]


@dataclass(frozen=True)
class OfficeText(Unchanging):
    """The whole page; a `phone_kind` of portal means that the number is the operator's."""

    code: str = ""
    name: Words = field(default_factory=dict)
    formal_name: str = ""
    postal_code: str = ""
    address: str = ""
    phone: str = ""
    phone_kind: str = "none"
    jurisdiction: str = ""
    offered: list[OfferedCard] = field(default_factory=list)
    closed_today: Words = field(default_factory=dict)
    closures: list[ClosedDay] = field(default_factory=list)
    announcement: Words = field(default_factory=dict)
    access: Words = field(default_factory=dict)
    opening_hours: Words = field(default_factory=dict)
    interpreters: list[str] = field(default_factory=list)
    others_href: str = ""
    counselling_href: str = ""


def text_of(page: OfficePage) -> OfficeText:
    """Return what the page shows of an office."""
    office = page.office
    return OfficeText(
        code=office.code,
        name=office.words,
        formal_name=office.formal_name,
        postal_code=f"〒{office.postal_code}" if office.postal_code else "",
        address=office.address,
        phone=office.phone,
        phone_kind=office.phone_kind.value,
        jurisdiction=office.jurisdiction,
        offered=[_card(one) for one in page.offered],
        closed_today=page.closed_today,
        closures=page.closures,
        announcement=page.announcement,
        access=page.access,
        opening_hours=page.opening_hours,
        interpreters=page.interpreters,
        others_href=routes.with_query(routes.OFFICES, prefecture=office.prefecture_code),
        counselling_href=routes.with_query(
            routes.PROCEDURES, purpose="counselling", prefecture=office.prefecture_code
        ),
    )


def _card(offered: OfferedHere) -> OfferedCard:
    free = offered.next_free_on
    return OfferedCard(
        href=routes.calendar(offered.offering_id),
        name=offered.name,
        summary=offered.summary,
        mode=offered.mode,
        next_free=of_day(date.fromisoformat(free)) if free else {},
        hours=offered.hours,
    )
