"""Office names in Latin letters, as road signs write them."""

import pytest

from hellowork_portal.services.offices.latin import office_latin


@pytest.mark.parametrize(
    ("kana", "name", "latin"),
    [
        ("しんじゅく", "ハローワーク新宿", "Shinjuku"),
        ("おおさかひがし", "ハローワーク大阪東", "Osaka-higashi"),
        ("くらしきちゅうおう", "ハローワーク倉敷中央", "Kurashiki-chuo"),
        ("はまきた", "ハローワーク浜北", "Hamakita"),
        ("とよおか", "ハローワーク豊岡", "Toyooka"),
        ("ぶんごおおの", "ハローワーク豊後大野", "Bungoono"),
        ("がまごおり", "ハローワーク蒲郡", "Gamagori"),
        ("こおりやま", "ハローワーク郡山", "Koriyama"),
        ("りゅうがさき", "ハローワーク龍ケ崎", "Ryugasaki"),
        ("わっかない", "ハローワーク稚内", "Wakkanai"),
        ("いいだばし", "ハローワーク飯田橋", "Iidabashi"),
        ("のべおか", "", "Nobeoka"),
    ],
)
def test_a_reading_becomes_latin_letters(kana: str, name: str, latin: str):
    assert office_latin(kana, name) == latin
