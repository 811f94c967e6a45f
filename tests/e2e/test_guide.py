"""The guide's whole way, from the menu to the interview, by every hand and in every language."""

import secrets

import pytest

from tests.e2e.conftest import PHONE, WIDE, Visitor
from tests.e2e.hands import Hand, Keys, Mouse, MouseOfAForgottenOne, Thumb
from tests.e2e.interview import Interview
from tests.e2e.post import Post
from tests.e2e.ways import Person, Walk
from tests.portal import Portal

Way = tuple[str, tuple[int, int], type[Hand]]
WAYS: dict[str, Way] = {
    "by mouse": ("ja", WIDE, Mouse),
    "by keyboard alone": ("ja", WIDE, Keys),
    "by thumb on a phone, in English": ("en", PHONE, Thumb),
    "in easy Japanese, by keyboard on a phone": ("ja-easy", PHONE, Keys),
    "while the server forgets before every click": ("ja", WIDE, MouseOfAForgottenOne),
}
SEARCHED = {"ja": "職業相談 新宿", "ja-easy": "しょくぎょうそうだん しんじゅく", "en": "counselling Shinjuku"}


def begin(way: Way, visitor: Visitor, post: Post, portal: Portal) -> Walk:
    language, width, hand = way
    visit = visitor(language=language, width=width, has_touch=hand is Thumb)
    visit.go("/")
    visit.see("home.title")
    made = hand(visit.page, portal.url) if hand is MouseOfAForgottenOne else hand(visit.page)
    return Walk(visit, made, post)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_new_person_registers_books_looks_up_and_joins(
    way: Way, visitor: Visitor, post: Post, portal: Portal
) -> None:
    walk = begin(way, visitor, post, portal)
    person = Person(f"guide-{secrets.token_hex(4)}@example.jp", claimant_number="13010-12-123456-1")

    walk.register(person)
    walk.sign_out()
    walk.choose_in_menu("frame.menu.sign_in")
    walk.sign_in(person.mail)
    walk.visit.see("access.my.title", "access.my.empty")

    walk.search(SEARCHED[walk.visit.language])
    number = walk.book("面談の前に、求人票を見てほしいです。")
    mail = walk.confirmation(person.mail)
    assert number in mail.text
    assert "BEGIN:VEVENT" in mail.calendar
    assert "/j/" not in mail.calendar
    Interview(visitor, portal).from_link(mail.link("/j/"), number)

    walk.look_up(number.lower().replace("-", ""))
    walk.open_detail(number)
    join = walk.join_link()
    Interview(visitor, portal).from_link(join.get_attribute("href") or "", number)
    walk.look_up("")
    walk.open_detail(number)
    walk.read_advice()
