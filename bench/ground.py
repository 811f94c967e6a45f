"""Databases to measure on: real servers, migrated, filled by set-based statements."""

import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy import insert, text, update
from sqlmodel import Session, SQLModel

from hellowork_portal.adapters.database import engine_for, transaction
from hellowork_portal.demo.seed import seed_ground
from hellowork_portal.forms.catalogue_files import digest, load_catalogue
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.settings import Settings, settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Applicant,
    MeetingHost,
    Offering,
    Office,
    Prefecture,
    Procedure,
    ProcedureVersion,
    Reservation,
    ScheduleTemplate,
    Slot,
)
from hellowork_portal.services.reservations.drafts import closed
from hellowork_portal.services.schedules.release import release_slots
from tests import servers
from tests.factories import NOW, TODAY, at

PERSON, SLOT, HOST, OFFERING, OFFICE, RESERVATION = (block * 100_000_000 for block in (7, 8, 6, 5, 4, 9))
"""Ids begin far apart, so that a recorded statement's numbers say what they stand for."""
PROCEDURE = "interview_counselling"
_TOMORROW = at(1, "10:00")
TYPED = {"topics.job_search": "on", "telephone": "0312345678", "purpose_consent": "on"}


@dataclass(frozen=True)
class Ground:
    """Where databases of both kinds can be had."""

    folder: Path
    server: servers.PostgreSQL

    @property
    def server_pid(self) -> int:
        """The PostgreSQL server's first process."""
        folder = self.server.column("SHOW data_directory")[0]
        return int(Path(folder, "postmaster.pid").read_text(encoding="utf-8").split()[0])

    def database(self, dialect: str) -> str:
        """Return the address of a fresh migrated database, which the portal now works on."""
        name = f"bench_{secrets.token_hex(4)}"
        if dialect == "postgresql":
            self.server.execute(f"CREATE DATABASE {name}")
            url = self.server.url(name)
        else:
            url = f"sqlite:///{self.folder / name}.db"
        servers.migrate(url)
        use(url)
        return url


def use(url: str) -> None:
    """Point the portal's settings, in this process and its children, to a database."""
    os.environ["PORTAL_DATABASE_URL"] = url
    settings.cache_clear()


@contextmanager
def prepared() -> Iterator[Ground]:
    """Start a server, with settings that nothing outside has a say in."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-"))
        for name in [name for name in os.environ if name.startswith("PORTAL_")]:
            del os.environ[name]
        keys = {"seal": [Fernet.generate_key().decode()], "fingerprint": secrets.token_hex(32)}
        os.environ.update(PORTAL_MODE="test", PORTAL_DATA_DIR=folder, PORTAL_KEYS=json.dumps(keys))
        Settings.model_config["env_file"] = None
        settings.cache_clear()
        server = stack.enter_context(servers.postgresql(is_lasting=True))
        hurried = [name for name, value in settings_of_server(server).items() if value == "off"]
        if hurried:
            raise RuntimeError(f"this server does not wait for its disk: {hurried}")
        yield Ground(Path(folder), server)


_LASTING = ("fsync", "synchronous_commit", "full_page_writes")


def settings_of_server(server: servers.PostgreSQL) -> dict[str, str]:
    """Return what decides about durability, and the version."""
    return {name: server.column(f"SHOW {name}")[0] for name in ("server_version", *_LASTING)}


def lay_out(
    url: str, places: int, *, starts_at: datetime = _TOMORROW, capacity: int = 2, mode: str = "online"
) -> None:
    """Make places, each an office with a host, a slot tomorrow at ten and a person who wants it.

    The database knows its rows afterwards, as after some days of life.
    """
    ends_at = starts_at + timedelta(minutes=30)
    slot = {"on_day": day_in_japan(starts_at), "starts_at": starts_at, "ends_at": ends_at}
    changes = {Slot: slot | {"capacity": capacity}, Offering: {"mode": mode}}
    with transaction(url) as session:
        put(session, Prefecture, [{"code": "13", "name": "東京都", "kana": "とうきょうと", "latin": "Tokyo"}])
        put_procedure(session)
        for model, row in _PLACE.items():
            changed = row | changes.get(model, {})
            put(session, model, [_at_place(changed, place) for place in range(places)])
        if engine_for(url).dialect.name == "postgresql":
            session.connection().execute(text(f"SELECT setval('reservation_id_seq', {RESERVATION})"))
        else:
            put(session, Reservation, [_LAST])
    learn(url)


def learn(url: str) -> None:
    """Let PostgreSQL count its rows, as it does by itself after a while; then let go of the database."""
    if engine_for(url).dialect.name == "postgresql":
        with engine_for(url).connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    engine_for(url).dispose()


def put(session: Session, model: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Write rows, with the models' defaults for what they do not say."""
    session.connection().execute(insert(table_of(model)), rows)


