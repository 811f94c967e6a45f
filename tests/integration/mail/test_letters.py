"""Every letter in every language, worded from the real catalogue."""

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from hellowork_portal.jobs.letter_plans import PLANS
from hellowork_portal.jobs.letters import Content, compose
from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import LANGUAGES
from hellowork_portal.kit.settings import ContactSettings, Mode, Settings
from hellowork_portal.kit.words import in_all, of_moment, of_span, same
from hellowork_portal.models import DeliveryState, MeetingState
from hellowork_portal.ports.mailer import Letter
from hellowork_portal.services.meetings.views import MeetingView
from hellowork_portal.services.notices import service as notices
from hellowork_portal.services.notices.service import CONFIRMED, NO_MEETING, WITHOUT_LINK, Addressed
from hellowork_portal.services.waitlist.views import OfferFacts
from tests.integration.mail.ground import NAME, NOON
from tests.integration.mail.test_calendar_file import facts

PORTAL = "https://portal.example.jp"
JOIN = "https://zoom.example.jp/j/123?pwd=secret"
LINK = f"{PORTAL}/links/register?token=abc"
NEWS = {
    CONFIRMED, WITHOUT_LINK, NO_MEETING,
    notices.CHANGED, notices.CHANGED_NEW_LINK, notices.CHANGED_WITHOUT_LINK, notices.CHANGED_NO_MEETING,
    notices.CANCELLED,
}  # fmt: skip
"""Letters that set a date, or take it back."""
REMINDERS = {
    notices.REMINDER, notices.REMINDER_WITHOUT_LINK, notices.REMINDER_TELEPHONE, notices.REMINDER_IN_PERSON
}  # fmt: skip
OF_WAITING = {"waitlist_offer", "waitlist_offer_earlier", "waitlist_ended", "waitlist_gone"}
SEAT = OfferFacts(
    applicant_id=1,
    name=NAME,
    mail_address="hanako@example.jp",
    chosen_language="",
    kind="day",
    procedure=in_all("mail.label.procedure"),
    office=in_all("mail.label.office"),
    phone="",
    when=of_span(NOON, NOON + timedelta(minutes=30)),
    before={},
    until=of_moment(NOON),
)
OF_RESERVATION = NEWS | REMINDERS | {"meeting_ready", notices.RECEIVED}
WITH_ADDRESS = {CONFIRMED, "meeting_ready", notices.CHANGED, notices.CHANGED_NEW_LINK, notices.REMINDER}
WITH_SECRET = {
    "register_link", "reset_link", "address_link", "address_changed", "address_restored", "recovery_link",
    "staff_invitation",
}  # fmt: skip
APPLICATION = {
    "number": "1234-5678-9012", "day": "2026年12月1日（火）", "office": "ハローワーク新宿（東京都）"
}  # fmt: skip
DAY = {"day": "12月1日", "office": "ハローワーク新宿（東京都）", "phone": "03-3200-8609"}
VALUES = {
    "application_received": APPLICATION,
    "application_returned": APPLICATION,
    "application_decided": APPLICATION,
    "application_withdrawn": APPLICATION,
    "address_changed": {"new_address": "t•••@example.jp"},
    "recovered": {"new_address": "t•••@example.jp"},
    "staff_invitation": {"role": "ハローワーク新宿（東京都）の相談員", "hours": "72"},
    "staff_role_granted": {"role": "ハローワーク新宿（東京都）の相談員"},
    "staff_recovered": {"left": "9"},
    "account_closed_cancelled": {"numbers": "ABCDE-23456"},
    "certification_day_moved": {"before": "12月29日", "after": "12月28日"},
    "day_change_asked": {"before": "12月29日"},
    "day_change_approved": {"before": "12月29日", "after": "1月5日", "answer": "ご連絡ください。"},
    "day_change_refused": {"before": "12月29日", "answer": "旅行では変更できません。"},
    "declaration_reminder": DAY | {"opens": "12月1日 0:00", "until": "12月1日 17:15"},
    "declaration_absent": DAY | {"last": "12月28日"},
    "declaration_absent_undated": DAY,
    "lookup_code": {"number": "ABCDE-23456", "code": "012345", "code_minutes": "15"},
    "reservation_moved_away": {"number": "ABCDE-23456", "receiver": "t•••@example.jp"},
}
"""Personal words that come sealed with the job."""
READY = MeetingView(MeetingState.READY, JOIN, "987654")


def word(kind: str, language: str = "ja", mode: Mode = Mode.PRODUCTION, **changes: object) -> Letter:
    letter = Addressed("id@example.jp", kind, "hanako@example.jp", DeliveryState.QUEUED)
    content = Content(letter, language, NOON, name=NAME)
    if kind in OF_RESERVATION:
        content = replace(content, facts=facts(notes=same("- カード\n- {支給|しきゅう}番号")))
    if kind in OF_WAITING:
        content = replace(content, seat=SEAT)
    if kind in WITH_ADDRESS:
        content = replace(content, meeting=READY)
    if kind in WITH_SECRET:
        content = replace(content, link=LINK)
    content = replace(content, values=VALUES.get(kind, {}))
    contact = ContactSettings(phone="03-1111-2222", mail="contact@example.jp")
    configured = Settings(mode=mode, public_url=PORTAL, contact=contact)
    return compose(replace(content, **changes), configured)


