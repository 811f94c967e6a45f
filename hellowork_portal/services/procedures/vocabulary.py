"""How a typed word is understood: as a place, a prefecture or a procedure; pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import jaconv

from hellowork_portal.kit.text import fold
from hellowork_portal.services.offices.latin import office_latin

EXACT_OFFICE, OFFICE_BEGINS, IN_JURISDICTION, EXACT_PREFECTURE = 100, 70, 55, 50
EXACT_PROCEDURE, IN_PROCEDURE, OFFICE_CONTAINS, PREFECTURE_BEGINS = 45, 40, 30, 25
EVERY_OFFICE = 1
"""What a word is worth: an office by its name stands before all offices of a prefecture."""

GENERIC = (
    "ハローワーク",
    "公共職業安定所",
    "職業安定所",
    "職安",
    "安定所",
    "Hello Work",
    "hellowork",
    "hello",
    "work",
)
EVERYWHERE = tuple(fold(word) for word in GENERIC)
_PARTICLES = frozenset(
    fold(sign) for sign in ("の", "で", "を", "と", "・", "、", ",", "/", "（", "）", "(", ")")
)


_BRACKETS = re.compile(r"[（）()：:]")


@dataclass(frozen=True)
class Keys:
    """Folded texts under which something is found; looked through as one text each, which is quick."""

    exact: frozenset[str]
    begins: tuple[str, ...]
    contains: tuple[str, ...] = ()
    pieces: frozenset[str] = frozenset()
    _begins: str = field(init=False, repr=False, compare=False)
    _contains: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_begins", "".join(f"\n{key}" for key in self.begins))
        object.__setattr__(self, "_contains", "\n".join(self.contains))

    def begin_with(self, word: str) -> bool:
        """Whether a key begins with the word."""
        return f"\n{word}" in self._begins

    def contain(self, word: str) -> bool:
        """Whether the word stands in a key."""
        return word in self._contains


def office_keys(name: str, formal_name: str, kana: str, jurisdiction: str) -> Keys:
    """Return an office's keys: name with and without ハローワーク, reading, Latin letters, its districts."""
    place = name.removeprefix("ハローワーク")
    latin = office_latin(kana, name).casefold()
    spellings = {latin, latin.replace("-", ""), latin.replace("-", " "), jaconv.kana2alphabet(kana)}
    plain = {fold(place), fold(kana)} | spellings
    full = {fold(name), fold(f"ハローワーク{kana}"), fold(formal_name)} | {f"hello work {latin}"}
    exact = frozenset((plain | full) - {""})
    districts = frozenset(fold(piece) for piece in jurisdiction.replace("、", "・").split("・") if piece)
    return Keys(exact, tuple(plain), (fold(place), fold(kana)), districts)


def prefecture_keys(name: str, kana: str, latin: str) -> Keys:
    """Return a prefecture's keys, with and without 都, 府 and 県 in every script."""
    exact = {fold(name), fold(kana), fold(latin), jaconv.kana2alphabet(kana)}
    if name != "北海道":
        bare = kana.removesuffix("けん") if name.endswith("県") else kana[:-1]
        exact |= {fold(name[:-1]), fold(bare), jaconv.kana2alphabet(bare)}
    return Keys(frozenset(exact), tuple(exact))


def procedure_words(names: Sequence[str], words: Iterable[str]) -> tuple[str, ...]:
    """Return what a procedure is called: its names, their parts, and the words it wants to be found by."""
    parts = [part for name in names for part in _BRACKETS.sub(" ", name).split()]
    return tuple(dict.fromkeys([*names, *parts, *words]))


def procedure_keys(words: Iterable[str]) -> Keys:
    """Return a procedure's keys."""
    folded = tuple(fold(word) for word in words)
    return Keys(frozenset(folded), (), folded)


def office_worth(keys: Keys, word: str) -> int:
    """Return what a word says about an office; 0 where nothing."""
    if word in keys.exact:
        return EXACT_OFFICE
    place = _place_in(word)
    if not place:
        return EVERY_OFFICE
    if keys.begin_with(place):
        return OFFICE_BEGINS
    if place in keys.pieces:
        return IN_JURISDICTION
    if keys.contain(place):
        return OFFICE_CONTAINS
    town = _town_in(place)
    return OFFICE_BEGINS if town and keys.begin_with(town) else 0


def _town_in(place: str) -> str:
    """Return a municipality without its 市, 区, 町 or 村: people type 札幌市 where the office is 札幌."""
    return place[:-1] if len(place) > 2 and place[-1] in "市区町村" else ""


@lru_cache(maxsize=512)
def _place_in(word: str) -> str:
    """Return a word without what stands before the name of every office; empty where it is only that."""
    if word in EVERYWHERE or (len(word) > 2 and any(every.startswith(word) for every in EVERYWHERE)):
        return ""
    generic = next((prefix for prefix in EVERYWHERE if word.startswith(prefix)), "")
    return word.removeprefix(generic)


def prefecture_worth(keys: Keys, word: str) -> int:
    """Return what a word says about a prefecture; never by its middle (京都 is not 東京都)."""
    if word in keys.exact:
        return EXACT_PREFECTURE
    return PREFECTURE_BEGINS if keys.begin_with(word) else 0


def procedure_worth(keys: Keys, word: str) -> int:
    """Return what a word says about a procedure; 0 where nothing."""
    if word in keys.exact:
        return EXACT_PROCEDURE
    return IN_PROCEDURE if keys.contain(word) else 0


def segments(word: str, known: frozenset[str], longest: int) -> list[str] | None:
    """Cut a run such as 新宿職業相談 or ハローワーク東京の新宿 into known words; None where it cannot be.

    Longest match first, particles between the words dropped.
    """
    found: list[str] = []
    place = 0
    while place < len(word):
        size = next(
            (n for n in range(min(longest, len(word) - place), 1, -1) if word[place : place + n] in known), 0
        )
        if size:
            found.append(word[place : place + size])
        elif word[place] not in _PARTICLES:
            return None
        place += size or 1
    return found
