"""「検索キーワード」 (C3): procedures by their name, an office or a prefecture, however typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from rapidfuzz import fuzz, process
from sqlmodel import Session

from hellowork_portal.kit.text import fold
from hellowork_portal.kit.words import Words
from hellowork_portal.models import Mode
from hellowork_portal.services.procedures.search_index import Offered, SearchIndex, index_of
from hellowork_portal.services.procedures.vocabulary import (
    office_worth,
    prefecture_worth,
    procedure_worth,
    segments,
)
from hellowork_portal.services.schedules.next_free import next_free

PER_PAGE = 20
_LONGEST_QUERY, _MOST_WORDS = 100, 8
_LIKE_ENOUGH = 60


@dataclass(frozen=True)
class ProcedureResult:
    """A procedure at an office; `next_free_on` is ISO, empty when no day of the window is free."""

    offering_id: int
    procedure_code: str
    kind: str
    purpose: str
    name: Words
    summary: Words
    office_id: int
    office: Words
    prefecture_code: str
    mode: Mode
    is_own_office: bool
    next_free_on: str
    office_code: str = ""


@dataclass(frozen=True)
class SearchPage:
    """One page of results; `hint` is a query that would find something, empty unless nothing was."""

    results: list[ProcedureResult]
    total: int
    page: int
    pages: int
    hint: str


@dataclass(frozen=True)
class Filters:
    """What the person has narrowed down to; empty means all."""

    purpose: str = ""
    prefecture_code: str = ""
    mode: str = ""
    office_id: int | None = None


@dataclass(frozen=True)
class _Worths:
    """What one word is worth for each office and each procedure that it speaks of."""

    offices: dict[int, int]
    procedures: dict[int, int]

    @property
    def says_something(self) -> bool:
        return bool(self.offices or self.procedures)


def search(
    session: Session,
    *,
    query: str = "",
    filters: Filters = Filters(),
    own_office_id: int | None = None,
    page: int = 1,
    for_applications: bool = False,
    now: datetime,
) -> SearchPage:
    """Return a page of what fits every word; one's own office first, then by worth, then north to south.

    What is booked, or with `for_applications` what is applied for: that has no offering and no free day.
    """
    index = index_of(session)
    index = (index.applications if for_applications else None) or index
    words = _words(index, query)
    found = _found(index, words, filters)
    own = own_office_id if own_office_id in index.places else None
    found.sort(key=lambda pair: (pair[1].office_id != own, -pair[0], pair[1].order))
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(max(1, page), pages)
    shown = [offered for _worth, offered in found[(page - 1) * PER_PAGE : page * PER_PAGE]]
    free = next_free(session, [offered.offering_id for offered in shown], now)
    return SearchPage(
        results=[_result(index, offered, own, free) for offered in shown],
        total=len(found),
        page=page,
        pages=pages,
        hint="" if found else hint_of(index, words),
    )


def applications_once(session: Session, *, own_office_id: int | None = None) -> list[ProcedureResult]:
    """Return each application once: at one's own office, without any where none is known."""
    index = index_of(session)
    index = index.applications or index
    own = index.places.get(own_office_id or 0)
    return [
        ProcedureResult(
            offering_id=0,
            procedure_code=kind.code,
            kind=kind.kind,
            purpose=kind.purpose,
            name=kind.name,
            summary=kind.summary,
            office_id=own.id if own else 0,
            office=own.words if own else {},
            prefecture_code=own.prefecture_code if own else "",
            mode=Mode.ONLINE,
            is_own_office=own is not None,
            next_free_on="",
            office_code=own.code if own else "",
        )
        for kind in index.kinds.values()
    ]


def _words(index: SearchIndex, query: str) -> tuple[str, ...]:
    """Fold and cut a query; a run without spaces is cut into what is known, if it can be."""
    words: list[str] = []
    for word in fold(query[:_LONGEST_QUERY]).split():
        whole = word in index.known or _worths(index, word).says_something
        words.extend([word] if whole else segments(word, index.known, index.longest) or [word])
    return tuple(words[:_MOST_WORDS])


@lru_cache(maxsize=512)
def _worths(index: SearchIndex, word: str) -> _Worths:
    """Return a word's worths; kept, because people type the same words."""
    regions = {code: prefecture_worth(keys, word) for code, keys in index.prefectures.items()}
    offices = {
        place.id: max(office_worth(place.keys, word), regions[place.prefecture_code])
        for place in index.places.values()
    }
    procedures = {kind.id: procedure_worth(kind.keys, word) for kind in index.kinds.values()}
    return _Worths(_positive(offices), _positive(procedures))


def _positive(worths: dict[int, int]) -> dict[int, int]:
    return {id_: worth for id_, worth in worths.items() if worth}


def _found(index: SearchIndex, words: Iterable[str], filters: Filters) -> list[tuple[int, Offered]]:
    """Return the offerings that every word speaks of, each with the sum of its best worths."""
    worths = [_worths(index, word) for word in words]
    found = []
    narrowed = (
        [one for one in index.offered if _passes(index, one, filters)] if filters != Filters() else None
    )
    for offered in index.offered if narrowed is None else narrowed:
        total = 0
        for worth in worths:
            best = max(worth.offices.get(offered.office_id, 0), worth.procedures.get(offered.procedure_id, 0))
            if not best:
                break
            total += best
        else:
            found.append((total, offered))
    return found


def _passes(index: SearchIndex, offered: Offered, filters: Filters) -> bool:
    return (
        (not filters.mode or offered.mode == filters.mode)
        and (not filters.purpose or index.kinds[offered.procedure_id].purpose == filters.purpose)
        and (
            not filters.prefecture_code
            or index.places[offered.office_id].prefecture_code == filters.prefecture_code
        )
        and (filters.office_id is None or offered.office_id == filters.office_id)
    )


def hint_of(index: SearchIndex, words: Iterable[str]) -> str:
    """Return the query with each unknown word replaced by the likest known one (「もしかして」)."""
    fixed: list[str] = []
    for word in words:
        if _worths(index, word).says_something:
            fixed.append(index.shown.get(word, word))
            continue
        likest = process.extractOne(word, index.known, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        if likest:
            fixed.append(index.shown[likest[0]])
    hint = " ".join(dict.fromkeys(fixed))
    return hint if fold(hint) != " ".join(words) else ""


def _result(
    index: SearchIndex, offered: Offered, own_office_id: int | None, free: dict[int, str]
) -> ProcedureResult:
    place, kind = index.places[offered.office_id], index.kinds[offered.procedure_id]
    return ProcedureResult(
        offering_id=offered.offering_id,
        procedure_code=kind.code,
        kind=kind.kind,
        purpose=kind.purpose,
        name=kind.name,
        summary=kind.summary,
        office_id=place.id,
        office=place.words,
        prefecture_code=place.prefecture_code,
        mode=Mode(offered.mode) if offered.mode else Mode.ONLINE,
        is_own_office=place.id == own_office_id,
        next_free_on=free.get(offered.offering_id, ""),
        office_code=place.code,
    )
