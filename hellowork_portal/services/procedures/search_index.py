"""Offices, prefectures and procedures by folded keys, kept in the process.

Procedures and offices are matched apart and joined by the offerings; the product of the
two is never stored (libraries.md §5). A stamp of one small statement tells whether what is
kept is still true.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce
from threading import Lock
from typing import Any

from sqlalchemy import Integer, cast, func, select, true
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition, ProcedureKind
from hellowork_portal.kit.i18n import spoken, without_readings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.text import fold
from hellowork_portal.kit.words import Words, staff_written
from hellowork_portal.models import AuditEntry, Offering, Office, Prefecture, Procedure, ProcedureVersion
from hellowork_portal.services.offices.names import office_words
from hellowork_portal.services.procedures import vocabulary
from hellowork_portal.services.procedures.definitions import newest_definitions
from hellowork_portal.services.procedures.vocabulary import Keys

_office, _prefecture, _offering = table_of(Office), table_of(Prefecture), table_of(Offering)
_procedure, _version, _audit = table_of(Procedure), table_of(ProcedureVersion), table_of(AuditEntry)


def _looked_at_once(*columns: Any) -> Any:
    """Return a subquery that reads its table once, whatever it tells of it."""
    return select(*(column.label(f"of_{turn}") for turn, column in enumerate(columns))).subquery()


_LOOKS = (
    _looked_at_once(
        func.count(_offering.c.id), func.max(_offering.c.id), func.sum(cast(_offering.c.is_open, Integer))
    ),
    _looked_at_once(func.count(_office.c.id), func.min(_office.c.name), func.max(_office.c.name)),
    _looked_at_once(func.max(_version.c.id), func.max(_version.c.published_at)),
    _looked_at_once(func.sum(cast(_procedure.c.is_published, Integer))),
    select(func.max(_audit.c.id)).where(_audit.c.subject_kind == "catalogue").subquery(),
)
_STAMP = select(*_LOOKS).select_from(reduce(lambda all_, look: all_.join(look, true()), _LOOKS))
"""Whoever renames an office or changes an offering records it under the subject `catalogue`."""


@dataclass(frozen=True)
class Place:
    """An office as search knows it."""

    id: int
    code: str
    prefecture_code: str
    prefecture: str
    name: str
    words: Words
    keys: Keys


@dataclass(frozen=True)
class Kind:
    """A published procedure as search knows it."""

    id: int
    code: str
    kind: str
    purpose: str
    name: Words
    summary: Words
    spellings: tuple[str, ...]
    keys: Keys


@dataclass(frozen=True)
class Offered:
    """A pair of both, in its place of the standing order."""

    offering_id: int
    office_id: int
    procedure_id: int
    mode: str
    order: int


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """Everything that search compares with; `known` are words that a run of text is cut into.

    Equal only to itself, so that what is kept beside it is forgotten with it.
    """

    places: dict[int, Place]
    kinds: dict[int, Kind]
    prefectures: dict[str, Keys]
    offered: tuple[Offered, ...]
    known: frozenset[str] = field(default_factory=frozenset)
    longest: int = 0
    shown: dict[str, str] = field(default_factory=dict)
    applications: "SearchIndex | None" = None
    """The same of what is applied for: every office takes it, and it has no offering."""


_kept: dict[str, tuple[tuple[Any, ...], SearchIndex]] = {}
_building = Lock()


def index_of(session: Session) -> SearchIndex:
    """Return the index of this database, built anew when the stamp has changed."""
    address = str(session.get_bind().engine.url)
    stamp = tuple(session.connection().execute(_STAMP).one())
    kept = _kept.get(address)
    if kept is None or kept[0] != stamp:
        with _building:
            kept = _kept[address] = (stamp, _build(session))
    return kept[1]


def _build(session: Session) -> SearchIndex:
    prefectures = {row.code: row for row in session.connection().execute(select(_prefecture))}
    places = _places(session, prefectures)
    booked = _kinds(session, ProcedureKind.INTERVIEW)
    filed = _kinds(session, ProcedureKind.APPLICATION)
    applications = _index(prefectures, places, filed, _applied(places, filed))
    index = _index(prefectures, places, booked, _offered(session, places, booked))
    return replace(index, applications=applications)


def _index(
    prefectures: dict[str, Any], places: dict[int, Place], kinds: dict[int, Kind], pairs: tuple[Offered, ...]
) -> SearchIndex:
    by_prefecture = {
        code: vocabulary.prefecture_keys(row.name, row.kana, row.latin) for code, row in prefectures.items()
    }
    shown = _spellings(prefectures, by_prefecture, places, kinds)
    return SearchIndex(
        places=places,
        kinds=kinds,
        prefectures=by_prefecture,
        offered=pairs,
        known=frozenset(shown),
        longest=max(map(len, shown), default=0),
        shown=shown,
    )


def _spellings(
    prefectures: dict[str, Any],
    by_prefecture: dict[str, Keys],
    places: dict[int, Place],
    kinds: dict[int, Kind],
) -> dict[str, str]:
    """Return every folded key with the way a hint writes it."""
    shown = {fold(word): word for word in vocabulary.GENERIC}
    shown |= {key: prefectures[code].name for code, keys in by_prefecture.items() for key in keys.exact}
    shown |= {key: one.name.removeprefix("ハローワーク") for one in places.values() for key in one.keys.exact}
    shown |= {fold(word): word for one in kinds.values() for word in one.spellings}
    return {key: word for key, word in shown.items() if len(key) > 1}


def _places(session: Session, prefectures: dict[str, Any]) -> dict[int, Place]:
    places = {}
    for row in session.connection().execute(select(_office)):
        prefecture = prefectures[row.prefecture_code]
        places[row.id] = Place(
            id=row.id,
            code=row.code,
            prefecture_code=row.prefecture_code,
            prefecture=prefecture.name,
            name=row.name,
            words=office_words(row.name, row.kana, prefecture.name, prefecture.kana, prefecture.latin),
            keys=_office_keys(row.name, row.formal_name, row.kana, row.jurisdiction),
        )
    return places


_office_keys = lru_cache(maxsize=4096)(vocabulary.office_keys)


def _kinds(session: Session, kind: ProcedureKind) -> dict[int, Kind]:
    """Return the published procedures of a kind, by their ids."""
    newest = newest_definitions(session)
    its = _procedure.c.is_published & (_procedure.c.kind == str(kind))
    published = session.connection().execute(select(_procedure).where(its))
    return {row.id: _kind(row, newest[row.id][1]) for row in published if row.id in newest}


def _kind(row: Any, definition: ProcedureDefinition) -> Kind:
    names = [written(name) for name in definition.name.values() for written in (without_readings, spoken)]
    spellings = vocabulary.procedure_words(names, definition.search_words)
    return Kind(
        id=row.id,
        code=row.code,
        kind=row.kind,
        purpose=row.purpose,
        name=staff_written(definition.name),
        summary=staff_written(definition.summary),
        spellings=spellings,
        keys=vocabulary.procedure_keys(spellings),
    )


def _offered(session: Session, places: dict[int, Place], kinds: dict[int, Kind]) -> tuple[Offered, ...]:
    rows = session.connection().execute(
        select(_offering.c.id, _offering.c.office_id, _offering.c.procedure_id, _offering.c.mode).where(
            _offering.c.is_open, _offering.c.procedure_id.in_(list(kinds))
        )
    )
    ordered = sorted(rows, key=lambda row: (places[row.office_id].code, row.procedure_id))
    return tuple(
        Offered(row.id, row.office_id, row.procedure_id, row.mode, order) for order, row in enumerate(ordered)
    )


def _applied(places: dict[int, Place], kinds: dict[int, Kind]) -> tuple[Offered, ...]:
    """Return what can be applied for where: each application at each office, in the standing order."""
    ordered = sorted(places.values(), key=lambda place: place.code)
    pairs = [(place.id, kind_id) for place in ordered for kind_id in kinds]
    return tuple(Offered(0, *pair, mode="", order=order) for order, pair in enumerate(pairs))
