"""The long texts and the mails say the same things in every language, in markup that pages can render."""

import hashlib
import json
import re
import unicodedata

import pytest

from hellowork_portal.kit.i18n import LANGUAGES, LOCALES, PARAMETER, READING, say, without_readings

PAGES = ("guide", "join", "privacy", "terms")
OWN_PATHS = {"/register", "/sign-in", "/procedures", "/lookup", "/guide", "/terms", "/privacy", "/my"} | {
    "/offices",
    "/contact",
    "/my/close",
    "/my/data",
}
LINK = re.compile(r"\[((?:[^\[\]])+)\]\(([^)]*)\)")
PICTURE = re.compile(r"\n\n    !\[[^\[\]]+\]\(/guide/[a-z-]+/[a-z-]+\.webp\)\n\n?")
KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]")
BLOCK = re.compile(r"#{1,3} \S|- \S|\d+\. \S|[^\s#>|`~=+*-]|\*\*\S")
SUBJECTS_THE_GUIDE_QUOTES = (
    "mail.register_link.subject",
    "mail.reservation_confirmed.subject",
    "mail.meeting_ready.subject",
)


def page(language: str, name: str) -> str:
    """Return the Markdown of one page, its pictures left out (tests/e2e/test_pictures)."""
    text = (LOCALES / language / "pages" / f"{name}.md").read_text(encoding="utf-8")
    return PICTURE.sub("\n", text)


def mails(language: str) -> dict[str, str]:
    """Return the mail texts of one language with their markup."""
    return json.loads((LOCALES / language / "mails.json").read_text(encoding="utf-8"))


def prose(language: str) -> dict[str, str]:
    """Return every text of this module's concern by a name that a failure can show."""
    return {f"{name}.md": page(language, name) for name in PAGES} | mails(language)


def outline(text: str) -> list[str]:
    """Return the heading levels and, for lists, their item marks, in order."""
    return [match[1] for match in re.finditer(r"^(#{1,3}|-|\d+\.) ", text, re.MULTILINE)]


def words(text: str) -> str:
    """Return a text without readings, Markdown marks and the spaces between phrases."""
    return re.sub(r"[\s*]", "", LINK.sub(r"\1", without_readings(text)))


def is_punctuation(sign: str) -> bool:
    """Whether CommonMark counts a sign as punctuation."""
    return unicodedata.category(sign)[0] in "PS"


