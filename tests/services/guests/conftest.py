"""Somebody with a reservation, and browsers that ask to see it without signing in."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.models import GuestAccess
from hellowork_portal.services.guests import asking, numbers, opening, rules
from hellowork_portal.services.guests.views import Opening
from tests.factories import NOW, Desk
from tests.services.reservations.conftest import Scene, _furnish

ANYBODY = Principal(language="en", address="192.0.2.7")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def scene(database_url: str) -> Scene:
    """An office where both interviews are held."""
    return Scene(database_url, *Desk(database_url).do(_furnish))


@pytest.fixture
def hanako(scene: Scene) -> Principal:
    """A person with a 支給番号, so that she may book both interviews."""
    return scene.person(number="13010121234561")


@pytest.fixture
def taro(scene: Scene) -> Principal:
    """Another one, or the same person registered twice."""
    return scene.person("taro@example.jp", name="髙橋 太郎", number="13010121234562")


def ask(scene: Desk, number: str, *, token: str = "", mark: str = "", now: datetime = NOW) -> str:
    """Type a number into the form; return the browser's cookie."""
    return scene.do(asking.ask_for_code, principal=ANYBODY, typed=number, token=token, mark=mark, now=now)


def letter(scene: Desk, token: str, now: datetime = NOW) -> numbers.CodeLetter | None:
    """Return the letter that the browser's question brings about, as the job words it."""
    row = scene.row(GuestAccess, cookie_hash=token_hash(token))
    return scene.see(numbers.code_letter, access_id=row.id, now=now)


def code(scene: Desk, token: str, now: datetime = NOW) -> str:
    """Read the code in the mail."""
    told = letter(scene, token, now)
    assert told is not None, "no letter"
    assert re.fullmatch("[0-9]{6}", told.values["code"])
    return told.values["code"]


def wrong(scene: Desk, token: str) -> str:
    """Return six digits that are not this browser's code."""
    right = rules.code_of(token_hash(token))
    return "000000" if right != "000000" else "000001"


def tried(scene: Desk, token: str, typed: str, now: datetime = NOW) -> Opening:
    """Type a code into the browser that asked."""
    return scene.do(opening.open_access, principal=ANYBODY, token=token, typed=typed, now=now)


def seen_as(scene: Desk, token: str, now: datetime = NOW) -> Any:
    """Return the pass of a browser whose code was right, as the guard finds it."""
    hashed = token_hash(rules.pass_token(token))
    return scene.see(opening.recognise_guest, hashed=hashed, now=now)


def guest(scene: Desk, number: str, now: datetime = NOW) -> Principal:
    """The whole way from a number to a guest."""
    token = ask(scene, number, now=now)
    assert tried(scene, token, code(scene, token, now), now).outcome == "open"
    return guest_of(scene, token, now)


def guest_of(scene: Desk, token: str, now: datetime = NOW) -> Principal:
    """Return the actor behind a browser with a pass."""
    view = seen_as(scene, token, now)
    assert view is not None, "the pass has ended"
    return Principal(PrincipalKind.GUEST, language="en", guest=view.guest)


def beside(person: Principal, of: Principal) -> Principal:
    """Return a signed-in person in whose browser a guest's pass lies too."""
    return Principal(PrincipalKind.APPLICANT, person.id, language="en", guest=of.guest)
