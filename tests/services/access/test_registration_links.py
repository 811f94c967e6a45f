"""The link of the registration mail: each way in which it does not lead on (decision 8)."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.sealing import sign
from hellowork_portal.services.access import links, registration
from hellowork_portal.services.access.errors import LinkProblem
from tests.factories import NOW, Desk
from tests.services.access.conftest import (
    MAIL,
    PERSON,
    ask,
    ask_reset,
    check,
    complete,
    register,
)

DAY = timedelta(hours=24)


def reason(desk: Desk, signed: str, *, purpose: str = links.REGISTER, after: timedelta = timedelta()) -> str:
    """Return why a link does not lead on."""
    with pytest.raises(LinkProblem) as told:
        desk.see(links.check_link, purpose=purpose, signed=signed, now=NOW + after)
    assert told.value.code == f"link_{told.value.reason}"
    return told.value.reason


def test_a_link_lives_a_day(desk: Desk) -> None:
    signed = ask(desk)
    last = desk.see(links.check_link, purpose="register", signed=signed, now=NOW + DAY - timedelta(seconds=1))
    assert last.mail_address == MAIL
    assert reason(desk, signed, after=DAY) == "expired"


def another_sign(link: str) -> str:
    """A link with one sign changed, whichever stands there."""
    return link[:5] + ("x" if link[5] != "x" else "y") + link[6:]


@pytest.mark.parametrize("change", [lambda link: link[:-1], lambda link: link[1:], another_sign])
def test_a_link_that_was_cut_or_changed_is_altered(desk: Desk, change) -> None:
    assert reason(desk, change(ask(desk))) == "altered"


def test_a_link_is_no_good_for_another_purpose(desk: Desk) -> None:
    register(desk)
    assert reason(desk, ask_reset(desk)) == "foreign"


def test_a_well_signed_link_that_is_in_no_row_is_foreign(desk: Desk) -> None:
    assert reason(desk, sign("register", "of another house")) == "foreign"


def test_every_reload_before_the_last_button_works_and_none_after_it(desk: Desk) -> None:
    signed = ask(desk)
    for _ in range(3):
        desk.see(links.check_link, purpose="register", signed=signed, now=NOW)
    check(desk, signed)
    check(desk, signed)
    complete(desk, signed)
    assert reason(desk, signed) == "used"


def test_looking_at_a_link_changes_nothing(desk: Desk) -> None:
    signed = ask(desk)
    before = desk.everything()
    desk.see(links.check_link, purpose="register", signed=signed, now=NOW)
    assert desk.everything() == before


@pytest.mark.parametrize("minutes", [0, 24 * 60])
def test_a_dead_link_takes_neither_draft_nor_form_nor_account(desk: Desk, minutes: int) -> None:
    signed, now = ask(desk), NOW + timedelta(minutes=minutes)
    if not minutes:
        check(desk, signed)
        complete(desk, signed)
    with pytest.raises(LinkProblem):
        desk.do(registration.keep_registration_draft, signed=signed, boxes=PERSON, now=now)
    with pytest.raises(LinkProblem):
        check(desk, signed, now=now)
    with pytest.raises(LinkProblem):
        complete(desk, signed, now=now)
