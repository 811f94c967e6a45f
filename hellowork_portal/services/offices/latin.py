"""Office names for people who read Latin letters: Hepburn without long marks."""

import re

import jaconv

_LONG = re.compile(
    "(?<=[うくぐすずつづぬふぶむゆるゅ])う|(?<=[おこごそぞとどのほぼもよろょ])う|(?<=[おとこの])お|(?<=ご)お(?!お)"
)
"""Second halves of long vowels. お counts only after お, と, こ, の and ご: in
豊岡 (とよおか), 真岡 (もおか) and 豊後大野 (ぶんごおおの) it begins a new word and is spoken."""

SERVICE = "ハローワーク"
"""The common beginning of every office's name."""

_SIDES = (
    ("中央", "ちゅうおう"),
    ("東", "ひがし"),
    ("西", "にし"),
    ("南", "みなみ"),
    ("北", "きた"),
    ("中", "なか"),
)


def office_latin(kana: str, name: str = "") -> str:
    """Return a place's reading as road signs write it: おおさかひがし → Osaka-higashi.

    With the Japanese `name` a closing side of the compass is set off by a hyphen,
    unless it belongs to a two-letter place name (浜北 is Hamakita).
    """
    for kanji, reading in _SIDES:
        place = name.removeprefix(SERVICE)
        if place.endswith(kanji) and kana.endswith(reading) and len(place) - len(kanji) >= 2:
            return f"{_plain(kana.removesuffix(reading)).capitalize()}-{_plain(reading)}"
    return _plain(kana).capitalize()


def _plain(kana: str) -> str:
    return jaconv.kana2alphabet(_LONG.sub("", kana)).replace("'", "")
