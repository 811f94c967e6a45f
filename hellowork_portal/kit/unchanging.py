"""Values that are replaced, never changed."""

from typing import Self


class Unchanging:
    """Base of frozen views that vars begin with: a copy of one is the value itself.

    Every tab has every state, and the framework copies each var's first value for each tab;
    an empty view with what lies in it would cost as much as all else that a state holds.
    """

    __slots__ = ()

    def __deepcopy__(self, _memo: dict[int, object]) -> Self:
        return self
