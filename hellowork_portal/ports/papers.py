"""What the portal needs from whoever sets its papers."""

from collections.abc import Mapping
from typing import Protocol


class Papers(Protocol):
    """Sets papers; slow for a request, so never inside a transaction or on the event loop."""

    def make(self, template: str, words: Mapping[str, object]) -> bytes:
        """Return a tagged PDF of a template of `data/papers` filled with words; nothing is kept on disk."""
        ...
