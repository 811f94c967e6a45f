"""What the list of applications shows, and the addresses of its pages. No Reflex here."""

from collections.abc import Iterable
from dataclasses import dataclass

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import Words
from hellowork_portal.services.procedures.search import ProcedureResult

RESULTS = "results"
_LONGEST_QUERY = 100


@dataclass(frozen=True)
class ApplyCard:
    """A procedure at the office that takes it; `href` and `office` are empty while no office is known."""

    href: str
    procedure: Words
    summary: Words
    office: Words
    is_own: bool


def query_of(text: str) -> str:
    """Return what is looked for, as an address can carry it."""
    short = " ".join(text[:1000].split())[:_LONGEST_QUERY]
    return short.encode(errors="ignore").decode()


def address(query: str, page: int = 1) -> str:
    """Return the list's address."""
    return routes.with_query(routes.APPLY, q=query, page=page if page > 1 else "")


def cards_of(found: Iterable[ProcedureResult]) -> list[ApplyCard]:
    """Return the cards of what was found; without an office a card leads nowhere yet."""
    return [
        ApplyCard(
            href=_start_of(one) if one.office_code else "",
            procedure=one.name,
            summary=one.summary,
            office=one.office,
            is_own=one.is_own_office,
        )
        for one in found
    ]


def _start_of(one: ProcedureResult) -> str:
    return routes.with_query(routes.APPLY_TERMS, procedure=one.procedure_code, office=one.office_code)
