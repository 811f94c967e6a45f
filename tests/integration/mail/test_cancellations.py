"""A cancelling reaches mailbox, calendar and provider."""

import pytest

from hellowork_portal.models import JobState
from tests.integration.jobs.families import jobs
from tests.integration.mail.conftest import Post
from tests.integration.mail.household import TOMORROW, Household, entry, settle
from tests.integration.mail.test_changes import CANCELLED, CONFIRMED, LATER, LATEST, text


@pytest.fixture
def house(database_url: str, post: Post) -> Household:
    house = settle(database_url, post)
    for starts_at in (LATER, LATEST):
        house.slot(starts_at)
    return house


def test_a_cancelled_reservation_leaves_the_calendar_and_the_provider(house: Household) -> None:
    house.work()
    house.later(seconds=3)
    house.cancel()
    house.later(seconds=3)
    assert house.subjects() == [CONFIRMED, CANCELLED]
    method, event = entry(house.mails()[-1])
    confirmed = entry(house.mails()[0])[1]
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert event["UID"] == confirmed["UID"]
    assert event.start == TOMORROW
    assert b"method=CANCEL" in house.mails()[-1].raw.replace(b'"', b"")
    assert house.rooms.rooms == {}
    for hidden in ("/j/", "パスコード"):
        assert hidden not in text(house)


def test_change_and_cancel_count_up_in_the_calendar(house: Household) -> None:
    house.work()
    house.later(seconds=3)
    house.change(LATER)
    house.later(seconds=3)
    house.change(LATEST)
    house.later(seconds=3)
    house.cancel()
    house.later(seconds=3)
    told = [entry(mail) for mail in house.mails()]
    assert [(method, event["SEQUENCE"]) for method, event in told] == [
        ("PUBLISH", 0),
        ("PUBLISH", 1),
        ("PUBLISH", 2),
        ("CANCEL", 3),
    ]
    assert len({str(event["UID"]) for _, event in told}) == 1


def test_cancelling_at_once_sends_nothing_but_that(house: Household) -> None:
    house.cancel()
    house.later(minutes=2)
    assert house.subjects() == [CANCELLED]
    assert house.rooms.calls == []
    assert {one.state for one in jobs(house.url)} == {JobState.DONE}
