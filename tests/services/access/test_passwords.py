"""What a password must be (product.md decision 9), and how it is kept."""

import pytest

from hellowork_portal.services.access.registration import password_errors
from hellowork_portal.services.access.rules import own_words, password_conditions, password_problem
from tests.services.access.conftest import HASH, PASSWORD, PASSWORDS

OWN = own_words("taro.suzuki@example.jp", "鈴木 Taroh", "スズキ タロウ")
TAKEN = [
    "Ringo-8-Gorilla",
    "aB3!aB3!xQ",
    "Ｒｉｎｇｏ－８－Ｇｏｒｉｌｌａ",
    "Ringo 8 - Gorilla",
    "Ringo-8-ゴリラ🦍",
    "Ringo-8-" + "Gorilla/Panda/Koala/Zebra/Tiger/Lemur/Otter/Camel/Hyena/",
]
REFUSED = {
    "": "required",
    "Ringo-8-G": "password_conditions",
    "ringo-8-gorilla": "password_conditions",
    "RINGO-8-GORILLA": "password_conditions",
    "Ringo-x-Gorilla": "password_conditions",
    "Ringo8Gorilla": "password_conditions",
    "Ringo 8 Gorilla": "password_conditions",
    "リンゴ八ゴリラ様お元気ですか": "password_conditions",
    "Ringo-8-🦍": "password_conditions",
    "Ringo-8-" + "x" * 57: "password_conditions",
    "Ringo-8-" + "㌢" * 30: "password_conditions",
    "My-taro.suzuki-1": "password_own_words",
    "My-TARO.SUZUKI-1": "password_own_words",
    "Ｍｙ－Ｓｕｚｕｋｉ－１": "password_own_words",
    "Taroh-is-No1": "password_own_words",
    "A1!a-スズキです。": "password_own_words",
    "A1!a-ｽｽﾞｷです。": "password_own_words",
    "A1!a-鈴木です。": "password_own_words",
    "Aa1!Aa1!Aa1!": "password_hopeless",
    "P@ssw0rd12": "password_hopeless",
    "Password1!": "password_hopeless",
    "Qwerty123!": "password_hopeless",
}


@pytest.mark.parametrize("password", TAKEN)
def test_a_password_of_four_kinds_is_taken(password: str) -> None:
    assert password_problem(password, OWN) is None


@pytest.mark.parametrize(("password", "problem"), REFUSED.items())
def test_a_password_is_refused_with_its_reason(password: str, problem: str) -> None:
    assert password_problem(password, OWN) == problem


@pytest.mark.parametrize(("length", "is_taken"), [(9, False), (10, True), (64, True), (65, False)])
def test_ten_to_sixty_four_signs_count(length: int, is_taken: bool) -> None:
    assert password_conditions(("aB3!" * 17)[:length])["length"] is is_taken


def test_signs_are_counted_after_nfkc() -> None:
    assert password_conditions("㌢" * 5)["length"] is True
    assert password_conditions("㌢" * 33)["length"] is False
    assert password_conditions("が" * 5 + "か\u3099" * 5)["length"] is True


def test_full_width_own_names_are_own_names() -> None:
    words = own_words("t@example.jp", "Ｓｕｚｕｋｉ　Ｔａｒｏ", "ｽｽﾞｷ ﾀﾛｳ")
    assert password_problem("My-suzuki-No1", words) == "password_own_words"
    assert password_problem("My-1-suzu-スズキ", words) == "password_own_words"


def test_short_names_forbid_nothing() -> None:
    assert password_problem("Ono-8-Gorilla!", own_words("ono@example.jp", "Ono A", "オノ ア")) is None


@pytest.mark.parametrize(
    ("again", "has_one", "fields"),
    [(PASSWORD, False, []), ("Other-8-Gorilla", False, ["password_again"]), ("", True, ["password_again"])],
)
def test_both_boxes_must_agree(again: str, has_one: bool, fields: list[str]) -> None:
    typed = {"password": PASSWORD, "password_again": again, "name": "Suzuki"}
    assert list(password_errors(typed, "t@example.jp", has_one=has_one)) == fields


def test_empty_boxes_keep_a_password_that_was_chosen_and_are_wrong_else() -> None:
    assert password_errors({}, "t@example.jp", has_one=True) == {}
    assert list(password_errors({}, "t@example.jp", has_one=False)) == ["password"]


def test_ones_own_name_is_looked_for_in_what_was_typed() -> None:
    typed = {"password": "Suzuki-No.1", "password_again": "Suzuki-No.1", "name": "Suzuki Taro"}
    assert (
        password_errors(typed, "t@example.jp", has_one=False)["password"].code == "field.password_own_words"
    )


def test_a_hash_fits_its_password_in_every_width_and_no_other() -> None:
    assert HASH.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORDS.matches(HASH, PASSWORD)
    assert PASSWORDS.matches(HASH, "Ｒｉｎｇｏ－８－Ｇｏｒｉｌｌａ")
    assert not PASSWORDS.matches(HASH, PASSWORD.lower())
    assert not PASSWORDS.matches("", PASSWORD)
    assert not PASSWORDS.matches("", "nobody has this password")
    assert not PASSWORDS.matches("no hash at all", PASSWORD)
