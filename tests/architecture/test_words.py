"""The catalogue: every key in every language, well marked, and really another language."""

import ast
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pytest

import hellowork_portal
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.i18n import (
    LANGUAGES,
    LOCALES,
    PARAMETER,
    READING,
    WITHOUT_STAFF_WORDS,
    catalogue,
    without_readings,
)
from tests.architecture.sources import calls, package_files, place

FILES = sorted({path.name for language in LANGUAGES for path in (LOCALES / language).glob("*.json")})
STAFF_FILES = sorted({f"staff/{path.name}" for path in LOCALES.glob("*/staff/*.json")})
SAME = LOCALES / "same.json"
KANA = re.compile(r"[\u3041-\u309f\u30a0-\u30ff]+")
KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〆]")
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_-]+)+")
LONG = 25
"""A text with more signs than this is a sentence, and easy Japanese says it in other words."""
SAYING = {"t", "tr", "bracketed", "marks", "say", "say_marked", "say_in_mail", "in_all", "marked", "words_of"}
"""Functions whose first text is a key."""
_OWN_NAME = "a language is listed under its own name, so that whoever reads it finds it"
_SUBJECT = "people look for these very signs in their mailbox, and a subject has no place for ruby"
BARE_KANJI = {
    "frame.language.ja": _OWN_NAME,
    "frame.language.ja-easy": _OWN_NAME,
    "zoom.language.ja": _OWN_NAME,
    "zoom.language.ja-easy": _OWN_NAME,
    "mail.register_link.subject": _SUBJECT,
    "mail.reservation_confirmed.subject": _SUBJECT,
    "mail.meeting_ready.subject": _SUBJECT,
}
NEVER_SAID = {
    "unexpected": "the base of all errors",
    "link": "its reason is part of its code, and the link page has a sentence for each",
}


def texts(language: str, name: str) -> dict[str, str]:
    """Return one file's texts as they stand there."""
    return json.loads((LOCALES / language / name).read_text(encoding="utf-8"))


def other_files() -> list[tuple[str, str]]:
    """Return language and file of all that stands beside a Japanese one."""
    easy = [(WITHOUT_STAFF_WORDS, name) for name in FILES]
    return easy + [("en", name) for name in (*FILES, *STAFF_FILES)]


def staff_keys() -> set[str]:
    """Return the keys of the staff's words, which easy Japanese does not have (decision 0016)."""
    return {key for name in STAFF_FILES for key in texts("ja", name)}


def test_the_words_of_staff_are_the_japanese_ones_in_easy_japanese() -> None:
    assert set(LANGUAGES) - {WITHOUT_STAFF_WORDS} == {"ja", "en"}
    assert not (LOCALES / WITHOUT_STAFF_WORDS / "staff").exists()
    assert {catalogue(WITHOUT_STAFF_WORDS)[key] == catalogue("ja")[key] for key in staff_keys()} == {True}


def test_only_staff_are_told_what_has_no_easy_japanese() -> None:
    fit = re.compile(r"(staff|error\.staff_|mail\.staff_)")
    assert [key for key in staff_keys() if not fit.match(key)] == []


