"""What a browser can make the server remember of its address."""

from typing import Any

from reflex.state import BaseState
from reflex_base.constants import RouteVar

LONGEST_ADDRESS = 4096
"""Signs of path and query; the longest address that the portal makes has some 2,000."""
_KNOWN = frozenset(value for name, value in vars(RouteVar).items() if name.isupper())


def keep_short(root: BaseState) -> None:
    """Drop a query beyond all measure, and whatever else a browser put beside its address.

    The framework keeps what an event says of the address as long as the state, adds what later
    events say, and takes it all from anybody: half a megabyte for each event.
    """
    told = root.router_data
    kept = {key: value for key, value in told.items() if key in _KNOWN}
    if not _is_short(kept):
        kept |= {RouteVar.QUERY: {}, RouteVar.ORIGIN: kept.get(RouteVar.PATH, "/")}
    if kept != told:
        root._update_router_vars(kept, told)
        root.router_data = kept


def _is_short(told: dict[str, Any]) -> bool:
    address, query = told.get(RouteVar.ORIGIN, ""), told.get(RouteVar.QUERY, {})
    if len(address) > LONGEST_ADDRESS or not all(isinstance(value, str) for value in query.values()):
        return False
    return sum(len(name) + len(value) for name, value in query.items()) <= LONGEST_ADDRESS
