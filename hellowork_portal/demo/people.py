"""The people one can sign in as; their passwords are made once and shown by `make run`."""

import json
import os
import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import (
    LIVE_STATES,
    Applicant,
    Application,
    ApplicationState,
    CertificationDay,
    Claimant,
    ClaimantKind,
    Office,
    OfficeClosure,
    Reservation,
)
from hellowork_portal.ports.passwords import Passwords
from hellowork_portal.services.access.registration import TERMS_VERSION
from hellowork_portal.services.schedules.rules import closure_of, next_open_day

_CYCLE = timedelta(days=28)
_LOOK_ALIKE = "0O1Il"
_SIGNS = "-+=#%"
_applicant, _claimant, _day = table_of(Applicant), table_of(Claimant), table_of(CertificationDay)
_office, _reservation, _application = table_of(Office), table_of(Reservation), table_of(Application)


@dataclass(frozen=True)
class Account:
    """How to sign in as somebody; `code` is worded by the locales key `cli.who.<code>`."""

    code: str
    mail: str
    password: str


def kept_accounts(path: Path) -> list[Account]:
    """Return the accounts of earlier starts."""
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [Account(one["code"], one["mail"], one["password"]) for one in stored]


def keep_accounts(path: Path, accounts: Sequence[dict[str, str]]) -> None:
    """Write the accounts for `make run` to show; in one step and 0600, because of the passwords."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump(accounts, file, ensure_ascii=False, indent=2)
    draft.replace(path)


def seed_people(
    session: Session,
    people: Sequence[dict[str, Any]],
    known: list[Account],
    passwords: Passwords,
    now: datetime,
) -> list[Account]:
    """Make the accounts that are missing and bring their 認定日 up to today.

    A password stays as long as it is known; one that is lost is replaced.
    """
    kept = {account.mail: account for account in known}
    accounts = []
    for person in people:
        account = kept.get(person["mail"]) or Account(person["code"], person["mail"], new_password())
        office_id = _office_id(session, person["office"])
        applicant_id = _applicant_id(session, person, office_id, account, passwords, now)
        if not passwords.matches(_hash_of(session, applicant_id), account.password):
            _set_password(session, applicant_id, passwords.hash(account.password))
        if person["claimant"]:
            make_claimant(session, person, applicant_id, office_id, day_in_japan(now))
        accounts.append(account)
    return accounts


def new_password() -> str:
    """Return fourteen random signs with all four kinds and no look-alikes."""
    kinds = [string.ascii_uppercase, string.ascii_lowercase, string.digits]
    readable = ["".join(sign for sign in kind if sign not in _LOOK_ALIKE) for kind in kinds]
    signs = [secrets.choice(kind) for kind in [*readable, _SIGNS]]
    signs += [secrets.choice("".join(readable)) for _ in range(10)]
    secrets.SystemRandom().shuffle(signs)
    return "".join(signs)


def _office_id(session: Session, code: str) -> int:
    return session.connection().execute(select(_office.c.id).where(_office.c.code == code)).scalar_one()


def _hash_of(session: Session, applicant_id: int) -> str:
    stored = select(_applicant.c.password_hash).where(_applicant.c.id == applicant_id)
    return session.connection().execute(stored).scalar_one()


def _set_password(session: Session, applicant_id: int, password_hash: str) -> None:
    session.connection().execute(
        update(_applicant).where(_applicant.c.id == applicant_id).values(password_hash=password_hash)
    )


def _applicant_id(
    session: Session,
    person: dict[str, Any],
    office_id: int,
    account: Account,
    passwords: Passwords,
    now: datetime,
) -> int:
    its = select(_applicant.c.id).where(_applicant.c.mail_address == person["mail"])
    found = session.connection().execute(its).scalar()
    if found is not None:
        return found
    number = person["claimant"]["number"] if person["claimant"] else ""
    row = applicant_row(person, number, now) | {
        "password_hash": passwords.hash(account.password),
        "own_office_id": office_id,
        "language": person["language"],
    }
    insert_new(session, Applicant, [row])
    return session.connection().execute(its).scalar_one()


def applicant_row(person: dict[str, Any], claimant_number: str, now: datetime) -> dict[str, Any]:
    """Return the columns of an invented person who cannot sign in."""
    return {
        "mail_address": person["mail"],
        "password_hash": "",
        "name": person["name"],
        "reading": person["reading"],
        "born_on": date.fromisoformat(person["born_on"]),
        "phone": person["phone"],
        "postal_code": "",
        "address": "",
        "claimant_number_sealed": seal(claimant_number) if claimant_number else "",
        "claimant_number_fingerprint": fingerprint(claimant_number) if claimant_number else "",
        "language": "ja",
        "own_office_id": None,
        "terms_version": TERMS_VERSION,
        "terms_agreed_at": now,
        "created_at": now,
    }


def make_claimant(
    session: Session, person: dict[str, Any], applicant_id: int, office_id: int, today: date
) -> None:
    """Let the office know a person, with a 認定日 today and the coming ones."""
    wish = person["claimant"]
    kind = ClaimantKind(wish["kind"])
    is_online = kind is not ClaimantKind.NONE
    row = {
        "office_id": office_id,
        "applicant_id": applicant_id,
        "number_sealed": seal(wish["number"]),
        "number_fingerprint": fingerprint(wish["number"]),
        "online_kind": kind,
        "online_from": today - 2 * _CYCLE if is_online else None,
        "online_until": None,
        "name": person["name"],
        "reading": person["reading"],
        "born_on": date.fromisoformat(person["born_on"]),
    }
    insert_new(session, Claimant, [row])
    its = select(_claimant.c.id).where(_claimant.c.applicant_id == applicant_id)
    claimant_id = session.connection().execute(its).scalar_one()
    _set_days(session, claimant_id, applicant_id, _days(session, wish, office_id, today))


def _days(session: Session, wish: dict[str, Any], office_id: int, today: date) -> dict[date, bool]:
    """Return 認定日 → approved change: today, whatever the day, 28 days on, and the next open day."""
    closure = table_of(OfficeClosure)
    rows = session.connection().execute(
        select(closure.c.on_day, closure.c.reason).where(
            closure.c.office_id.is_(None) | (closure.c.office_id == office_id)
        )
    )
    closures = {row[0]: row[1] for row in rows}
    following = today + _CYCLE
    while closure_of(following, closures):
        following -= timedelta(days=1)
    days = {today: False, following: False}
    if wish["approved_change"]:
        days |= {next_open_day(today + timedelta(days=1), closures): True}
    return days


def _set_days(session: Session, claimant_id: int, applicant_id: int, days: dict[date, bool]) -> None:
    """Write the days, and drop those of earlier starts around them unless a booking or a declaration has one.

    A 認定日 left over from yesterday would make today's period a day long.
    """
    booked = select(_reservation.c.certification_on).where(
        _reservation.c.applicant_id == applicant_id,
        _reservation.c.certification_on.is_not(None),
        _reservation.c.state.in_(LIVE_STATES),
    )
    declared = select(_application.c.certification_on).where(
        _application.c.applicant_id == applicant_id, _application.c.state != ApplicationState.DRAFT
    )
    session.connection().execute(
        delete(_day).where(
            _day.c.claimant_id == claimant_id,
            _day.c.on_day > min(days) - _CYCLE,
            _day.c.on_day.not_in(list(days)),
            _day.c.on_day.not_in(booked),
            _day.c.on_day.not_in(declared),
        )
    )
    rows = [
        {"claimant_id": claimant_id, "on_day": day, "is_approved_change": new} for day, new in days.items()
    ]
    insert_new(session, CertificationDay, rows)
