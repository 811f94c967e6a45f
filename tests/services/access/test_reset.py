"""A forgotten password: one answer for all, one use, and every browser out."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.models import Applicant, AuditEntry, OneTimeLink, Session
from hellowork_portal.services.access import links, reset, sessions
from hellowork_portal.services.access.errors import LinkProblem
from tests.factories import NOW, Desk, make_applicant
from tests.services.access.conftest import ANYBODY, MAIL, ask, ask_reset

HOUR = timedelta(hours=1)
NEW_HASH = "hash of the new one"
GOOD = {"password": "Banana-9-Panda", "password_again": "Banana-9-Panda"}


@pytest.fixture
def owner(desk: Desk) -> int:
    """A person with an account."""
    applicant = desk.do(make_applicant, MAIL, name="Suzuki Taro", language="ja-easy")
    assert applicant.id is not None
    return applicant.id


def finish(desk: Desk, signed: str, *, after: timedelta = timedelta()) -> int:
    return desk.do(reset.complete_reset, signed=signed, password_hash=NEW_HASH, now=NOW + after)


def look(desk: Desk, signed: str, typed: Mapping[str, str], *, after: timedelta = timedelta()) -> None:
    desk.see(reset.new_password_errors, signed=signed, typed=typed, now=NOW + after)


def test_known_and_unknown_addresses_get_one_answer_and_one_mail_each(desk: Desk, owner: int) -> None:
    answers = [
        desk.do(reset.request_reset, principal=ANYBODY, mail_address=mail, now=NOW)
        for mail in ("TARO@example.jp", "Nobody@example.jp")
    ]
    assert answers == [MAIL, "nobody@example.jp"]
    known, unknown = desk.jobs("mail")
    assert known["mail"] == "reset_link"
    assert unknown == {"to": "nobody@example.jp", "language": "en", "mail": "reset_unknown"}
    assert len(desk.rows(OneTimeLink)) == 1


def test_a_reset_sets_the_password_and_ends_every_session(desk: Desk, owner: int) -> None:
    other = desk.do(make_applicant, "jiro@example.jp")
    for person in (owner, owner, other.id):
        desk.do(sessions.start_session, applicant_id=person, now=NOW)
    signed = ask_reset(desk)
    look(desk, signed, GOOD)
    assert finish(desk, signed) == owner
    assert desk.row(Applicant, id=owner).password_hash == NEW_HASH
    assert [row.applicant_id for row in desk.rows(Session)] == [other.id]
    assert desk.jobs("mail")[-1] == {"mail": "password_changed", "applicant_id": owner, "language": "ja-easy"}


def test_a_reset_link_works_once_and_takes_its_siblings_with_it(desk: Desk, owner: int) -> None:
    first, second = ask_reset(desk), ask_reset(desk, now=NOW + timedelta(minutes=1))
    finish(desk, second, after=timedelta(minutes=2))
    for signed in (first, second):
        with pytest.raises(LinkProblem, match="link_used"):
            look(desk, signed, GOOD, after=timedelta(minutes=3))
        with pytest.raises(LinkProblem, match="link_used"):
            finish(desk, signed, after=timedelta(minutes=3))


def test_many_clicks_at_once_use_a_link_once(desk: Desk, owner: int) -> None:
    signed = ask_reset(desk)

    def press(_turn: int) -> str:
        try:
            finish(desk, signed)
        except LinkProblem as problem:
            return problem.code
        return "set"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(press, range(8))) == ["link_used"] * 7 + ["set"]
    assert [job["mail"] for job in desk.jobs("mail")] == ["reset_link", "password_changed"]


def test_a_reset_leaves_other_peoples_links_alone(desk: Desk, owner: int) -> None:
    desk.do(make_applicant, "jiro@example.jp")
    theirs, registering = ask_reset(desk, "jiro@example.jp"), ask(desk, "saburo@example.jp")
    finish(desk, ask_reset(desk))
    look(desk, theirs, GOOD)
    desk.see(links.check_link, purpose=links.REGISTER, signed=registering, now=NOW)


def test_a_reset_link_lives_an_hour(desk: Desk, owner: int) -> None:
    signed = ask_reset(desk)
    look(desk, signed, GOOD, after=HOUR - timedelta(seconds=1))
    with pytest.raises(LinkProblem, match="link_expired"):
        finish(desk, signed, after=HOUR)


def test_a_registration_link_resets_nothing(desk: Desk, owner: int) -> None:
    with pytest.raises(LinkProblem, match="link_foreign"):
        finish(desk, ask(desk, "jiro@example.jp"))


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({}, "password", "required"),
        ({"password": "short"}, "password", "password_conditions"),
        ({"password": "My-Suzuki-No1"}, "password", "password_own_words"),
        ({"password": "Banana-9-Panda", "password_again": "Banana-9"}, "password_again", "passwords_differ"),
    ],
)
def test_the_new_password_is_checked_like_the_first(
    desk: Desk, owner: int, typed: dict[str, str], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as told:
        look(desk, ask_reset(desk), typed)
    assert {name: error.code for name, error in told.value.fields.items()} == {field: f"field.{code}"}


def test_the_way_of_a_reset_leaves_no_token_in_clear_and_nothing_personal_in_the_audit(
    desk: Desk, owner: int
) -> None:
    signed = ask_reset(desk)
    finish(desk, signed)
    assert signed.rsplit(".", 1)[0] not in desk.everything()
    told = str([tuple(entry) for entry in desk.rows(AuditEntry)])
    assert "password.changed" in told
    assert MAIL not in told
    assert NEW_HASH not in told
