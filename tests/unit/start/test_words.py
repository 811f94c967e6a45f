"""What the start program says exists in every language, and nothing is left over."""

import json
import re
from pathlib import Path

import pytest

from hellowork_portal.kit.i18n import LANGUAGES, LOCALES, PARAMETER
from hellowork_portal.start import words as start_words
from hellowork_portal.start.words import language, words

SOURCES = sorted(Path(start_words.__file__).parent.glob("*.py"))
SAID = re.compile(r"\b(?:Stop|tell|words)\(\s*\"(\w+)\"")
WORK = re.compile(r"\bWork\(\s*\"(\w+)\"")


def texts(spoken: str) -> dict[str, str]:
    return json.loads((LOCALES / spoken / "start.json").read_text(encoding="utf-8"))


def test_every_sentence_is_there_and_every_sentence_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    said = set(SAID.findall(code)) | {f"work_{name}" for name in WORK.findall(code)}
    for spoken in LANGUAGES:
        assert {key.removeprefix("operator.start.") for key in texts(spoken)} == said, spoken


def test_all_languages_are_given_the_same_values() -> None:
    for key, text in texts("ja").items():
        for spoken in LANGUAGES:
            assert set(PARAMETER.findall(texts(spoken)[key])) == set(PARAMETER.findall(text)), key


@pytest.mark.parametrize(
    ("lang", "wish", "expected"),
    [
        ("ja_JP.UTF-8", "", "ja"),
        ("C.UTF-8", "", "en"),
        ("", "", "en"),
        ("C", "ja-easy", "ja-easy"),
        ("ja", "en", "en"),
    ],
)
def test_the_operators_language_is_taken_from_the_terminal(
    lang: str, wish: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", lang)
    monkeypatch.setenv("PORTAL_LANGUAGE", wish)
    assert language() == expected


def test_readings_are_dropped_in_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_LANGUAGE", "ja-easy")
    assert words("ready") == "準備が できました。"
