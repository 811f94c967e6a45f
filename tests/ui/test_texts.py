"""Texts known at build: one component for all languages, which finds the language by itself."""

import json
import re
from pathlib import Path

import pytest
from reflex_base.constants.state import FIELD_MARKER

from hellowork_portal.kit import i18n
from hellowork_portal.ui import texts
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.texts import Readings, Said, tr

SCRIPT = (Path(__file__).resolve().parents[2] / "assets" / "readings.jsx").read_text(encoding="utf-8")


def test_the_script_knows_where_the_language_stands() -> None:
    """The contract with the framework: a state's name, its var's name, and the hook that reads them."""
    [state], [var] = (re.findall(rf'const {name} = "(.+)";', SCRIPT) for name in ("LANGUAGE", "CHOSEN"))
    assert state == Language.get_full_name()
    assert var == f"lang{FIELD_MARKER}"
    assert 'import { useStateContext } from "$/utils/context-registry";' in SCRIPT
    assert set(re.findall(r'lang === "([^"]+)"', SCRIPT)) == set(i18n.LANGUAGES[1:])


def test_a_text_without_parameters_holds_no_state(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"ja": "{予約|よやく}", "ja-easy": "よやくする", "en": "Book"}
    monkeypatch.setattr(texts.i18n, "marked", lambda language, _key: words[language])
    said = tr("any.key")
    assert isinstance(said, Said)
    assert [json.loads(str(text)) for text in (said.ja, said.easy, said.en)] == list(words.values())
    assert all(var._get_all_var_data() is None for var in (said.ja, said.easy, said.en))


def test_a_text_that_is_the_same_everywhere_is_a_plain_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts.i18n, "marked", lambda _language, _key: "Zoom")
    assert not isinstance(tr("any.key"), Said)


def test_parameters_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts.i18n, "marked", lambda _language, _key: "残り{count}席")
    assert isinstance(tr("any.key", count=3), Readings)
    with pytest.raises(i18n.TextMissing):
        tr("any.key")