@pytest.mark.parametrize(("language", "name"), other_files())
def test_a_file_has_the_same_keys_with_the_same_parameters_in_every_language(
    name: str, language: str
) -> None:
    ours, japanese = texts(language, name), texts("ja", name)
    assert list(ours) == list(japanese)
    parameters = {
        key: (set(PARAMETER.findall(ours[key])), set(PARAMETER.findall(japanese[key]))) for key in ours
    }
    assert {key: pair for key, pair in parameters.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice_and_no_text_is_empty(language: str) -> None:
    assert [key for key, text in catalogue(language).items() if not text.strip()] == []
    assert [key for key in catalogue(language) if not KEY.fullmatch(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_readings_and_parameters_are_well_formed(language: str) -> None:
    wrong = {}
    for key, text in catalogue(language).items():
        rest = PARAMETER.sub("", READING.sub("", text))
        readings = READING.findall(text)
        if set("{}") & set(rest) or not all(KANA.fullmatch(reading) for _, reading in readings):
            wrong[key] = text
    assert wrong == {}


def test_every_kanji_of_easy_japanese_has_its_reading() -> None:
    bare = {key for key, text in catalogue("ja-easy").items() if KANJI.search(READING.sub("", text))}
    bare -= staff_keys()
    assert sorted(bare - set(BARE_KANJI)) == [], "kanji without a reading"
    assert sorted(set(BARE_KANJI) - bare) == [], "a reason for what has readings"


def test_english_has_no_readings_and_no_japanese() -> None:
    japanese = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
    quoted = re.compile(r"（[^）]*）|「[^」]*」|\([^)]*\)|“[^”]*”")
    wrong = {key: text for key, text in catalogue("en").items() if READING.search(text)}
    assert wrong == {}
    listed = set(json.loads(SAME.read_text(encoding="utf-8"))) if SAME.exists() else set()
    bare = {
        key: text
        for key, text in catalogue("en").items()
        if key not in listed and japanese.search(quoted.sub("", text))
    }
    assert bare == {}


def plain(text: str) -> str:
    """Return a text without what does not make it another: readings and spaces between phrases."""
    return re.sub(r"\s", "", without_readings(text))


def equal_keys() -> Iterator[str]:
    """Yield keys with the same text in two languages; of a sentence, more than its readings must differ."""
    theirs = staff_keys()
    for key in catalogue("ja"):
        spoken = [one for one in LANGUAGES if key not in theirs or one != WITHOUT_STAFF_WORDS]
        found = [catalogue(language)[key] for language in spoken]
        same = any(one == other for one, other in combinations(found, 2))
        if same or (plain(found[0]) == plain(found[1]) and len(plain(found[0])) > LONG):
            yield key


def test_a_text_equal_in_two_languages_has_a_reason() -> None:
    reasons = json.loads(SAME.read_text(encoding="utf-8")) if SAME.exists() else {}
    assert sorted(set(equal_keys()) - set(reasons)) == [], "equal without a reason in locales/same.json"
    assert sorted(set(reasons) - set(equal_keys())) == [], "a reason for what is not equal"
    assert [key for key, reason in reasons.items() if not str(reason).strip()] == []


def keys_said() -> Iterator[tuple[str, str]]:
    """Yield (place, key) of every call that says a text by a key written there."""
    for path in package_files():
        for name, call in calls(path):
            texts = [argument for argument in call.args[:2] if isinstance(argument, ast.Constant)]
            for argument in texts if name.rsplit(".", 1)[-1] in SAYING else ():
                if isinstance(argument.value, str) and KEY.fullmatch(argument.value):
                    yield place(path, call), argument.value


def test_every_key_that_code_says_is_in_the_catalogue() -> None:
    said = list(keys_said())
    assert len(said) > 50, "the search has lost its way"
    assert [(where, key) for where, key in said if key not in catalogue("ja")] == []


@cache
def error_codes() -> dict[str, str]:
    """Return code → class of every error that a service, a form or the kit can raise."""
    for package in ("kit", "forms", "services"):
        root = importlib.import_module(f"hellowork_portal.{package}")
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            importlib.import_module(module.name)
    found: dict[str, str] = {}
    pending = [PortalError]
    while pending:
        error = pending.pop()
        pending.extend(error.__subclasses__())
        if error.__module__.startswith(f"{hellowork_portal.__name__}.") and ".ports." not in error.__module__:
            found[error.code] = error.__name__
    return found


def test_every_error_has_a_sentence() -> None:
    assert {"slot_full", "wrong_credentials", "too_many", "hold_gone"} <= set(error_codes())
    missing = [code for code in error_codes() if f"error.{code}" not in catalogue("ja")]
    assert sorted(set(missing) - set(NEVER_SAID)) == []


def made_of(error: str, prefix: str) -> set[str]:
    """Return the codes of errors that carry their reason, as code raises them."""
    return {
        f"{prefix}{argument.value}"
        for path in package_files()
        for name, call in calls(path)
        if name.rsplit(".", 1)[-1] == error
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant)
    }


@pytest.mark.parametrize(
    ("error", "prefix", "some"),
    [
        ("FieldError", "field.", "field.required"),
        ("NotEligible", "not_eligible_", "not_eligible_form_only"),
        ("LinkProblem", "link_", "link_used"),
    ],
)
def test_every_reason_has_a_sentence(error: str, prefix: str, some: str) -> None:
    codes = made_of(error, prefix)
    assert some in codes
    assert sorted(code for code in codes if f"error.{code}" not in catalogue("ja")) == []