class Reader(HTMLParser):
    """Collects what a person reads, and the links."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.language = ""
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._is_hidden = tag in ("style", "title")
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "html":
            self.language = given["lang"] or ""

    def handle_data(self, data: str) -> None:
        if not self._is_hidden:
            self.words += data.split()


def read(letter: Letter) -> Reader:
    reader = Reader()
    reader.feed(letter.html)
    return reader


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PLANS)
def test_text_and_html_say_the_same_and_leave_nothing_open(kind: str, language: str) -> None:
    letter = word(kind, language)
    reader = read(letter)
    in_text = {piece for piece in re.split(r"[\s:]+", letter.text) if piece not in ("-", "--", "")}
    in_html = set(re.split(r"[\s:]+", " ".join(reader.words)))
    assert in_text <= in_html
    assert not re.search(r"[{}|]", letter.subject + letter.text + "".join(reader.words))
    assert reader.language == {"en": "en"}.get(language, "ja")
    assert NAME in letter.text


@pytest.mark.parametrize("kind", PLANS)
def test_every_link_of_a_letter_leads_into_the_portal_or_to_the_meeting(kind: str) -> None:
    letter = word(kind)
    in_text = set(re.findall(r"https?://\S+", letter.text))
    assert set(read(letter).links) == in_text
    assert all(link.startswith(PORTAL) or link == JOIN for link in in_text)


def test_the_pages_that_letters_lead_to_exist() -> None:
    known = {value for name, value in vars(routes).items() if name.isupper()}
    assert {page for plan in PLANS.values() for page in (plan.page, plan.link) if page} <= known


def test_the_guides_subjects_are_exact() -> None:
    assert word(CONFIRMED).subject == word(WITHOUT_LINK).subject == "ハローワーク：予約を確定しました"
    assert word("register_link").subject == "ハローワーク：利用者登録のご案内"


def test_the_secret_link_stands_in_its_letter_alone() -> None:
    assert LINK in word("register_link").text
    assert LINK in read(word("register_link")).links


def test_the_meetings_address_stands_only_where_it_belongs() -> None:
    for kind in WITH_ADDRESS:
        assert JOIN in word(kind).text
        assert "987654" in word(kind).html
    for kind in OF_RESERVATION - WITH_ADDRESS:
        assert "zoom" not in word(kind).text.replace("Zoom", "")
    assert "準備中" in word(WITHOUT_LINK).text
    assert "Zoom" not in word(NO_MEETING).text.split("--")[0].replace("会議情報（Zoom", "")


def test_the_confirmation_says_what_when_and_where() -> None:
    text = word(CONFIRMED).text
    for said in (
        "ABCDE-23456",
        "2026年12月4日（金） 10:00〜10:15",
        "ハローワーク新宿（東京都）",
        "03-3200-8609",
    ):
        assert said in text


def test_only_letters_that_set_a_date_bring_a_calendar() -> None:
    bring = {kind for kind in PLANS if word(kind).calendar}
    assert bring == NEWS | {notices.RECEIVED}
    assert JOIN not in word(CONFIRMED).calendar


def test_a_demonstration_says_so_first_of_all() -> None:
    letter = word(CONFIRMED, mode=Mode.DEMONSTRATION)
    assert letter.text.startswith("【実演】")
    assert read(letter).words[0].startswith("【実演】")
    assert "実演" not in word(CONFIRMED).text


def test_readings_stand_in_brackets_in_a_mail() -> None:
    assert "実演（じつえん）" in word("register_link", "ja-easy", Mode.DEMONSTRATION).text
    assert "- 支給（しきゅう）番号" in word(CONFIRMED).text


def test_markup_in_a_name_stays_a_name() -> None:
    letter = word("register_done", name='<a href="https://evil.example">{link}</a>')
    assert '<a href="https://evil' not in letter.html
    assert "https://evil.example" not in read(letter).links
    assert "{link}" in letter.text


def test_somebody_without_a_name_is_greeted_all_the_same() -> None:
    assert "このメールを受け取られた方へ" in word("register_link", name="").text


def test_the_operators_telephone_is_called_so() -> None:
    letter = word(CONFIRMED, facts=facts(is_operator_phone=True))
    assert "電話（オンライン・ハローワークの問い合わせ先）" in letter.text


def test_senders_names_are_too_short_to_be_folded() -> None:
    assert all(len(word("register_link", language).sender_name) <= 20 for language in LANGUAGES)
    assert len(word("register_link").sender_name) <= 16
