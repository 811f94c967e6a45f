"""One meeting of the stand-in: what it accepts, keeps and tells, in Zoom's field names."""

import base64
import re
import secrets
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_CHANGEABLE = ("topic", "agenda", "duration", "timezone", "password")
_PASSCODE = re.compile(r"[A-Za-z0-9@_*\-]{1,10}")


def problem(wanted: dict[str, Any], *, is_new: bool) -> str:
    """Return what Zoom would refuse, or an empty text; fields it does not know are let through."""
    if is_new and (wanted.get("type") != 2 or not wanted.get("topic") or not wanted.get("start_time")):
        return "Validation Failed: topic, type 2 and start_time are needed."
    if len(str(wanted.get("topic", ""))) > 200 or len(str(wanted.get("agenda", ""))) > 2000:
        return "Validation Failed: topic or agenda is too long."
    if "password" in wanted and not _PASSCODE.fullmatch(str(wanted["password"])):
        return "Validation Failed: passcode."
    if "duration" in wanted and not (isinstance(wanted["duration"], int) and 1 <= wanted["duration"] <= 1440):
        return "Validation Failed: duration."
    if "start_time" in wanted and _start(wanted) is None:
        return "Validation Failed: start_time or timezone."
    return ""


def new_document(host: str, wanted: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Return what is kept of a new meeting; the link's key is not the passcode."""
    document = {
        "uuid": base64.b64encode(secrets.token_bytes(16)).decode(),
        "host_id": host,
        "created_at": _zulu(now),
        "pwd": secrets.token_urlsafe(24),
        "settings": {},
        "agenda": "",
        "duration": 60,
        "timezone": "UTC",
        "password": f"{secrets.randbelow(10**6):06d}",
    }
    return changed(document, wanted)


def changed(document: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the meeting with the wanted fields laid over it."""
    updates = {name: wanted[name] for name in _CHANGEABLE if name in wanted}
    start = _start(wanted)
    if start is not None:
        updates["start_time"] = _zulu(start)
    rules = wanted.get("settings")
    return {
        **document,
        **updates,
        "settings": {**document["settings"], **(rules if isinstance(rules, dict) else {})},
    }


def listed(number: int, document: dict[str, Any], public_url: str) -> dict[str, Any]:
    """Return a meeting as lists show it: without passcode, settings and host's address."""
    hidden = {"pwd", "password", "settings"}
    kept = {name: value for name, value in document.items() if name not in hidden}
    kept["agenda"] = kept["agenda"][:250]
    return {"id": number, "type": 2, "join_url": join_url(number, document, public_url), **kept}


def shown(number: int, document: dict[str, Any], public_url: str, start_key: str) -> dict[str, Any]:
    """Return a meeting as its owner sees it."""
    return {
        **listed(number, document, public_url),
        "status": "waiting",
        "agenda": document["agenda"],
        "password": document["password"],
        "settings": document["settings"],
        "start_url": f"{public_url}/s/{number}?zak={start_key}",
    }


def join_url(number: int, document: dict[str, Any], public_url: str) -> str:
    """Return the applicant's address."""
    return f"{public_url}/j/{number}?pwd={document['pwd']}"


def starts_at(document: dict[str, Any]) -> datetime:
    """Return when a kept meeting begins (UTC)."""
    return datetime.fromisoformat(document["start_time"])


def _start(wanted: dict[str, Any]) -> datetime | None:
    """Read start_time as Zoom does: "Z" is UTC, without it the meeting's time zone counts."""
    text = wanted.get("start_time")
    try:
        instant = datetime.fromisoformat(str(text))
        zone = ZoneInfo(str(wanted.get("timezone", "UTC")))
    except (ValueError, ZoneInfoNotFoundError):
        return None
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=zone).astimezone(UTC)


def _zulu(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
