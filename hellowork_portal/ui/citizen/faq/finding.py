"""The questions and how they are found, however typed; data are in locales/*/faq.json. No Reflex here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from hellowork_portal.kit.i18n import LANGUAGES, catalogue, spoken, without_readings
from hellowork_portal.kit.text import fold

_PREFIX, _GROUP, _ANSWER = "faq.", "faq.group.", ".answer"
_LONGEST = 100
_TERM = re.compile(r"[\u3400-\u9fff]{2,}")
_HALF, _AS_GOOD = 0.5, 0.1
_LIKE_ENOUGH, _LONG_ENOUGH = 80, 4
"""A longer word may differ a little from what stands there: a particle, an ending, a slip."""


@dataclass(frozen=True)
class Question:
    """A question by its key below `faq.` (`booking.hold`) and its group."""

    key: str
    group: str


@dataclass(frozen=True)
class _Heap:
    """Folded texts of a question in every language: what it is asked by, and all that is said."""

    asked: str
    said: str


@cache
def questions() -> tuple[Question, ...]:
    """Return all questions in the order of the catalogue."""
    keys = [key.removeprefix(_PREFIX) for key in catalogue("ja") if key.startswith(_PREFIX)]
    answered = [key.removesuffix(_ANSWER) for key in keys if key.endswith(_ANSWER)]
    return tuple(Question(key, key.split(".")[0]) for key in answered)


@cache
def groups() -> tuple[str, ...]:
    """Return the codes of the groups in the order of the catalogue."""
    return tuple(key.removeprefix(_GROUP) for key in catalogue("ja") if key.startswith(_GROUP))


def find(typed: str) -> list[str]:
    """Return the keys of the questions that every word speaks of, in the catalogue's order.

    Kanji and kana, widths and cases are one; spaces inside Japanese do not count. Where
    nothing fits, the questions that are asked most alike: メール届かない finds メールが届きません.
    """
    words = fold(typed[:_LONGEST]).split()
    if not words:
        return []
    strict = [one.key for one in questions() if all(_speaks(_heap(one.key), word) for word in words)]
    return strict or _likest("".join(words)) or _with_terms("".join(words))


def _speaks(heap: _Heap, word: str) -> bool:
    if word in heap.said:
        return True
    return len(word) >= _LONG_ENOUGH and fuzz.partial_ratio(word, heap.asked) >= _LIKE_ENOUGH


def _likest(typed: str) -> list[str]:
    """Return the questions that share most pairs of signs with what was typed, half of them at least."""
    pairs = {typed[place : place + 2] for place in range(len(typed) - 1)}
    if typed.isascii() or not pairs:
        return []
    shares = {
        one.key: sum(pair in _heap(one.key).asked for pair in pairs) / len(pairs) for one in questions()
    }
    best = max(shares.values())
    return [key for key, share in shares.items() if share >= max(best - _AS_GOOD, _HALF)]


def _with_terms(typed: str) -> list[str]:
    """Return the questions in which every term of two or more kanji occurs: 申告書の出し方 finds 申告書."""
    terms = _TERM.findall(typed)
    return [one.key for one in questions() if terms and all(term in _heap(one.key).said for term in terms)]


@cache
def _heap(key: str) -> _Heap:
    asked = [text for name in (key, f"{key}.words") for text in _spellings(f"{_PREFIX}{name}")]
    return _Heap(_joined(asked), _joined([*asked, *_spellings(f"{_PREFIX}{key}{_ANSWER}")]))


def _joined(texts: list[str]) -> str:
    """Return texts as one, without spaces: easy Japanese has them where Japanese has none."""
    return "\n".join("".join(fold(text).split()) for text in texts)


def _spellings(key: str) -> Iterator[str]:
    """Yield a text of the catalogue in every language, with kanji and with their readings."""
    for language in LANGUAGES:
        text = catalogue(language)[key]
        yield without_readings(text)
        yield spoken(text)
