"""Personal fields at rest: rotating encryption, a keyed fingerprint to search by, tokens."""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from itsdangerous import BadSignature, Signer

from hellowork_portal.kit.settings import Mode, settings


class KeysMissing(RuntimeError):
    """No key was set: the portal must not start."""


def make_key_file(path: Path) -> None:
    """Write a fresh key file once, readable by its owner alone; keep an existing one.

    It appears whole or not at all: parts that start at once must not read half of it, nor make two.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = {"seal": [Fernet.generate_key().decode()], "fingerprint": secrets.token_hex(32)}
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(fresh, file)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


@cache
def _keys() -> tuple[MultiFernet, bytes]:
    """Load sealing keys (newest first) and the fingerprint key."""
    configured = settings()
    text = configured.keys.get_secret_value()
    if not text:
        path = configured.key_file or configured.data_dir / "keys.json"
        if configured.mode is Mode.DEMONSTRATION:
            make_key_file(path)
        if not path.exists():
            raise KeysMissing(f"no keys: set PORTAL_KEYS or PORTAL_KEY_FILE ({path} does not exist)")
        text = path.read_text()
    data = json.loads(text)
    return MultiFernet([Fernet(key) for key in data["seal"]]), bytes.fromhex(data["fingerprint"])


def check_keys() -> None:
    """Raise KeysMissing unless keys are at hand; called at every start."""
    _keys()


def seal(text: str) -> str:
    """Encrypt a personal text under the newest key."""
    return _keys()[0].encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Decrypt what `seal` made under any key still listed."""
    return _keys()[0].decrypt(sealed.encode()).decode()


def seal_bytes(content: bytes) -> bytes:
    """Encrypt a file under the newest key; a third longer than before."""
    return _keys()[0].encrypt(content)


def unseal_bytes(sealed: bytes) -> bytes:
    """Decrypt what `seal_bytes` made under any key still listed."""
    return _keys()[0].decrypt(sealed)


def fingerprint(text: str) -> str:
    """Return a keyed HMAC-SHA-256 (hex) to find a sealed value by equality."""
    return hmac.new(_keys()[1], text.encode(), hashlib.sha256).hexdigest()


def mac(purpose: str) -> Callable[[bytes], str]:
    """Return a keyed HMAC-SHA-256 (hex) of a purpose's own: none of one purpose fits another."""
    key = hmac.digest(_keys()[1], f"portal.{purpose}".encode(), hashlib.sha256)
    return lambda message: hmac.digest(key, message, hashlib.sha256).hex()


def new_token() -> str:
    """Return 256 random bits for a link or a session, safe in addresses."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Return how a random token is kept at rest (SHA-256, hex)."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign(purpose: str, token: str) -> str:
    """Return the token with a signature bound to `purpose`, for a mail link."""
    return _signer(purpose).sign(token).decode()


def unsign(purpose: str, signed: str) -> str | None:
    """Return the token if it was signed for `purpose`, None where it was altered or is foreign."""
    try:
        return _signer(purpose).unsign(signed).decode()
    except (BadSignature, UnicodeError):
        return None


def _signer(purpose: str) -> Signer:
    return Signer(_keys()[1], salt=f"portal.{purpose}", digest_method=hashlib.sha256)
