"""An entry in words: who did what to whom, with the names and numbers that staff know them by."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Row, select
from sqlmodel import Session

from hellowork_portal.kit import words
from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, catalogue
from hellowork_portal.kit.principal import PrincipalKind
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words
from hellowork_portal.models import Reservation, StaffMember
from hellowork_portal.services.audit.details import known_in, offices_named, told
from hellowork_portal.services.audit.service import PRIVATE
from hellowork_portal.services.audit.views import AuditLine

_MEMBER, _RESERVATION = table_of(StaffMember), table_of(Reservation)
_STAFF, _BOOKED, _PLACE = "staff_member", "reservation", "office"
Names = dict[tuple[str, int], str | Words]


def lines_of(session: Session, rows: Sequence[Row[Any]], *, is_open: bool = False) -> list[AuditLine]:
    """Return entries as sentences; the caller has checked that the reader may know.

    With `is_open` also what is sealed in them: the reader may see the subject itself.
    """
    names, known = _names(session, rows), known_in(session, rows)
    return [
        AuditLine(
            id=row.id,
            at=words.of_moment(row.at),
            sentence=_sentence(row, names),
            action=row.action,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            details=[(name, str(value)) for name, value in row.details.items() if name != PRIVATE],
            is_sealed=row.is_sealed,
            told=told(_laid_open(row.details) if is_open else _but_private(row.details), known),
            actor_kind=row.actor_kind,
            actor="" if row.actor_id is None else str(row.actor_id),
            subject=_found_by(row, names),
        )
        for row in rows
    ]


def _but_private(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if name != PRIVATE}


def _laid_open(details: Mapping[str, Any]) -> dict[str, Any]:
    token = details.get(PRIVATE)
    return _but_private(details) | (json.loads(unseal(token)) if token else {})


def _found_by(row: Row[Any], names: Names) -> str:
    """Return what the subject is looked for by: a reservation's number where it has one, else the id."""
    if row.subject_id is None:
        return ""
    known = names.get((_BOOKED, row.subject_id)) if row.subject_kind == _BOOKED else None
    return str(known or row.subject_id)


def _sentence(row: Row[Any], names: Names) -> Words:
    key, about = f"staff.audit.action.{row.action}", _subject(row, names)
    if key not in catalogue(DEFAULT_LANGUAGE):
        return words.in_all(
            "staff.audit.action.other", actor=_actor(row, names), action=row.action, subject=about
        )
    return words.in_all(key, actor=_actor(row, names), subject=about)


def _actor(row: Row[Any], names: Names) -> Words:
    known = names.get((_STAFF, row.actor_id)) if row.actor_kind == PrincipalKind.STAFF else None
    return words.in_all(f"staff.audit.actor.{row.actor_kind}", id=row.actor_id, name=known or row.actor_id)


def _subject(row: Row[Any], names: Names) -> Words:
    if row.subject_id is None:
        return words.in_all("staff.audit.subject.unknown")
    name = names.get((row.subject_kind, row.subject_id)) or row.subject_id
    if name == row.subject_id and row.subject_kind in (_STAFF, _BOOKED, _PLACE):
        name = words.in_all("staff.audit.nameless", id=row.subject_id)
    key = f"staff.audit.subject.{row.subject_kind}"
    if key not in catalogue(DEFAULT_LANGUAGE):
        return words.same(f"{row.subject_kind} {name}")
    return words.in_all(key, name=name)


def _names(session: Session, rows: Sequence[Row[Any]]) -> Names:
    """Return the names of staff and offices and the numbers of reservations that the entries speak of."""
    actors = [row.actor_id for row in rows if row.actor_kind == PrincipalKind.STAFF]
    kinds = (_STAFF, _BOOKED, _PLACE)
    about = {kind: [row.subject_id for row in rows if row.subject_kind == kind] for kind in kinds}
    staff = _read(session, _MEMBER.c.id, _MEMBER.c.name, [*actors, *about[_STAFF]])
    numbers = _read(session, _RESERVATION.c.id, _RESERVATION.c.number, about[_BOOKED])
    places = offices_named(session, {one for one in about[_PLACE] if one is not None})
    found: Names = {(_PLACE, key): name for key, name in places.items()}
    found |= {(_STAFF, key): name for key, name in staff}
    return found | {(_BOOKED, key): name for key, name in numbers}


def _read(
    session: Session, key: Column[Any], name: Column[Any], ids: Iterable[int | None]
) -> list[tuple[int, str]]:
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return []
    rows = session.connection().execute(select(key, name).where(key.in_(wanted)))
    return [(row[0], row[1]) for row in rows]
