"""「よくある質問」: every question has its answer in every language, and is found however it is typed."""

import re

import pytest

from hellowork_portal.kit.i18n import LANGUAGES, catalogue
from hellowork_portal.ui.citizen.faq.finding import find, groups, questions

LINK = re.compile(r"\]\((/[a-z/]*)\)")


def test_there_are_enough_questions_in_every_group() -> None:
    assert len(questions()) >= 25
    assert {one.group for one in questions()} == set(groups())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_an_answer_and_words_to_be_found_by(language: str) -> None:
    texts = catalogue(language)
    for one in questions():
        for part in ("", ".answer", ".words"):
            assert texts[f"faq.{one.key}{part}"], one.key


def test_answers_lead_to_the_same_pages_in_every_language() -> None:
    for one in questions():
        found = {
            tuple(sorted(LINK.findall(catalogue(language)[f"faq.{one.key}.answer"])))
            for language in LANGUAGES
        }
        assert len(found) == 1, (one.key, found)


def test_answers_lead_to_pages_that_exist() -> None:
    from reflex_base.registry import RegistrationContext

    import hellowork_portal.ui.pages  # noqa: F401  (importing pages registers them)

    pages = {kept["route"] for _, kept in RegistrationContext.ensure_context().decorated_pages}
    links = {link for one in questions() for link in LINK.findall(catalogue("ja")[f"faq.{one.key}.answer"])}
    assert len(links) > 8
    assert links - pages == set()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("パスワード", "account.password"),
        ("ぱすわーど", "account.password"),
        ("ﾊﾟｽﾜｰﾄﾞ", "account.password"),
        ("password", "account.password"),
        ("PASSWORD", "account.password"),
        ("パスワードを忘れた", "account.password"),
        ("パスワード　わすれた", "account.password"),
        ("しつぎょうにんてい", "certification.who"),
        ("失業 認定", "certification.who"),
        ("メール届かない", "mail.missing"),
        ("メールがこない", "mail.missing"),
        ("取り消したい", "booking.change"),
        ("とりけし", "booking.change"),
        ("キャンセル", "booking.change"),
        ("cancel", "booking.change"),
        ("つうやく", "language.interpreter"),
        ("マイナンバー", "privacy.my_number"),
        ("ZOOM つながらない", "zoom.trouble"),
        ("申告書の出し方", "certification.declaration"),
        ("スマホ", "device.which"),
        ("退会", "account.close"),
    ],
)
def test_a_question_is_found_however_it_is_typed(typed: str, expected: str) -> None:
    assert expected in find(typed)


@pytest.mark.parametrize(
    "typed", ["", "   ", "xyzzy", "ぴゅあぴゅあ", "zzz password", "あ" * 5000, "%_'\"<b>"]
)
def test_what_nobody_asks_finds_nothing(typed: str) -> None:
    assert find(typed) == []


def test_a_word_of_one_question_does_not_find_all() -> None:
    assert len(find("パスワード")) < 6
    assert len(find("通訳")) < 4
