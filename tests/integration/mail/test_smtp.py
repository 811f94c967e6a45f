"""Letters over a real socket: what arrives, what is refused, what is tried again."""

from dataclasses import replace
from email import policy
from email.parser import BytesParser

import pytest

from hellowork_portal.adapters.smtp import SmtpMailer
from hellowork_portal.demo.mailbox_smtp import FaultKind
from hellowork_portal.kit.settings import SmtpSettings
from hellowork_portal.ports.mailer import Letter, MailerAway, MailPostponed, MailRefused
from tests.integration.mail.conftest import Post
from tests.integration.mail.ground import NAME
from tests.servers import free_port

LETTER = Letter(
    message_id="0123456789abcdef@example.jp",
    to="hanako@example.jp",
    subject=f"ハローワーク：{NAME} 様の予約を確定しました",
    text=f"{NAME} 様\n\n次のとおり、面談の予約を確定しました。\n",
    html=f"<!doctype html><p>{NAME} 様</p>",
    language="ja",
    sender_name="オンライン・ハローワーク",
    calendar="BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n",
)


def test_rare_characters_survive_in_subject_and_body(post: Post) -> None:
    post.mailer.send(LETTER)
    [mail] = post.mails()
    assert mail.subject == LETTER.subject
    assert mail.body("plain") == LETTER.text
    assert NAME in mail.body("html")


def test_only_ascii_and_short_lines_travel(post: Post) -> None:
    post.mailer.send(LETTER)
    [mail] = post.mails()
    assert mail.raw.isascii()
    assert max(map(len, mail.raw.splitlines())) <= 78


def test_headers_say_who_what_and_that_a_machine_wrote(post: Post) -> None:
    post.mailer.send(LETTER)
    headers = BytesParser(policy=policy.default).parsebytes(post.mails()[0].raw)
    assert headers["Message-ID"] == "<0123456789abcdef@example.jp>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Content-Language"] == "ja"
    [sender] = headers["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("オンライン・ハローワーク", "no-reply@example.jp")


def test_the_calendar_comes_inline_and_as_a_file(post: Post) -> None:
    post.mailer.send(LETTER)
    parts = [part for part in post.mails()[0].message.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == ["PUBLISH", "PUBLISH"]
    assert [part.get_filename() for part in parts] == [None, "yoyaku.ics"]
    assert [part.get_payload(decode=True) for part in parts] == [LETTER.calendar.encode()] * 2


def test_a_letter_without_calendar_has_two_parts(post: Post) -> None:
    post.mailer.send(replace(LETTER, calendar=""))
    message = post.mails()[0].message
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("subject", ["予約\r\nBcc: all@example.jp", "予約\nX: y", "予約\r確定"])
def test_a_line_break_in_a_header_is_refused(post: Post, subject: str) -> None:
    with pytest.raises(MailRefused) as refused:
        post.mailer.send(replace(LETTER, subject=subject))
    assert refused.value.reason == "letter"
    assert post.mails() == []


@pytest.mark.parametrize(
    "to",
    [
        "a@example.jp, b@example.jp",
        "a@example.jp,b@example.jp",
        "Hanako <a@example.jp>",
        "a@example.jp\r\nBcc: b@example.jp",
        "a@example.jp b@example.jp",
        "ｈanako@example.jp",
        "hanako",
        "",
        "@",
        "a@example.jp(b@example.jp)",
    ],
)
def test_only_one_plain_address_is_written_to(post: Post, to: str) -> None:
    with pytest.raises(MailRefused) as refused:
        post.mailer.send(replace(LETTER, to=to))
    assert refused.value.reason == "address"
    assert post.mails() == []


def test_a_final_refusal_is_told_by_its_code_alone(post: Post) -> None:
    post.spoil(FaultKind.REFUSE)
    with pytest.raises(MailRefused) as refused:
        post.mailer.send(LETTER)
    assert refused.value.values == {"reason": "smtp_550"}
    post.mailer.send(LETTER)
    assert len(post.mails()) == 1


def test_a_passing_refusal_concerns_this_letter(post: Post) -> None:
    post.spoil(FaultKind.POSTPONE)
    with pytest.raises(MailPostponed):
        post.mailer.send(LETTER)
    post.mailer.send(LETTER)
    assert len(post.mails()) == 1


def test_a_leaving_server_is_away_and_then_back(post: Post) -> None:
    post.spoil(FaultKind.AWAY)
    with pytest.raises(MailerAway) as away:
        post.mailer.send(LETTER)
    assert away.value.reason == "smtp_421"
    post.mailer.send(LETTER)
    assert len(post.mails()) == 1


def test_a_server_that_is_not_there_is_away() -> None:
    with pytest.raises(MailerAway) as away:
        SmtpMailer(SmtpSettings(port=free_port())).send(LETTER)
    assert away.value.reason == "ConnectionRefusedError"


def test_a_server_that_goes_in_the_midst_of_a_batch_is_away_and_then_back(post: Post) -> None:
    post.mailer.send(LETTER)
    post.close()
    with pytest.raises(MailerAway):
        post.mailer.send(LETTER)
    post.open()
    post.mailer.send(LETTER)
    assert len(post.mails()) == 2


def test_a_batch_shares_a_conversation_until_goodbye(post: Post) -> None:
    post.mailer.send(LETTER)
    first = post.mailer._mine.connection
    post.mailer.send(LETTER)
    assert post.mailer._mine.connection is first
    post.mailer.hang_up()
    assert post.mailer._mine.connection is None
    post.mailer.send(LETTER)
    assert len(post.mails()) == 3


def test_a_server_without_encryption_gets_nothing_where_it_is_demanded(post: Post) -> None:
    mailer = SmtpMailer(SmtpSettings(port=post.port, start_tls=True))
    with pytest.raises(MailerAway) as away:
        mailer.send(LETTER)
    assert away.value.reason == "SMTPNotSupportedError"
    assert post.mails() == []


def test_nothing_personal_shows_in_a_logged_letter() -> None:
    assert "hanako" not in repr(LETTER)
    assert NAME not in repr(LETTER)
