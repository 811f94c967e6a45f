"""Everything held about a person, taken by that person: as a JSON file and as a paper."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from hellowork_portal.kit import i18n
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import id_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.services.accounts import (
    own_applications,
    own_day_changes,
    own_reservations,
    own_rows,
)
from hellowork_portal.services.accounts.own_values import Record, plain, plain_record, worded
from hellowork_portal.services.accounts.person import own_person
from hellowork_portal.services.audit.service import record

FORMAT = 1
_SECTIONS = {
    "profile": own_rows.profile,
    "claims": own_rows.claims,
    "reservations": own_reservations.reservations,
    "applications": own_applications.applications,
    "day_changes": own_day_changes.day_changes,
    "waiting": own_reservations.waiting,
    "said_on_the_day": own_reservations.said_on_the_day,
    "mails": own_rows.mails,
    "sign_ins": own_rows.sign_ins,
    "browsers": own_rows.browsers,
    "address_changes": own_rows.address_changes,
    "mail_links": own_rows.mail_links,
    "counter_codes": own_rows.counter_codes,
    "audit": own_rows.audit,
}
_TABLES = frozenset({"mails", "sign_ins", "browsers", "mail_links", "counter_codes", "audit"})
"""Sections with short rows: the paper lists them; the others are one block each."""
_MOST_ON_PAPER = 1000


class FileKind(StrEnum):
    """How one's data is taken."""

    JSON = "json"
    PAPER = "pdf"


@dataclass(frozen=True)
class OwnData:
    """All sections, and for whom and when they were gathered; never logged."""

    name: str = field(repr=False)
    language: str
    gathered_at: datetime
    sections: Mapping[str, Sequence[Record]] = field(repr=False)


def data_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limits that taking one's data counts against."""
    return [("own_data_per_person", str(principal.applicant_id))]


def take_own_data(
    session: Session, *, principal: Principal, verified_hash: str, kind: FileKind, now: datetime
) -> OwnData:
    """Gather everything about the acting person and record that they took it.

    `verified_hash` is the password as it was checked; raises WrongPassword where it was
    changed meanwhile.
    """
    person = own_person(session, principal, verified_hash)
    record(session, principal, "applicant.data_taken", ("applicant", person.id), now=now, kind=kind)
    sections = {
        name: list(gather(session, id_of(person), principal.language)) for name, gather in _SECTIONS.items()
    }
    return OwnData(person.name, principal.language, now, sections)


def as_json(data: OwnData) -> str:
    """Return the file: about, what each key means, and the sections with names that never change."""
    language = data.language
    rows = {name: [plain_record(one, language) for one in found] for name, found in data.sections.items()}
    about = {
        "service": i18n.say(language, "frame.service"),
        "format": FORMAT,
        "gathered_at": plain(data.gathered_at, language),
        "language": language,
    }
    keys = {key: i18n.say(language, f"data.{key}") for key in _keys_of(data)}
    (profile,) = rows.pop("profile")
    whole = {"about": about, "keys": keys, "profile": profile, **rows}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _keys_of(data: OwnData) -> list[str]:
    """Return every key of the file, section and name, so that all of them are explained in it."""
    named = [(name, key) for name, rows in data.sections.items() for one in rows[:1] for key in one]
    return [*(f"{name}.title" for name in data.sections), *(f"{name}.{key}" for name, key in named)]


def as_paper(data: OwnData) -> dict[str, object]:
    """Return the words of the paper, as its template takes them."""
    language = data.language
    moment = i18n.with_readings(of_moment(data.gathered_at)[language])
    return {
        "language": i18n.HTML_LANG[language],
        "title": i18n.say_in_mail(language, "data.title"),
        "lead": i18n.say_in_mail(language, "data.lead", name=data.name, when=moment),
        "incomplete": i18n.say_in_mail(language, "data.incomplete"),
        "service": i18n.say(language, "frame.service"),
        "sections": [_paper_section(name, rows, language) for name, rows in data.sections.items()],
    }


def _paper_section(name: str, rows: Sequence[Record], language: str) -> dict[str, object]:
    is_table, shown = name in _TABLES, rows[-_MOST_ON_PAPER:]
    columns = [i18n.say_in_mail(language, f"data.{name}.{key}") for key in (rows[0] if rows else ())]
    worded_rows = [[worded(value, language) for value in one.values()] for one in shown]
    return {
        "title": i18n.say_in_mail(language, f"data.{name}.title"),
        "none": "" if rows else i18n.say_in_mail(language, "data.nothing"),
        "left_out": _left_out(len(rows) - len(shown), language),
        "columns": columns if is_table else [],
        "rows": worded_rows if is_table else [],
        "records": [] if is_table else [list(zip(columns, one, strict=True)) for one in worded_rows],
    }


def _left_out(count: int, language: str) -> str:
    return i18n.say_in_mail(language, "data.left_out", count=count) if count else ""
