"""Passwords, links and sessions: what is allowed, and for how long."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from zxcvbn import zxcvbn

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import PortalError

LINK_LIFE = timedelta(hours=24)
RESET_LIFE = timedelta(hours=1)
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(seconds=60)

MIN_PASSWORD, MAX_PASSWORD = 10, 64
_ZXCVBN_READS = 72
_HOPELESS = 1
"""Guessed within a million tries: Password1! and its like, whatever kinds of signs they have."""
CONDITIONS = ("length", "upper", "lower", "digit", "symbol")


def password_conditions(password: str) -> dict[str, bool]:
    """Return which of the guide's conditions hold: length 10–64 after NFKC and the four kinds."""
    text = unicodedata.normalize("NFKC", password)
    return {
        "length": MIN_PASSWORD <= len(text) <= MAX_PASSWORD,
        "upper": any("A" <= sign <= "Z" for sign in text),
        "lower": any("a" <= sign <= "z" for sign in text),
        "digit": any("0" <= sign <= "9" for sign in text),
        "symbol": any(unicodedata.category(sign)[0] in "PS" for sign in text),
    }


def password_problem(password: str, own_words: Sequence[str]) -> str | None:
    """Return the field error code of a password, None where it may be taken.

    zxcvbn refuses only the hopeless and one's own name or address (product.md
    decision 9); it reads at most 72 signs.
    """
    if not password:
        return "required"
    if not all(password_conditions(password).values()):
        return "password_conditions"
    text = unicodedata.normalize("NFKC", password).casefold()
    if any(word in text for word in own_words):
        return "password_own_words"
    if zxcvbn(text[:_ZXCVBN_READS])["score"] <= _HOPELESS:
        return "password_hopeless"
    return None


def password_errors(password: str, again: str, words: Sequence[str]) -> dict[str, PortalError]:
    """Return the field errors of the two boxes of a new password; `words` are what it must not contain."""
    problem = password_problem(password, words)
    if problem:
        return {"password": FieldError(problem)}
    return {} if password == again else {"password_again": FieldError("passwords_differ")}


def own_words(mail_address: str, name: str, reading: str) -> list[str]:
    """Return the parts of address and name that a password must not contain, folded as it is.

    Latin parts count from four letters, 鈴木 and スズキ from two signs.
    """
    local = mail_address.split("@", maxsplit=1)[0]
    parts = [local, *re.split(r"[._+-]", local), *name.split(), *reading.split()]
    folded = {unicodedata.normalize("NFKC", part).casefold() for part in parts}
    return sorted(part for part in folded if len(part) >= (4 if part.isascii() else 2))
