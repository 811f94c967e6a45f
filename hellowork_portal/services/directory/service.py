"""The directory of offices: found by name, reading or prefecture, and one office with all it offers."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.text import fold
from hellowork_portal.kit.words import staff_written
from hellowork_portal.services.directory.views import OfferedHere, OfficePage, OfficesFound
from hellowork_portal.services.office_settings.page import page_row
from hellowork_portal.services.office_settings.texts import TEXTS
from hellowork_portal.services.offices.service import office_with_code, offices_in, offices_with_ids
from hellowork_portal.services.procedures.search import Filters, ProcedureResult, search
from hellowork_portal.services.procedures.search_index import Place, SearchIndex, index_of
from hellowork_portal.services.procedures.vocabulary import office_worth, prefecture_worth, segments
from hellowork_portal.services.schedules.closures import closed_now, closures_ahead
from hellowork_portal.services.schedules.hours import weekly_hours
from hellowork_portal.services.schedules.views import HoursLine

MOST_SHOWN = 60
_LONGEST_QUERY, _MOST_WORDS = 100, 8


class OfficeNotFound(PortalError):
    """No office has this code."""

    code = "office_not_found"


def office_page(session: Session, *, code: str, now: datetime) -> OfficePage:
    """Return an office with its procedures, usual hours and closed days; raises OfficeNotFound."""
    office = office_with_code(session, code)
    if office is None:
        raise OfficeNotFound
    offered = search(session, filters=Filters(office_id=office.id), now=now).results
    hours = weekly_hours(session, [one.offering_id for one in offered], now)
    return OfficePage(
        office=office,
        offered=[_offered(one, hours) for one in offered],
        closed_today=closed_now(session, office.id, now),
        closures=closures_ahead(session, office.id, now),
        **_own_words(session, office.id),
    )


def _own_words(session: Session, office_id: int) -> dict[str, Any]:
    """Return what the office says of itself, in every language."""
    page = page_row(session, office_id)
    texts = {name: staff_written(page[name]) if page[name] else {} for name in TEXTS}
    return texts | {"interpreters": list(page["interpreters"])}


def _offered(found: ProcedureResult, hours: dict[int, list[HoursLine]]) -> OfferedHere:
    return OfferedHere(
        offering_id=found.offering_id,
        name=found.name,
        summary=found.summary,
        mode=found.mode.value,
        next_free_on=found.next_free_on,
        hours=hours.get(found.offering_id, []),
    )


def find_offices(session: Session, *, words: str = "", prefecture_code: str = "") -> OfficesFound:
    """Return offices that every word speaks of, best first, or a prefecture's in their order.

    Words are taken as in the search for procedures: name, reading, Latin letters,
    district or prefecture, in any width. Neither words nor prefecture: none.
    """
    if not words.strip():
        listed = offices_in(session, prefecture_code) if prefecture_code else []
        return OfficesFound(listed, len(listed))
    ids = _found(index_of(session), words, prefecture_code)
    offices = offices_with_ids(session, ids[:MOST_SHOWN])
    return OfficesFound([offices[id_] for id_ in ids[:MOST_SHOWN]], len(ids))


def _found(index: SearchIndex, typed: str, prefecture_code: str) -> list[int]:
    words = _words(index, typed)
    places = [place for place in index.places.values() if prefecture_code in ("", place.prefecture_code)]
    worths = {place.id: [_worth(index, place, word) for word in words] for place in places}
    found = [place for place in places if all(worths[place.id])]
    found.sort(key=lambda place: (-sum(worths[place.id]), place.code))
    return [place.id for place in found]


def _words(index: SearchIndex, typed: str) -> list[str]:
    """Fold and cut what was typed; a run such as 東京新宿 is cut into what is known."""
    words: list[str] = []
    for word in fold(typed[:_LONGEST_QUERY]).split():
        is_known = any(_worth(index, place, word) for place in index.places.values())
        words += [word] if is_known else segments(word, index.known, index.longest) or [word]
    return words[:_MOST_WORDS]


def _worth(index: SearchIndex, place: Place, word: str) -> int:
    region = index.prefectures[place.prefecture_code]
    return max(office_worth(place.keys, word), prefecture_worth(region, word))
