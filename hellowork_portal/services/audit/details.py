"""An entry's details in words: what it changed from and to, and what else was written down."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit import words
from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, catalogue
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words
from hellowork_portal.models import Office, Prefecture, Slot, StaffMember
from hellowork_portal.services.audit.views import Told

_OFFICE, _PREFECTURE, _SLOT = table_of(Office), table_of(Prefecture), table_of(Slot)
_MEMBER = table_of(StaffMember)
Known = dict[tuple[str, int], Words]
"""(kind, id) → its words."""
_IDS = {"office": "office", "slot": "slot", "staff": "staff"}
"""Name of a detail → what its number is the id of."""
_ENDS = (("from_", "to_"), ("old_", "new_"))
_TIMES = ("at", "until", "since", "on", "day")
_NOTHING = "staff.audit.value.nothing"


def offices_named(session: Session, ids: set[int]) -> dict[int, Words]:
    """Return offices with their prefectures (product.md decision 13)."""
    query = select(_OFFICE.c.id, _OFFICE.c.name, _PREFECTURE.c.name, _PREFECTURE.c.latin)
    found = query.join(_PREFECTURE, _PREFECTURE.c.code == _OFFICE.c.prefecture_code)
    rows = session.connection().execute(found.where(_OFFICE.c.id.in_(ids))) if ids else ()
    return {
        key: words.in_all("staff.audit.office", name=name, prefecture=words.same(place) | {"en": latin})
        for key, name, place, latin in rows
    }


def known_in(session: Session, rows: Sequence[Row[Any]]) -> Known:
    """Return the words of all that the details of these entries name by an id."""
    wanted: dict[str, set[int]] = {"office": set(), "slot": set(), "staff": set()}
    for row in rows:
        for name, value in row.details.items():
            kind = _IDS.get(_bare(name))
            if kind and type(value) is int:
                wanted[kind].add(value)
    found: Known = {("office", key): said for key, said in offices_named(session, wanted["office"]).items()}
    for key, starts_at in _read(session, _SLOT.c.starts_at, wanted["slot"]):
        found["slot", key] = words.of_moment(starts_at)
    for key, name in _read(session, _MEMBER.c.name, wanted["staff"]):
        found["staff", key] = words.same(name)
    return found


def _read(session: Session, column: Any, ids: set[int]) -> list[tuple[int, Any]]:
    if not ids:
        return []
    query = select(column.table.c.id, column).where(column.table.c.id.in_(ids))
    return [(row[0], row[1]) for row in session.connection().execute(query)]


def told(details: Mapping[str, Any], known: Known) -> list[Told]:
    """Return details as lines: `was` is empty where nothing was changed from something else."""
    return [
        Told(_label(name), {} if was is _NEW else _value(name, was, known), _value(name, value, known))
        for name, was, value in _pairs(_flat(details))
    ]


_NEW = object()


def _flat(details: Mapping[str, Any]) -> dict[str, Any]:
    """Take what lies in a detail of its own (`before`, `after`, what was looked for) to the top."""
    flat: dict[str, Any] = {}
    for name, value in details.items():
        if isinstance(value, Mapping):
            start = {"before": "old_", "after": "new_"}.get(name, "")
            flat |= {f"{start}{inner}": one for inner, one in value.items()}
        else:
            flat[name] = value
    return flat


def _pairs(details: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield (name, before, after); before is `_NEW` where the entry says one value alone."""
    done: set[str] = set()
    for name, value in details.items():
        if name in done:
            continue
        bare, first, last = _ends(name, details)
        done |= {first, last}
        if first and bare == "slot" and f"{first[:-4]}at" in details:
            continue  # the two times say more than two ids
        if first and last:
            yield bare, details[first], details[last]
        else:
            yield name, _NEW, value


def _ends(name: str, details: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the bare name and the names of its two ends, empty where there are not two."""
    if name in details and {"before", "after"} <= set(details) and name in ("before", "after"):
        return "value", "before", "after"
    bare = _bare(name)
    for start, end in _ENDS:
        if f"{start}{bare}" in details and f"{end}{bare}" in details and name != bare:
            return bare, f"{start}{bare}", f"{end}{bare}"
    return name, "", ""


def _bare(name: str) -> str:
    for pair in _ENDS:
        for start in pair:
            if name.startswith(start):
                return name.removeprefix(start)
    return name


def _label(name: str) -> Words:
    key = f"staff.audit.detail.{name}"
    return words.in_all(key) if key in catalogue(DEFAULT_LANGUAGE) else words.same(name)


def _value(name: str, value: Any, known: Known) -> Words:
    if value is None or value == "":
        return words.in_all(_NOTHING)
    if isinstance(value, bool):
        return words.in_all("staff.audit.value.yes" if value else "staff.audit.value.no")
    if isinstance(value, int):
        named = known.get((_IDS.get(_bare(name), ""), value))
        return named or words.same(str(value))
    if isinstance(value, list):
        parts = [_value(name, one, known) for one in value]
        return {language: ", ".join(part[language] for part in parts) for language in words.same("")}
    return _text(name, str(value))


def _text(name: str, value: str) -> Words:
    """Return a code in words, a time as people read it, anything else as it stands."""
    own = f"staff.audit.value.{_bare(name)}.{value}"
    shared = (f"{place}.{value}" for place in ("staff.audit.value", "staff.role", "staff.security.outcome"))
    for key in (own, *shared):
        if key in catalogue(DEFAULT_LANGUAGE):
            return words.in_all(key)
    if name.rpartition("_")[2] in _TIMES:
        try:
            return words.of_moment(datetime.fromisoformat(value)) if "T" in value else _day(value)
        except ValueError:
            return words.same(value)
    return words.same(value)


def _day(value: str) -> Words:
    return words.of_day(date.fromisoformat(value))
