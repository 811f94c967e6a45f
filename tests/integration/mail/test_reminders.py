"""Reminders arrive when they should, in the person's language, and never when they would be wrong."""

from datetime import timedelta

import pytest

from hellowork_portal.models import Applicant, JobState, Mode, Office, Reservation, ReservationState
from tests.factories import Desk
from tests.integration.jobs.families import jobs
from tests.integration.mail.conftest import Post
from tests.integration.mail.ground import deliveries
from tests.integration.mail.household import NUMBER, TOMORROW, Household, settle
from tests.integration.mail.rooms import away

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NEXT_WEEK = TOMORROW + timedelta(days=7)


@pytest.fixture
def house(database_url: str, post: Post) -> Household:
    """The interview is a week away, confirmed and reminded of; its confirmation has been read."""
    return moved(settle(database_url, post))


def moved(house: Household) -> Household:
    house.work()
    house.later(seconds=2)
    house.slot(NEXT_WEEK)
    house.change(NEXT_WEEK)
    house.later(seconds=2)
    return house


def reminders(house: Household) -> list[str]:
    """Return the reminders that came, as plain text."""
    return [mail.body("plain") for mail in house.mails() if "面談のお知らせ" in mail.subject]


def until(house: Household, before: timedelta) -> None:
    """Let the clock come to a time before the interview, and the worker work."""
    house.clock.now = NEXT_WEEK - before
    house.work()


def test_one_comes_a_day_before_and_one_an_hour_before(house: Household) -> None:
    until(house, DAY + timedelta(minutes=1))
    assert reminders(house) == []
    until(house, DAY)
    assert len(reminders(house)) == 1
    until(house, HOUR)
    house.later(seconds=5)
    assert len(reminders(house)) == 2
    assert [row.kind for row in deliveries(house.url)][-2:] == ["reservation_reminder"] * 2


def test_it_brings_what_is_needed_on_the_day(house: Household) -> None:
    until(house, DAY)
    [text] = reminders(house)
    for said in (
        "2026年12月2日（水） 12:00〜12:30",
        "https://zoom.example.jp/j/room-1?pwd=x",
        "123456",
        "ご用意いただくもの",
        "本人と確認できるカード",
        f"/reservation/cancel?number={NUMBER}",
        "2026年12月1日（火） 17:00までに",
        "ページを開くだけでは、予約は取り消されません",
    ):
        assert said in text
    assert house.mails()[-1].subject == "ハローワーク：面談のお知らせ（2026年12月2日（水） 12:00）"
    assert house.mails()[-1].calendar() == b""


def test_after_the_cut_off_it_says_whom_to_call(house: Household) -> None:
    until(house, HOUR)
    text = reminders(house)[-1]
    assert "できるだけ早くハローワーク新宿（東京都）へお電話ください（電話 03-3200-8609）" in text
    assert "/reservation/cancel" not in text


def test_where_the_offices_telephone_is_unknown_it_names_no_office_for_it(house: Household) -> None:
    [office] = Desk(house.url).rows(Office)
    house.write(Office, office.id, phone="")
    until(house, HOUR)
    assert "予約したハローワークへご連絡ください" in reminders(house)[-1]


def test_it_speaks_the_language_of_the_last_sign_in(house: Household) -> None:
    house.write(Applicant, house.ground.applicant_id, language="en")
    until(house, DAY)
    mail = house.mails()[-1]
    assert mail.subject == "Hello Work: your interview on Wednesday 2 December 2026 at 12:00"
    assert "please cancel on this page by Tuesday 1 December 2026" in mail.body("plain")


def test_who_wants_none_gets_none(house: Household) -> None:
    house.write(Applicant, house.ground.applicant_id, wants_reminders=False)
    until(house, DAY)
    until(house, HOUR)
    assert reminders(house) == []
    assert {one.state for one in jobs(house.url)} == {JobState.DONE}


def test_a_cancelled_interview_is_not_remembered(house: Household) -> None:
    house.cancel()
    until(house, DAY)
    until(house, HOUR)
    assert reminders(house) == []


def test_a_cancelling_that_a_running_reminder_did_not_see_stops_it_all_the_same(house: Household) -> None:
    """Whatever became of the job: what the row says at run time decides."""
    cancelled = {"state": ReservationState.CANCELLED, "cancelled_at": house.clock.now}
    house.write(Reservation, house.ground.reservation_id, **cancelled)
    until(house, DAY)
    assert reminders(house) == []


def test_after_a_change_only_the_new_time_is_remembered(house: Household) -> None:
    house.slot(NEXT_WEEK + 2 * DAY)
    house.change(NEXT_WEEK + 2 * DAY)
    until(house, DAY)
    until(house, HOUR)
    assert reminders(house) == []
    until(house, -DAY)
    assert len(reminders(house)) == 1
    assert "2026年12月4日（金） 12:00〜12:30" in reminders(house)[0]


def test_a_worker_that_slept_sends_the_next_one_alone(house: Household) -> None:
    until(house, timedelta(minutes=30))
    assert len(reminders(house)) == 1


@pytest.mark.parametrize("late", [timedelta(0), timedelta(minutes=10), timedelta(days=3)])
def test_after_the_start_nothing_is_sent(house: Household, late: timedelta) -> None:
    until(house, -late)
    assert reminders(house) == []
    assert {one.state for one in jobs(house.url) if one.kind == "reminder"} == {JobState.DONE}


def test_without_the_address_it_says_that_it_follows(database_url: str, post: Post) -> None:
    house = settle(database_url, post)
    house.rooms.troubles = away(100_000)
    moved(house)
    until(house, DAY)
    assert "URLは別のメールでお知らせします" in reminders(house)[-1]


def test_by_telephone_it_says_who_will_call(database_url: str, post: Post) -> None:
    house = moved(settle(database_url, post, mode=Mode.TELEPHONE))
    until(house, DAY)
    [text] = reminders(house)
    assert "ハローワーク新宿（東京都）からお電話します" in text
    assert "電話は、03-3200-8609 から掛かります" in text
    assert "Zoom" not in text.split("--")[0].split("ご用意いただくもの")[0]


def test_in_person_it_says_where_to_go(database_url: str, post: Post) -> None:
    house = moved(settle(database_url, post, mode=Mode.IN_PERSON))
    until(house, DAY)
    [text] = reminders(house)
    assert "窓口へお越しください" in text
    assert "東京都新宿区歌舞伎町2-42-10" in text
