"""A paper before it is set: its template and words, none of them markup."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paper:
    """What a template is filled with, and how the file is called; never logged."""

    template: str
    words: Mapping[str, object] = field(repr=False)
    name: str
