"""Which event loads which page, so that a switch of language can load it anew."""

from typing import Any

_LOADERS: dict[str, Any] = {}


def remember(route: str, load: Any) -> None:
    """Note the load event of a page."""
    _LOADERS[route] = load


def loader_of(path: str) -> Any:
    """Return the load event of the page at `path`, None where it has none."""
    return _LOADERS.get("/" + path.strip("/"))
