"""Codes of authenticators (TOTP, RFC 6238) and recovery codes: made, read, compared. Pure."""

import hmac
import secrets
from datetime import datetime
from urllib.parse import quote

import segno
from pyotp import random_base32
from pyotp.totp import TOTP

from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.kit.text import digits

STEP_SECONDS = 30
DRIFT_STEPS = 1
"""A clock may be half a minute wrong, either way."""
RECOVERY_CODES = 10
_DIGITS = 6
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without look-alikes (0 O 1 I L)."""
_RECOVERY_SIGNS = 10


def new_secret() -> str:
    """Return a secret of 160 bits in base 32, as authenticators take it."""
    return random_base32()


def otpauth(secret: str, mail_address: str, issuer: str) -> str:
    """Return the address that an authenticator reads from the QR code.

    The issuer stands in it once: each Japanese sign takes nine bytes, and a small code is read at once.
    """
    return f"otpauth://totp/{quote(mail_address)}?secret={secret}&issuer={quote(issuer)}"


def shown_secret(secret: str) -> str:
    """Return the secret for typing it into an authenticator: groups of four."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def qr_path(text: str) -> tuple[str, int]:
    """Return a QR code as the path of an SVG (one square per dark module, margin included) and its width."""
    code = segno.make(text, error="l", micro=False)
    rows = list(code.matrix_iter(border=4))
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return "".join(squares), len(rows)


def step_at(instant: datetime) -> int:
    """Return the number of a moment's time step."""
    return int(instant.timestamp()) // STEP_SECONDS


def code_now(secret: str, *, now: datetime) -> str:
    """Return what an authenticator shows at a moment."""
    return TOTP(secret).generate_otp(step_at(now))


def used_step(secret: str, typed: str, *, now: datetime, after: int) -> int | None:
    """Return the time step whose code was typed, None where it is wrong or was used before.

    Steps up to `after` are spent: a code that somebody has seen over a shoulder or on the
    wire opens nothing a second time, nor does any older one.
    """
    totp, present = TOTP(secret), step_at(now)
    near = range(present - DRIFT_STEPS, present + DRIFT_STEPS + 1)
    fitting = [step for step in near if hmac.compare_digest(totp.generate_otp(step), typed)]
    return next((step for step in reversed(fitting) if step > after), None)


def new_recovery_codes() -> list[str]:
    """Return ten codes of ten signs, shown in two groups."""
    return [_recovery_code() for _ in range(RECOVERY_CODES)]


def _recovery_code() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_RECOVERY_SIGNS))
    return f"{signs[:5]}-{signs[5:]}"


def recovery_hash(staff_id: int, code: str) -> str:
    """Return how a recovery code is kept: bound to its owner, keyed."""
    return fingerprint(f"recovery:{staff_id}:{code}")


def code_typed(typed: str) -> str:
    """Return six digits as an authenticator shows them, whatever width and spaces; else empty."""
    text = digits(typed[:100])
    return text if len(text) == _DIGITS and text.isascii() and text.isdigit() else ""


def recovery_typed(typed: str) -> str:
    """Return a recovery code in its one spelling; empty where it cannot be one."""
    text = digits(typed[:100]).upper()
    if len(text) != _RECOVERY_SIGNS or any(sign not in _SIGNS for sign in text):
        return ""
    return f"{text[:5]}-{text[5:]}"
