"""An empty portal, and the way through its registration as a browser walks it."""

import re
from collections.abc import Mapping
from datetime import datetime

import pytest

from hellowork_portal.adapters.argon2_passwords import Argon2Passwords
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.services.access import registration, reset
from tests.factories import NOW, Desk

ANYBODY = Principal(language="en", address="192.0.2.1")
MAIL = "taro@example.jp"
PASSWORD = "Ringo-8-Gorilla"
PERSON = {
    "name": "髙橋 太郎",
    "reading": "タカハシ タロウ",
    "born_on": "1988-02-29",
    "phone": "03-1234-5678",
    "postal_code": "160-0021",
    "address": "東京都新宿区歌舞伎町２－４２－１０",
    "claimant_number": "12345-12-123456-1",
}
PASSWORDS = Argon2Passwords()
HASH = PASSWORDS.hash(PASSWORD)
"""Hashed once: the hash is slow on purpose."""


@pytest.fixture
def desk(database_url: str) -> Desk:
    """An empty database."""
    return Desk(database_url)


def link_in_last_mail(desk: Desk) -> str:
    """Return the signed token in the last mail asked for."""
    address = unseal(desk.jobs("mail")[-1]["link_sealed"])
    found = re.fullmatch(r"http://127\.0\.0\.1:3000/links/\w+\?token=(\S+)", address)
    assert found, address
    return found[1]


def ask(desk: Desk, mail: str = MAIL, *, now: datetime = NOW, **named: str) -> str:
    """Ask for the registration mail and return the link's signed token."""
    asked = {"principal": ANYBODY, "mail_address": mail, "now": now}
    desk.do(registration.request_registration, **asked | named)
    return link_in_last_mail(desk)


def ask_reset(desk: Desk, mail: str = MAIL, *, now: datetime = NOW) -> str:
    """Ask for the reset mail and return the link's signed token."""
    desk.do(reset.request_reset, principal=ANYBODY, mail_address=mail, now=now)
    return link_in_last_mail(desk)


def check(desk: Desk, signed: str, typed: Mapping[str, str] = PERSON, *, now: datetime = NOW) -> None:
    """Press 「確認へ進む」."""
    desk.do(registration.check_registration, signed=signed, typed=typed, password_hash=HASH, now=now)


def complete(desk: Desk, signed: str, *, now: datetime = NOW) -> int:
    """Press the final 「登録する」."""
    return desk.do(registration.complete_registration, principal=ANYBODY, signed=signed, now=now)


def register(desk: Desk, mail: str = MAIL, *, now: datetime = NOW) -> int:
    """Walk the whole way."""
    signed = ask(desk, mail, now=now)
    check(desk, signed, now=now)
    return complete(desk, signed, now=now)
