"""What the list of procedures shows, and the wish that its address states. No Reflex here."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import Words, of_day, same
from hellowork_portal.services.offices.names import with_reading
from hellowork_portal.services.offices.service import prefecture_data
from hellowork_portal.services.offices.views import OfficeView
from hellowork_portal.services.procedures.search import PER_PAGE, Filters, ProcedureResult, SearchPage

PURPOSES = ("certification", "counselling", "other")
PREFECTURES = {
    one["code"]: same(one["name"]) | {"ja-easy": with_reading(one["name"], one["kana"]), "en": one["latin"]}
    for one in prefecture_data()
}
"""The name of each by its code, north to south: fixed by law, so compiled into the page."""
MODES = ("online", "in_person", "telephone")
RESULTS = "results"
"""The id of the heading that a page turn leads to."""
_LONGEST_QUERY, _LONGEST_TYPED = 100, 1000
_NEIGHBOURS = 1


@dataclass(frozen=True)
class Wish:
    """What somebody looks for: exactly what stands in the address."""

    query: str = ""
    purpose: str = ""
    prefecture: str = ""
    mode: str = ""
    office_id: int = 0
    page: int = 1

    @property
    def filters(self) -> Filters:
        """The conditions as the search knows them."""
        return Filters(self.purpose, self.prefecture, self.mode, self.office_id or None)

    @property
    def has_conditions(self) -> bool:
        """Whether anything but words narrows the list down."""
        return bool(self.purpose or self.prefecture or self.mode or self.office_id)

    def address(self, **changes: object) -> str:
        """Return the address of this wish with some things changed; any change begins at page 1."""
        wish = replace(self, page=1, **changes) if changes else self
        return routes.with_query(
            routes.PROCEDURES,
            q=wish.query,
            purpose=wish.purpose,
            prefecture=wish.prefecture,
            mode=wish.mode,
            office=wish.office_id or "",
            page=wish.page if wish.page > 1 else "",
        )


def wish_of(asked: dict[str, str], prefectures: Iterable[str]) -> Wish:
    """Return the wish in an address or a form; what cannot be is as if it had not been said."""
    return Wish(
        query=_sendable(" ".join(asked.get("q", "")[:_LONGEST_TYPED].split())[:_LONGEST_QUERY]),
        purpose=_known(asked.get("purpose", ""), PURPOSES),
        prefecture=_known(asked.get("prefecture", ""), prefectures),
        mode=_known(asked.get("mode", ""), MODES),
        office_id=_number(asked.get("office", "")),
        page=max(1, _number(asked.get("page", ""))),
    )


def _sendable(text: str) -> str:
    """Return a text without the halves of signs that no address can carry."""
    return text.encode(errors="ignore").decode()


def _known(text: str, choices: Iterable[str]) -> str:
    return text if text in choices else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass(frozen=True)
class KindText:
    """A procedure's words, kept once for all its cards."""

    name: Words = field(default_factory=dict)
    summary: Words = field(default_factory=dict)


@dataclass(frozen=True)
class ResultCard:
    """A procedure at an office; `next_free` is a day in words, `has_free` whether there is one."""

    href: str
    procedure_code: str
    purpose: str
    office: Words
    mode: str
    is_own: bool
    next_free: Words
    has_free: bool
    office_href: str = ""


@dataclass(frozen=True)
class PageLink:
    """One step of the paging; a gap stands for pages left out."""

    label: str
    href: str
    is_current: bool = False
    is_gap: bool = False


@dataclass(frozen=True)
class OfficeChoice:
    """An office of the prefecture that was picked."""

    name: Words
    href: str
    is_chosen: bool


def cards_of(found: SearchPage) -> list[ResultCard]:
    """Return the cards of a page of results."""
    return [_card(result) for result in found.results]


def _card(result: ProcedureResult) -> ResultCard:
    return ResultCard(
        href=routes.calendar(result.offering_id),
        procedure_code=result.procedure_code,
        purpose=result.purpose,
        office=result.office,
        mode=result.mode.value,
        is_own=result.is_own_office,
        next_free=of_day(date.fromisoformat(result.next_free_on)) if result.next_free_on else {},
        has_free=bool(result.next_free_on),
        office_href=routes.office(result.office_code),
    )


def kinds_of(found: SearchPage) -> dict[str, KindText]:
    """Return the words of each procedure on a page."""
    return {one.procedure_code: KindText(one.name, one.summary) for one in found.results}


def span_of(found: SearchPage) -> tuple[int, int]:
    """Return the numbers of the first and the last result shown, counted from 1; 0 and 0 for none."""
    first = (found.page - 1) * PER_PAGE
    return (first + 1, first + len(found.results)) if found.results else (0, 0)


def pages_of(wish: Wish, page: int, pages: int) -> list[PageLink]:
    """Return the paging: first, last and the neighbours of the page shown; nothing for a single page."""
    if pages < 2:
        return []
    near = range(page - _NEIGHBOURS, page + _NEIGHBOURS + 1)
    shown = [number for number in range(1, pages + 1) if number in (1, pages) or number in near]
    links: list[PageLink] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            links.append(PageLink("…", "", is_gap=True))
        links.append(PageLink(str(number), page_address(wish, number), is_current=number == page))
    return links


def page_address(wish: Wish, page: int) -> str:
    """Return the address of another page of the same results."""
    return replace(wish, page=page).address() + f"#{RESULTS}"


def offices_of(offices: Iterable[OfficeView], wish: Wish) -> list[OfficeChoice]:
    """Return a prefecture's offices as choices that keep the other conditions."""
    return [
        OfficeChoice(
            office.words,
            wish.address(office_id=office.id) + f"#{RESULTS}",
            office.id == wish.office_id,
        )
        for office in offices
    ]
