"""Office names as people read them: always with the prefecture (product.md decision 13)."""

from hellowork_portal.kit.words import Words, in_all, same
from hellowork_portal.services.offices.latin import office_latin


def office_words(name: str, kana: str, prefecture: str, prefecture_latin: str) -> Words:
    """Return ハローワーク新宿（東京都）, in English Hello Work Shinjuku (Tokyo)."""
    return in_all(
        "office.name",
        name=same(name) | {"en": office_latin(kana, name)},
        prefecture=same(prefecture) | {"en": prefecture_latin},
    )
