"""Japanese text as people type it: widths, kana, old character forms."""

import re
import unicodedata

import jaconv

_OLD_FORMS = str.maketrans({
    "髙": "高", "﨑": "崎", "𠮷": "吉", "德": "徳", "濵": "浜", "濱": "浜", "邊": "辺", "邉": "辺",
    "齋": "斎", "齊": "斉", "澤": "沢", "廣": "広", "國": "国", "櫻": "桜", "瀨": "瀬", "眞": "真",
    "龍": "竜", "嶋": "島", "嶌": "島", "塚": "塚", "賴": "頼", "鹽": "塩", "澁": "渋", "鷗": "鴎",
    "ヶ": "ケ", "ヵ": "カ", "〜": "~", "～": "~",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "─": "-",
})  # fmt: skip
_IGNORED = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u0300-\u036f\u3099\u309a]")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Return text in NFKC without control and invisible format signs, outer spaces trimmed.

    For codes, numbers, mail addresses and readings. A name is stored with
    `clean_name` instead, because NFKC changes compatibility ideographs.
    """
    return _INVISIBLE.sub("", _printable(unicodedata.normalize("NFKC", text))).strip()


def without_invisible(text: str) -> str:
    """Return text without signs that nobody sees, among them those that turn round how the rest reads."""
    return _INVISIBLE.sub("", text)


def clean_name(text: str) -> str:
    """Return a name as typed, in NFC-safe form: spaces folded, controls dropped.

    髙, 﨑, 𠮷 and variation selectors (IVS) are kept: NFC and NFKC would turn
    compatibility ideographs such as 﨑's relatives into others.
    """
    return _SPACES.sub(" ", _printable(text)).strip()


def _printable(text: str) -> str:
    """Drop control signs; keep line breaks and variation selectors."""
    return "".join(
        sign for sign in text
        if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs", "Co"}
    )  # fmt: skip


def fold(text: str) -> str:
    """Return a search key: widths, kana, case and old character forms made one.

    Keys only: what people typed is stored untouched (libraries.md §5).
    """
    plain = unicodedata.normalize("NFKC", _IGNORED.sub("", text)).translate(_OLD_FORMS)
    return jaconv.kata2hira(_SPACES.sub(" ", _IGNORED.sub("", plain))).casefold().strip()


def search_key(text: str, longest: int = 200) -> str:
    """Return a name as it is searched by: folded, without spaces, so that 職安花子 finds 職安 花子."""
    return fold(text).replace(" ", "")[:longest]


def digits(text: str) -> str:
    """Return the text with widths folded and hyphens and spaces dropped (numbers people group)."""
    return re.sub(r"[\s\-ー]", "", normalise(text).translate(_OLD_FORMS))