def lone_bold_marks(line: str) -> list[int]:
    """Return where `**`, opening and closing in turn, fails CommonMark's flanking rule."""
    wrong: list[int] = []
    for turn, match in enumerate(re.finditer(r"\*\*", line)):
        before, after = line[: match.start()][-1:] or " ", line[match.end() :][:1] or " "
        inner, outer = (after, before) if turn % 2 == 0 else (before, after)
        flanks = not inner.isspace() and (
            not is_punctuation(inner) or outer.isspace() or is_punctuation(outer)
        )
        if not flanks:
            wrong.append(match.start())
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_pages(language: str) -> None:
    assert {path.stem for path in (LOCALES / language / "pages").iterdir()} == set(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_same_headings_clauses_and_steps_in_every_language(language: str, name: str) -> None:
    assert outline(page(language, name)) == outline(page("ja", name))


def test_the_terms_have_twelve_to_eighteen_clauses() -> None:
    assert 12 <= outline(page("ja", "terms")).count("##") <= 18


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_begins_with_its_only_title(language: str, name: str) -> None:
    assert page(language, name).startswith("# ")
    assert outline(page(language, name)).count("#") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_the_agreed_markdown(language: str, name: str) -> None:
    for line in page(language, name).splitlines():
        assert not line or BLOCK.match(line), line
        assert not re.search(r"[<>`_\\]|!\[", LINK.sub("", line)), line
        assert line.count("**") % 2 == 0, line
        assert lone_bold_marks(line) == [], line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_links_only_to_the_portals_own_paths(language: str, name: str) -> None:
    text = page(language, name)
    targets = [target for _, target in LINK.findall(text)]
    assert set(targets) <= OWN_PATHS
    assert text.count("](") == len(targets)
    assert "://" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_links_to_the_same_places_in_every_language(language: str, name: str) -> None:
    def found(other: str) -> list[str]:
        return [target for _, target in LINK.findall(page(other, name))]

    assert found(language) == found("ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_no_parameter_because_nothing_fills_it(language: str) -> None:
    for name in PAGES:
        assert PARAMETER.findall(page(language, name)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_mails_have_the_same_keys_in_the_same_order(language: str) -> None:
    assert list(mails(language)) == list(mails("ja"))
    assert all(text.strip() for text in mails(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_text_takes_the_same_parameters_in_every_language(language: str) -> None:
    for key, text in mails(language).items():
        assert set(PARAMETER.findall(text)) == set(PARAMETER.findall(mails("ja")[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_subject_is_one_short_line_that_begins_with_hello_work(language: str) -> None:
    begins = "Hello Work: " if language == "en" else "ハローワーク："
    subjects = {key: text for key, text in mails(language).items() if key.endswith(".subject")}
    assert len(subjects) == 10
    for key, text in subjects.items():
        assert without_readings(text).startswith(begins), key
        assert "\n" not in text, key
        assert len(without_readings(text)) <= 60, key


def test_the_japanese_subjects_are_the_guides() -> None:
    texts = mails("ja")
    assert texts["mail.register_link.subject"] == "ハローワーク：利用者登録のご案内"
    assert texts["mail.register_done.subject"] == "ハローワーク：利用者登録が完了しました"
    assert texts["mail.reservation_confirmed.subject"] == "ハローワーク：予約を確定しました"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_the_subjects_that_the_mails_carry(language: str) -> None:
    guide = words(page(language, "guide"))
    for key in SUBJECTS_THE_GUIDE_QUOTES:
        assert words(mails(language)[key]) in guide, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_readings_are_kana_over_kanji(language: str) -> None:
    for name, text in prose(language).items():
        for base, reading in READING.findall(text):
            assert re.fullmatch(r"[\u3400-\u9fff々]+", base), (name, base)
            assert re.fullmatch(r"[ぁ-ゖー]+", reading), (name, base, reading)
        rest = PARAMETER.sub("", READING.sub("", text))
        assert not re.search(r"[{}|]", rest), name


@pytest.mark.parametrize("language", ["ja", "en"])
def test_only_easy_japanese_carries_readings(language: str) -> None:
    assert [name for name, text in prose(language).items() if READING.search(text)] == []


def test_easy_japanese_has_a_reading_on_every_kanji() -> None:
    for name, text in prose("ja-easy").items():
        if name in SUBJECTS_THE_GUIDE_QUOTES:  # people look for these very signs in their mailbox
            continue
        bare = [line for line in READING.sub("", text).splitlines() if KANJI.search(line)]
        assert bare == [], name


def test_easy_japanese_keeps_its_sentences_short() -> None:
    for name in PAGES:
        for sentence in re.split(r"[。\n]", page("ja-easy", name)):
            assert len(words(sentence)) <= 60, (name, without_readings(sentence))


def test_english_has_no_japanese_signs() -> None:
    for name, text in prose("en").items():
        assert not re.search(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]", text), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_state_the_date_of_the_version_that_people_agree_to(language: str) -> None:
    year, month, day = (int(part) for part in version_of_the_terms().split("-"))
    japanese = f"{year}年{month}月{day}日"
    english = f"{day} {say('en', f'date.month.{month}')} {year}"
    assert words(english if language == "en" else japanese) in words(page(language, "terms"))


def test_terms_that_say_something_else_have_another_version() -> None:
    """People agree to a version: whoever changes the text gives it a new date, and its digest here."""
    said = "\n".join((LOCALES / language / "pages" / "terms.md").read_text("utf-8") for language in LANGUAGES)
    known = json.loads((LOCALES / "versions.json").read_text(encoding="utf-8"))["terms_digest"]
    assert hashlib.sha256(said.encode()).hexdigest() == known


def version_of_the_terms() -> str:
    """Return the ISO date from which the terms that people agree to apply."""
    return json.loads((LOCALES / "versions.json").read_text(encoding="utf-8"))["terms"]