def _at_place(row: dict[str, Any], place: int) -> dict[str, Any]:
    """Return a row for a place: ids count on, texts with {place} are told it."""
    return {
        name: value + place
        if type(value) is int and value >= HOST // 6
        else value.format(place=place)
        if isinstance(value, str)
        else value
        for name, value in row.items()
    }


def put_procedure(session: Session) -> None:
    """Write the procedure that everything here is offered for."""
    (definition,) = (one for one in load_catalogue() if one.code == PROCEDURE)
    kinds = {"kind": definition.kind, "purpose": definition.purpose, "is_published": True}
    put(session, Procedure, [{"id": 1, "code": PROCEDURE} | kinds])
    content = definition.model_dump(mode="json", by_alias=True)
    row = {"id": 1, "procedure_id": 1, "number": 1, "digest": digest(definition), "definition": content}
    put(session, ProcedureVersion, [row | {"published_at": NOW}])


_PLACE: dict[type[SQLModel], dict[str, Any]] = {
    Office: {
        "id": OFFICE, "code": "B{place}", "name": "ハローワーク{place}", "kana": "ばしょ", "kind": "main",
        "prefecture_code": "13", "formal_name": "", "postal_code": "", "address": "", "phone": "",
        "jurisdiction": "",
    },
    Offering: {
        "id": OFFERING, "office_id": OFFICE, "procedure_id": 1, "is_open": True,
        "opens_days_ahead": 28, "closes_minutes_before": 120,
    },
    ScheduleTemplate: {
        "offering_id": OFFERING, "weekday": 2, "from_minute": 540, "to_minute": 1020, "slot_minutes": 30,
        "buffer_minutes": 5, "seats": 2, "valid_from": TODAY,
    },
    MeetingHost: {
        "id": HOST, "provider_user_id": "host-{place}", "offering_id": OFFERING, "lanes": 2,
        "is_active": True,
    },
    Slot: {
        "id": SLOT, "offering_id": OFFERING, "taken": 0, "state": "open", "buffer_minutes": 5,
    },
    Applicant: {
        "id": PERSON, "mail_address": "person{place}@example.jp", "password_hash": "-", "name": "職安 花子",
        "reading": "ショクアン ハナコ", "born_on": TODAY.replace(year=1990), "phone": "0312345678",
        "postal_code": "", "address": "", "claimant_number_sealed": "", "claimant_number_fingerprint": "",
        "language": "ja", "terms_version": "1", "terms_agreed_at": NOW, "created_at": NOW,
    },
}  # fmt: skip
_LAST = {
    "id": RESERVATION, "slot_id": SLOT, "applicant_id": PERSON, "procedure_version_id": 1, "state": "expired",
    "starts_at": _TOMORROW, "ends_at": _TOMORROW + timedelta(minutes=30), "held_at": NOW - timedelta(days=9),
    "answers_sealed": "", "language": "ja", "is_unconfirmed_claim": False, "extended_count": 0, "revision": 0,
}  # fmt: skip


def fill_in(url: str) -> None:
    """Let everybody who holds a seat have agreed to the terms and filled the form in."""
    table = table_of(Reservation)
    filled = {"terms_agreed_at": NOW, "answers_sealed": closed(TYPED)}
    with transaction(url) as session:
        session.connection().execute(update(table).where(table.c.state == "held").values(filled))


def demonstrate(url: str, now: datetime = NOW) -> None:
    """Fill a database as `make run` does: all offices, both procedures, 28 days of slots."""
    with transaction(url) as session:
        seed_ground(session, now=now)
        release_slots(session, now=now)
    learn(url)


def put_people(url: str, count: int) -> None:
    """Write the people of so many places, without the places."""
    with transaction(url) as session:
        put(session, Applicant, [_at_place(_PLACE[Applicant], place) for place in range(count)])
