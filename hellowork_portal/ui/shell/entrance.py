"""What a browser sends over the websocket, brought into shape before the framework reads it.

The framework takes an event's address as it comes: it keeps all of it as long as the state lives,
half a megabyte for each event; and one that is no address breaks every event that follows from it,
the one that tells of the fault included, without end.
"""

import re
from typing import Any

import structlog
from reflex.app import App
from reflex_base.constants import RouteVar

log = structlog.get_logger("portal.entrance")

LONGEST_ADDRESS = 4096
"""Signs of an address; the longest that the portal makes has some 2,000."""
_HALF_SIGNS = re.compile("[\ud800-\udfff]")
_NOWHERE = {RouteVar.PATH: "/", RouteVar.ORIGIN: "/", RouteVar.QUERY: {}}


def shaped(data: object) -> dict[str, Any] | None:
    """Return an event with an address that can be one, None where it is no event at all.

    A query beyond all measure is left out, as is whatever stands beside the address.
    """
    if not isinstance(data, dict) or not isinstance(data.get("name"), str):
        return None
    payload = data.get("payload") or {}
    if not isinstance(payload, dict):
        return None
    return {**data, "payload": payload, "router_data": _address(data.get("router_data"))}


def _address(told: object) -> dict[str, Any]:
    if not isinstance(told, dict):
        return dict(_NOWHERE)
    path, whole, query = told.get(RouteVar.PATH), told.get(RouteVar.ORIGIN), told.get(RouteVar.QUERY) or {}
    if not _is_path(path):
        return dict(_NOWHERE)
    if not _is_path(whole) or not _is_query(query):
        return {RouteVar.PATH: path, RouteVar.ORIGIN: path, RouteVar.QUERY: {}}
    return {RouteVar.PATH: path, RouteVar.ORIGIN: whole, RouteVar.QUERY: query}


def _is_path(value: object) -> bool:
    return _is_text(value) and value.startswith("/") and not value.startswith("//")  # type: ignore[union-attr]


def _is_query(value: object) -> bool:
    if not isinstance(value, dict) or not all(map(_is_text, [*value, *value.values()])):
        return False
    return sum(len(name) + len(text) for name, text in value.items()) <= LONGEST_ADDRESS


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_ADDRESS and not _HALF_SIGNS.search(value)


def guard_entrance(app: App) -> None:
    """Let every event of the app's websocket pass through `shaped`."""
    namespace = app.event_namespace
    if namespace is None:
        raise RuntimeError("the framework has made no websocket")
    take = namespace.on_event

    async def on_event(sid: str, data: object) -> None:
        event = shaped(data)
        if event is None:
            log.warning("no_event")
            return
        await take(sid, event)

    setattr(namespace, "on_event", on_event)  # noqa: B010  (found by this name at each event)
